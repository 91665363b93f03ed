#include "net/mail/smtp_conversation.hpp"

#include <array>
#include <memory>
#include <string>

namespace leadstream::net {

asio::awaitable<void> converse(std::vector<tcp::endpoint> with, smtp_dialog& dialog,
                               std::chrono::milliseconds timeout) {
  const auto executor = co_await asio::this_coro::executor;
  const auto socket = std::make_shared<tcp::socket>(executor);
  asio::steady_timer deadline(executor, timeout);
  deadline.async_wait([socket](const boost::system::error_code& cancelled) {
    boost::system::error_code ignored;
    if (!cancelled) {
      socket->close(ignored);
    }
  });
  boost::system::error_code problem;
  co_await asio::async_connect(*socket, with, asio::redirect_error(asio::use_awaitable, problem));
  std::array<char, 4096> bytes{};
  while (!problem && !dialog.over()) {
    const std::size_t got = co_await socket->async_read_some(
        asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, problem));
    const std::string command = dialog.receive({bytes.data(), got});
    if (!problem && !command.empty()) {
      co_await asio::async_write(*socket, asio::buffer(command),
                                 asio::redirect_error(asio::use_awaitable, problem));
    }
  }
  const bool late = deadline.expiry() <= std::chrono::steady_clock::now();
  dialog.lose(late ? "it took too long" : "the connection failed: " + problem.message());
}

} // namespace leadstream::net
