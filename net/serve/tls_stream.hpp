#pragma once
#include "net/asio.hpp"

#include <memory>
#include <string>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace leadstream::serve {

/// The server's side of TLS on a connected socket that does not block: every call does what it can at once
/// and says what the socket must be waited for. On the socket's I/O thread.
class tls_stream {
public:
  enum class outcome : std::uint8_t {
    done,
    wants_read,  ///< wait until the socket can be read, call again
    wants_write, ///< wait until it can be written, call again
    closed,      ///< the client said goodbye
    failed
  };

  /// The socket must outlive the stream.
  tls_stream(const std::shared_ptr<SSL_CTX>& how, tcp::socket& socket);

  outcome shake_hands();
  /// Whether the client sent a plain HTTP request instead of a handshake.
  bool heard_plain_http() const { return plain_http_; }

  outcome read(asio::mutable_buffer into, std::size_t& count);

  /// Takes what fits into one record; `count` is what it took. What the kernel does not take is kept and goes
  /// first at the next call.
  template <class Buffers>
  outcome write(const Buffers& buffers, std::size_t& count) {
    count = 0;
    if (const outcome before = flush(); before != outcome::done) {
      return before;
    }
    std::string record;
    for (const asio::const_buffer& buffer : buffers) {
      const std::size_t part = std::min(buffer.size(), longest_record - record.size());
      record.append(static_cast<const char*>(buffer.data()), part);
    }
    count = record.size();
    unsent_ = std::move(record);
    return flush() == outcome::failed ? outcome::failed : outcome::done;
  }
  bool has_unsent() const { return !unsent_.empty(); }

  /// Tells the client that nothing more comes, if that can be told at once.
  void say_goodbye();

private:
  static constexpr std::size_t longest_record = 16u << 10;

  outcome flush();
  outcome explain(int returned);

  std::unique_ptr<SSL, void (*)(SSL*)> tls_;
  std::string unsent_; ///< given to TLS, which must be given the same again
  bool plain_http_ = false;
};

} // namespace leadstream::serve
