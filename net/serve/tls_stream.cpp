#include "net/serve/tls_stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace leadstream::serve {

tls_stream::tls_stream(const std::shared_ptr<SSL_CTX>& how, tcp::socket& socket)
    : tls_(SSL_new(how.get()), SSL_free) {
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  SSL_set_fd(tls_.get(), socket.native_handle());
  SSL_set_accept_state(tls_.get());
}

tls_stream::outcome tls_stream::explain(int returned) {
  if (returned == 1) {
    return outcome::done;
  }
  switch (SSL_get_error(tls_.get(), returned)) {
  case SSL_ERROR_WANT_READ:
    return outcome::wants_read;
  case SSL_ERROR_WANT_WRITE:
    return outcome::wants_write;
  case SSL_ERROR_ZERO_RETURN:
    return outcome::closed;
  default:
    plain_http_ = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
    SSL_set_quiet_shutdown(tls_.get(), 1); // RFC 8446, 6.2: nothing is sent after a failure
    return outcome::failed;
  }
}

tls_stream::outcome tls_stream::shake_hands() {
  ERR_clear_error();
  return explain(SSL_do_handshake(tls_.get()));
}

tls_stream::outcome tls_stream::read(asio::mutable_buffer into, std::size_t& count) {
  ERR_clear_error();
  count = 0;
  return explain(SSL_read_ex(tls_.get(), into.data(), into.size(), &count));
}

tls_stream::outcome tls_stream::flush() {
  if (unsent_.empty()) {
    return outcome::done;
  }
  ERR_clear_error();
  std::size_t written = 0;
  const outcome ended = explain(SSL_write_ex(tls_.get(), unsent_.data(), unsent_.size(), &written));
  if (ended == outcome::done) {
    unsent_ = {};
  }
  return ended;
}

void tls_stream::say_goodbye() {
  ERR_clear_error();
  if (SSL_is_init_finished(tls_.get()) == 1) {
    SSL_shutdown(tls_.get());
  }
}

} // namespace leadstream::serve
