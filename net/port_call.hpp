#pragma once
#include "domain/ports.hpp"
#include "net/asio.hpp"
#include "net/serve/io_thread.hpp"

#include <chrono>
#include <memory>
#include <optional>

namespace leadstream {

/// Where the answer of a port call arrives. Touched on its I/O thread only.
template <class T>
struct port_answer {
  explicit port_answer(asio::io_context& io, std::chrono::milliseconds patience) : arrived(io, patience) {}

  asio::steady_timer arrived; ///< cancelled when the answer is there
  std::optional<result<T>> value;
};

/// Awaits a call that takes a completion: `start` is called with it at once, the completion may come from any
/// thread and at any time. After `patience` the answer is timed_out and a later completion is ignored. Only
/// from a coroutine that runs on `thread`.
template <class T, class Start>
asio::awaitable<result<T>> port_call(std::shared_ptr<serve::io_thread> thread, Start start,
                                     std::chrono::milliseconds patience) {
  auto answer = std::make_shared<port_answer<T>>(thread->context(), patience);
  // The answer holds a timer of the thread's context, so it must go first: the order of the captures sees to
  // that.
  start(completion<T>([thread, answer](result<T> value) {
    thread->dispatch([answer, value = std::move(value)]() mutable {
      answer->value.emplace(std::move(value));
      answer->arrived.cancel();
    });
  }));
  if (!answer->value) {
    boost::system::error_code ignored;
    thread->add_wait(&answer->arrived);
    co_await answer->arrived.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    thread->remove_wait(&answer->arrived);
  }
  if (!answer->value) {
    co_return error{error_code::timed_out, "the service did not answer in time; try again later", {}};
  }
  co_return std::move(*answer->value);
}

} // namespace leadstream
