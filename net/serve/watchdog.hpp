#pragma once
#include "net/asio.hpp"

#include <chrono>
#include <memory>

namespace leadstream::serve {

/// Ends the waiting of a connection: cancels what its socket is doing when a deadline passes. Moving the
/// deadline is cheap, the timer is set anew only when it has to ring earlier. On the socket's I/O thread.
class watchdog {
public:
  explicit watchdog(tcp::socket& socket);
  ~watchdog();
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;

  void watch(std::chrono::milliseconds patience);
  void rest();
  /// Whether the deadline passed since watch().
  bool fired() const;

private:
  struct state;
  std::shared_ptr<state> state_;
};

} // namespace leadstream::serve
