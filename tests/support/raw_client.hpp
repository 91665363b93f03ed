#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace leadstream::test {

/// A blocking connection to the loopback that says and hears bytes. Waiting ends after ten seconds.
class raw_client {
public:
  explicit raw_client(std::uint16_t port, int receive_buffer = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~raw_client() { ::close(socket_); }
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) {
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// Receives more; false at the end, or when nothing came in time.
  bool receive() {
    char bytes[65536];
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count > 0) {
      received.append(bytes, static_cast<std::size_t>(count));
    }
    return count > 0;
  }

  /// The next `count` bytes, fewer at the end.
  std::string take(std::size_t count) {
    while (received.size() < count && receive()) {
    }
    return cut(count);
  }

  /// Everything to the end of `mark`; what there is when the connection ends before.
  std::string take_until(std::string_view mark) {
    for (;;) {
      if (const auto at = received.find(mark); at != std::string::npos) {
        return cut(at + mark.size());
      }
      if (!receive()) {
        return cut(received.size());
      }
    }
  }

  std::string take_all() {
    while (receive()) {
    }
    return cut(received.size());
  }

  std::string received;

private:
  std::string cut(std::size_t count) {
    std::string front = received.substr(0, count);
    received.erase(0, front.size());
    return front;
  }

  int socket_;
};

/// A response as a test looks at it.
struct seen_response {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a header field; empty when it is absent.
  std::string header(const std::string& name) const {
    const auto found = head.find("\r\n" + name + ": ");
    const auto start = found + name.size() + 4;
    return found == std::string::npos ? "" : head.substr(start, head.find("\r\n", start) - start);
  }
};

/// Reads one response from the connection, its body by Content-Length or chunks.
inline seen_response read_response(raw_client& client, bool head_only = false) {
  seen_response seen;
  seen.head = client.take_until("\r\n\r\n");
  if (seen.head.size() < 12) {
    return seen;
  }
  seen.status = std::stoi(seen.head.substr(9, 3));
  if (const auto length = seen.head.find("Content-Length: "); length != std::string::npos && !head_only) {
    seen.body = client.take(std::stoul(seen.head.substr(length + 16)));
  }
  if (seen.head.find("Transfer-Encoding: chunked") != std::string::npos && !head_only) {
    for (;;) {
      const std::size_t size = std::stoul(client.take_until("\r\n"), nullptr, 16);
      seen.body += client.take(size);
      client.take(2);
      if (size == 0) {
        break;
      }
    }
  }
  return seen;
}

} // namespace leadstream::test
