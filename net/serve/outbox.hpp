#pragma once
#include "net/serve/wire.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::serve {

/// What waits to be sent on a WebSocket. Frames are shared, never copied, and as many as fit go out in one
/// call. On the wire's I/O thread; `owner` keeps wire and outbox alive while the kernel is waited for.
class outbox {
public:
  using clock = std::chrono::steady_clock;

  explicit outbox(wire& client) : wire_(client) {}

  void push(std::shared_ptr<const std::string> frame);
  /// Sends what the kernel takes now and the rest as it takes more.
  void flush(const std::shared_ptr<void>& owner);
  /// Drops the frames that have not begun and lets this one be the last.
  void finish(std::shared_ptr<const std::string> last);

  std::size_t bytes() const { return bytes_; }
  bool empty() const { return frames_.empty() && !wire_.has_unsent(); }
  bool failed() const { return failed_; }
  /// Since when the client has taken nothing, while something waits.
  clock::time_point last_progress() const { return last_progress_; }

private:
  bool send_some();
  void drop_sent(std::size_t count);
  void wait(const std::shared_ptr<void>& owner);

  wire& wire_;
  std::deque<std::shared_ptr<const std::string>> frames_;
  std::vector<asio::const_buffer> buffers_;
  std::size_t offset_ = 0; ///< sent of the first frame
  std::size_t bytes_ = 0;
  clock::time_point last_progress_{};
  bool waiting_ = false;
  bool finished_ = false;
  bool failed_ = false;
};

} // namespace leadstream::serve
