#pragma once
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leadstream::test {

/// One accepted connection of a raw_server: bytes in, bytes out, nothing between.
class raw_connection {
public:
  explicit raw_connection(int socket) : socket_(socket) {}

  /// Reads up to the empty line that ends a request's header; empty when the peer has gone.
  std::string read_request() {
    while (buffer_.find("\r\n\r\n") == std::string::npos) {
      char bytes[4096];
      const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) {
        return {};
      }
      buffer_.append(bytes, static_cast<std::size_t>(got));
    }
    const auto end = buffer_.find("\r\n\r\n") + 4;
    std::string request = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return request;
  }

  /// Reads exactly that many further bytes, fewer when the peer has gone.
  std::string read_body(std::size_t size) {
    while (buffer_.size() < size) {
      char bytes[4096];
      const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) {
        break;
      }
      buffer_.append(bytes, static_cast<std::size_t>(got));
    }
    return std::exchange(buffer_, {});
  }

  /// False when the peer has gone.
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  int socket() const { return socket_; }

  /// Waits until the peer closes.
  void await_close() {
    char bytes[4096];
    while (::recv(socket_, bytes, sizeof bytes, 0) > 0) {
    }
  }

  /// Makes close send a reset instead of an orderly end.
  void reset_on_close() {
    const linger now{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }

private:
  int socket_;
  std::string buffer_;
};

/// A server on a free port of the loopback that does exactly what its script says, one thread a connection.
class raw_server {
public:
  using script = std::function<void(raw_connection&)>;

  explicit raw_server(script what) : script_(std::move(what)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::system_error(errno, std::generic_category(), "bind");
    }
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    ::listen(listener_, 64);
    acceptor_ = std::thread([this] { accept(); });
  }

  ~raw_server() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    {
      const std::lock_guard lock(mutex_);
      for (const int socket : open_) {
        ::shutdown(socket, SHUT_RDWR);
      }
    }
    for (auto& thread : threads_) {
      thread.join();
    }
  }

  std::uint16_t port() const { return port_; }
  int connections() const { return connections_; }

private:
  void accept() {
    for (int socket = ::accept(listener_, nullptr, nullptr); socket >= 0;
         socket = ::accept(listener_, nullptr, nullptr)) {
      ++connections_;
      const std::lock_guard lock(mutex_);
      open_.push_back(socket);
      threads_.emplace_back([this, socket] { serve(socket); });
    }
  }

  void serve(int socket) {
    raw_connection connection(socket);
    script_(connection);
    const std::lock_guard lock(mutex_);
    open_.remove(socket);
    ::close(socket);
  }

  script script_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  std::list<int> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

} // namespace leadstream::test
