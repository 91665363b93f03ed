#pragma once
#include "domain/law/law_store.hpp"
#include "domain/sources/description.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace leadstream::app {

/// Forgets what was kept for as long as the operator's rules and the terms of sources let it be.
class retention {
public:
  /// `rules` as in setting law.retention: "places = 30d", "*" for the sources that no other rule names.
  retention(law::law_store& store, const std::vector<std::string>& rules);
  ~retention(); ///< stop()
  retention(const retention&) = delete;
  retention& operator=(const retention&) = delete;

  /// The operator's rules as a notice tells them: "data from places for 30 days"; empty without one.
  std::string in_words() const;
  /// Sources whose terms let some content be kept for a while only; before start().
  void heed(const std::vector<sources::description>& sources);

  /// Forgets what is too old; blocks.
  void expire();
  /// Forgets whatever becomes too old from now on, on a thread of its own.
  void start();
  void stop();
  /// Calls `then` once nothing is kept that is over; at once without start(). From any thread.
  void when_current(std::function<void()> then);

private:
  struct rule {
    std::string source;
    std::chrono::milliseconds life{};
  };
  void run();
  /// Both give when the next is due, in milliseconds since the epoch.
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  std::int64_t expire_by_age(const rule& r, const std::vector<std::string>& named);
  std::int64_t expire_by_terms(const rule& r);
  std::chrono::milliseconds pause() const;

  law::law_store& store_;
  std::vector<rule> rules_;          ///< of the operator
  std::vector<rule> terms_;          ///< of the sources
  std::atomic<std::int64_t> due_{0}; ///< when the oldest datum is over, in milliseconds since the epoch
  std::mutex guard_;
  std::condition_variable wake_;
  std::vector<std::function<void()>> waiting_; ///< for the next sweep
  bool running_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace leadstream::app
