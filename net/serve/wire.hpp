#pragma once
#include "net/asio.hpp"
#include "net/serve/tls_stream.hpp"

#include <array>
#include <memory>
#include <vector>

namespace leadstream::serve {

/// A client's connection, plain or with TLS. On its I/O thread.
class wire {
public:
  using error_code = boost::system::error_code;

  /// `tls` null: what is sent is plain.
  wire(tcp::socket socket, const std::shared_ptr<SSL_CTX>& tls);
  wire(wire&& other) noexcept = default;

  bool is_secure() const { return tls_ != nullptr; }
  bool is_open() const { return socket_->is_open(); }
  /// For options, addresses, and waits; never to send or receive.
  tcp::socket& socket() { return *socket_; }
  void close();

  /// Before anything else. Fails when the client does not speak TLS as it should.
  asio::awaitable<void> shake_hands(error_code& problem);
  /// Whether that was because it spoke plain HTTP; from then on the connection is plain.
  bool fell_back_to_plain();

  /// Something that was received, at least a byte.
  asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& problem);
  /// Sends all of it.
  asio::awaitable<std::size_t> write(std::array<asio::const_buffer, 2> what, error_code& problem);

  /// Sends what can be sent at once; would_block when nothing can. The socket must not block.
  std::size_t write_some(const std::vector<asio::const_buffer>& what, error_code& problem);
  /// Whether what write_some() took has to be given to the kernel by another call.
  bool has_unsent() const { return tls_ && tls_->has_unsent(); }

  /// Nothing more will be sent; what the client still sends can be dropped.
  void end_sending();
  asio::awaitable<std::size_t> drop_some(error_code& problem);

private:
  asio::awaitable<void> wait_for(tls_stream::outcome what, error_code& problem);

  std::unique_ptr<tcp::socket> socket_; ///< stays where it is when the wire moves
  std::unique_ptr<tls_stream> tls_;
};

} // namespace leadstream::serve
