#pragma once
#include <chrono>
#include <cstdint>

namespace leadstream::flow {

/// How much a server is to be spared beyond the fixed rules: pauses grow while its answers come slower than
/// usual or it says that it has too much to do, and shrink again with each good answer. Not thread-safe.
class pace {
public:
  /// Learns from an answer: how long it took, and whether it was 429 or 503.
  void learn(std::chrono::milliseconds took, bool overloaded);

  /// The pause to keep in place of the one that the rules ask for: up to sixteen times as long, and never
  /// shorter than the server's own usual time to answer; at most a minute more than asked for.
  std::chrono::milliseconds stretched(std::chrono::milliseconds pause) const;

  /// Whether the server is asked at its normal pace.
  bool relaxed() const { return factor_ < 1.05; }
  /// How many times as long the pauses are.
  double factor() const { return factor_; }

private:
  double usual_ = 0;  ///< milliseconds, follows slowly
  double recent_ = 0; ///< milliseconds, follows fast
  double factor_ = 1;
};

} // namespace leadstream::flow
