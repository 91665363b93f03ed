#pragma once
#include "net/asio.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>

namespace leadstream::serve {

/// A thread with an io_context of its own: whatever belongs to a connection runs on one such thread and needs
/// no lock. Shared by all who may still post to it; work that is posted after stop() is dropped.
class io_thread {
public:
  using failure_log = std::function<void(const std::string&)>;

  explicit io_thread(failure_log log) : log_(std::move(log)), work_(io_.get_executor()) {}
  io_thread(const io_thread&) = delete;
  io_thread& operator=(const io_thread&) = delete;

  void start();
  /// Ends the thread; what has not run yet never will. From another thread, once.
  void stop();

  /// Runs the work on this thread, at once when the caller is on it already. Any thread.
  template <class Work>
  void dispatch(Work work) {
    if (io_.get_executor().running_in_this_thread()) {
      work();
      return;
    }
    post(std::move(work));
  }

  /// Runs the work on this thread later. Any thread.
  template <class Work>
  void post(Work work) {
    const std::lock_guard lock(mutex_);
    if (open_) {
      asio::post(io_, std::move(work));
    }
  }

  /// Only for use on this thread, or before start().
  asio::io_context& context() { return io_; }

  /// Waits that are to end early when the server gives up on them. On this thread.
  void add_wait(asio::steady_timer* wait) { waits_.insert(wait); }
  void remove_wait(asio::steady_timer* wait) { waits_.erase(wait); }
  void end_waits();

private:
  void run();

  failure_log log_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::set<asio::steady_timer*> waits_;
  std::mutex mutex_;
  bool open_ = true;
  std::thread thread_;
};

} // namespace leadstream::serve
