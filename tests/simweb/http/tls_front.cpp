#include "tests/simweb/http/tls_front.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <poll.h>

namespace leadstream::simweb {
namespace {

test::identity make_authority() {
  test::certificate_wish wish;
  wish.host = "simweb authority";
  wish.authority = true;
  wish.valid_to_seconds = 86'400;
  return test::make_identity(wish);
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket);
    return -1;
  }
  return socket;
}

/// What one side sent goes to the other; false at the end of either.
bool pass_in(SSL* client, test::raw_connection& plain) {
  std::array<char, 16'384> bytes;
  const int got = SSL_read(client, bytes.data(), static_cast<int>(bytes.size()));
  return got > 0 && plain.write({bytes.data(), static_cast<std::size_t>(got)});
}

bool pass_out(test::raw_connection& plain, SSL* client) {
  std::array<char, 16'384> bytes;
  const auto got = ::recv(plain.socket(), bytes.data(), bytes.size(), 0);
  return got > 0 && SSL_write(client, bytes.data(), static_cast<int>(got)) > 0;
}

void relay(SSL* client, test::raw_connection& plain) {
  std::array<pollfd, 2> both{{{SSL_get_fd(client), POLLIN, 0}, {plain.socket(), POLLIN, 0}}};
  for (bool alive = true; alive;) {
    if (SSL_pending(client) == 0 && ::poll(both.data(), both.size(), -1) < 0) {
      return;
    }
    if (SSL_pending(client) > 0 || (both[0].revents & (POLLIN | POLLHUP)) != 0) {
      alive = pass_in(client, plain);
    }
    if (alive && (both[1].revents & (POLLIN | POLLHUP)) != 0) {
      alive = pass_out(plain, client);
    }
  }
}

} // namespace

tls_front::tls_front(const std::string& file, std::uint16_t plain_port)
    : plain_port_(plain_port), authority_(make_authority()),
      context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free),
      listener_([this](test::raw_connection& client) { serve(client); }) {
  SSL_CTX_set_tlsext_servername_callback(context_.get(), show_certificate);
  SSL_CTX_set_tlsext_servername_arg(context_.get(), this);
  const std::string authority = file + ".ca.pem";
  if (std::FILE* out = std::fopen(authority.c_str(), "w")) {
    PEM_write_X509(out, authority_.certificate.get());
    std::fclose(out);
  }
  std::ofstream(file) << nlohmann::json{{"port", listener_.port()}, {"ca", authority}};
}

int tls_front::show_certificate(SSL* session, int*, void* self) {
  auto& front = *static_cast<tls_front*>(self);
  const char* name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
  if (name == nullptr) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  const std::lock_guard lock(front.guard_);
  auto& shown = front.shown_[name];
  if (shown.certificate == nullptr) {
    test::certificate_wish wish;
    wish.host = name;
    wish.issuer = &front.authority_;
    wish.valid_to_seconds = 86'400;
    shown = test::make_identity(wish);
  }
  SSL_use_certificate(session, shown.certificate.get());
  SSL_use_PrivateKey(session, shown.key.get());
  return SSL_TLSEXT_ERR_OK;
}

void tls_front::serve(test::raw_connection& client) {
  const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(session.get(), client.socket());
  const int socket = SSL_accept(session.get()) == 1 ? connect_to(plain_port_) : -1;
  if (socket >= 0) {
    test::raw_connection plain(socket);
    relay(session.get(), plain);
    SSL_shutdown(session.get());
    ::close(socket);
  }
}

} // namespace leadstream::simweb
