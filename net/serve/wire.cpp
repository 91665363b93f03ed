#include "net/serve/wire.hpp"

namespace leadstream::serve {
namespace {

using outcome = tls_stream::outcome;

boost::system::error_code code_of(outcome ended) {
  switch (ended) {
  case outcome::done:
    return {};
  case outcome::closed:
    return asio::error::eof;
  case outcome::failed:
    return asio::error::connection_reset;
  default:
    return asio::error::would_block;
  }
}

void drop_front(std::array<asio::const_buffer, 2>& buffers, std::size_t count) {
  for (asio::const_buffer& buffer : buffers) {
    const std::size_t part = std::min(count, buffer.size());
    buffer += part;
    count -= part;
  }
}

} // namespace

wire::wire(tcp::socket socket, const std::shared_ptr<SSL_CTX>& tls)
    : socket_(std::make_unique<tcp::socket>(std::move(socket))),
      tls_(tls ? std::make_unique<tls_stream>(tls, *socket_) : nullptr) {}

void wire::close() {
  error_code ignored;
  if (tls_ && socket_->is_open()) {
    tls_->say_goodbye();
  }
  socket_->shutdown(tcp::socket::shutdown_both, ignored);
  socket_->close(ignored);
}

asio::awaitable<void> wire::wait_for(outcome what, error_code& problem) {
  const auto wait = what == outcome::wants_write ? tcp::socket::wait_write : tcp::socket::wait_read;
  co_await socket_->async_wait(wait, asio::redirect_error(asio::use_awaitable, problem));
}

asio::awaitable<void> wire::shake_hands(error_code& problem) {
  problem = {};
  while (tls_ && !problem) {
    const outcome ended = tls_->shake_hands();
    problem = code_of(ended);
    if (problem != asio::error::would_block) {
      co_return;
    }
    co_await wait_for(ended, problem);
  }
}

bool wire::fell_back_to_plain() {
  if (!tls_ || !tls_->heard_plain_http()) {
    return false;
  }
  tls_.reset();
  return true;
}

asio::awaitable<std::size_t> wire::read_some(asio::mutable_buffer into, error_code& problem) {
  problem = {};
  if (!tls_) {
    co_return co_await socket_->async_read_some(into, asio::redirect_error(asio::use_awaitable, problem));
  }
  std::size_t count = 0;
  while (!problem) {
    const outcome ended = tls_->read(into, count);
    problem = code_of(ended);
    if (problem != asio::error::would_block) {
      break;
    }
    co_await wait_for(ended, problem);
  }
  co_return count;
}

asio::awaitable<std::size_t> wire::write(std::array<asio::const_buffer, 2> what, error_code& problem) {
  problem = {};
  if (!tls_) {
    co_return co_await asio::async_write(*socket_, what, asio::redirect_error(asio::use_awaitable, problem));
  }
  std::size_t total = 0;
  while (!problem && (asio::buffer_size(what) > 0 || has_unsent())) {
    std::size_t count = 0;
    const outcome ended = tls_->write(what, count);
    drop_front(what, count);
    total += count;
    problem = code_of(ended);
    if (problem == asio::error::would_block) {
      co_await wait_for(ended, problem);
    }
  }
  co_return total;
}

std::size_t wire::write_some(const std::vector<asio::const_buffer>& what, error_code& problem) {
  if (!tls_) {
    return socket_->write_some(what, problem);
  }
  std::size_t count = 0;
  problem = code_of(tls_->write(what, count));
  return count;
}

void wire::end_sending() {
  error_code ignored;
  if (tls_) {
    tls_->say_goodbye();
  }
  socket_->shutdown(tcp::socket::shutdown_send, ignored);
}

/// Past TLS: it is not to be understood any more.
asio::awaitable<std::size_t> wire::drop_some(error_code& problem) {
  std::array<char, 4096> bytes{};
  co_return co_await socket_->async_read_some(asio::buffer(bytes),
                                              asio::redirect_error(asio::use_awaitable, problem));
}

} // namespace leadstream::serve
