#include "net/api/problem.hpp"
#include "net/port_call.hpp"
#include "net/serve/chunked_body.hpp"
#include "net/serve/http_session.hpp"

#include <algorithm>

// How a session takes a body that may be larger than memory: piece by piece, as fast as it is used up.
namespace leadstream::serve {

/// A request whose body is taken while it arrives, judged before any of it is read.
asio::awaitable<bool> http_session::serve_upload(const request_head& head) {
  const outcome foreign = judge_browser();
  auto refused = foreign.status == 0 ? refuse_coding() : api::problem(foreign.status, foreign.reason);
  const api::call_ptr call = make_call();
  if (!refused) {
    refused = match_.found->open(call);
  }
  if (refused) {
    keep_alive_ = keep_alive_ && head.framing == body_framing::none;
    co_return co_await send(std::move(*refused));
  }
  upload_ = call->upload;
  const outcome read = co_await read_body(head);
  upload_.reset();
  if (read.status == nobody) {
    co_return false;
  }
  keep_alive_ = keep_alive_ && read.status == 0;
  api::response made;
  if (read.status == 0) {
    made = co_await handle(call);
  } else {
    made = upload_fault_ ? to_response(*upload_fault_) : api::problem(read.status, read.reason);
  }
  audit(made);
  co_return co_await send(std::move(made));
}

asio::awaitable<http_session::outcome> http_session::take_counted(std::uint64_t length) {
  std::uint64_t taken = 0;
  while (taken < length) {
    if (buffer_.empty()) {
      watchdog_.watch(limits().body_timeout);
      const auto ended = co_await receive_body(taken);
      if (ended) {
        co_return *ended;
      }
    }
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), length - taken));
    const outcome handed = co_await hand_over(std::string_view(buffer_).substr(0, piece));
    if (handed.status != 0) {
      co_return handed;
    }
    buffer_.erase(0, piece);
    taken += piece;
  }
  co_return outcome{};
}

asio::awaitable<http_session::outcome> http_session::take_chunked() {
  chunked_body chunks(limits().upload_bytes);
  std::uint64_t taken = 0;
  for (;;) {
    std::string_view received = buffer_;
    const auto verdict = chunks.take(received);
    buffer_.erase(0, buffer_.size() - received.size());
    if (verdict == chunked_body::verdict::malformed) {
      co_return malformed_chunks();
    }
    if (verdict == chunked_body::verdict::too_large) {
      co_return too_large(limits().upload_bytes);
    }
    const outcome handed = co_await hand_over(chunks.body());
    if (handed.status != 0 || verdict == chunked_body::verdict::complete) {
      co_return handed;
    }
    taken += chunks.body().size();
    chunks.body().clear();
    watchdog_.watch(limits().body_timeout);
    const auto ended = co_await receive_body(taken);
    if (ended) {
      co_return *ended;
    }
  }
}

/// Waits until whoever takes the body has room for more; the client is not blamed for that time.
asio::awaitable<http_session::outcome> http_session::hand_over(std::string_view bytes) {
  if (bytes.empty()) {
    co_return outcome{};
  }
  watchdog_.rest();
  const auto begun = std::chrono::steady_clock::now();
  auto start = [this, bytes](completion<done> taken) { upload_->take(bytes, std::move(taken)); };
  const result<done> taken = co_await port_call<done>(lane_.thread, start, limits().handler_timeout);
  body_begun_ += std::chrono::steady_clock::now() - begun;
  if (taken) {
    co_return outcome{};
  }
  upload_fault_ = taken.problem();
  co_return outcome{api::status_of(upload_fault_->code), upload_fault_->message};
}

} // namespace leadstream::serve
