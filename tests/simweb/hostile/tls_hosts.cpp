#include "tests/simweb/hostile/tls_hosts.hpp"

#include "tests/simweb/hostile/cases.hpp"

#include <openssl/rsa.h>

#include <cstdio>

namespace leadstream::simweb {
namespace {

using test::certificate_wish;
using test::identity;
using test::make_identity;

certificate_wish wish(const std::string& host, const identity* issuer) {
  certificate_wish made;
  made.host = host;
  made.issuer = issuer;
  return made;
}

/// Signed by the authority, but with a key that anybody can find out.
identity weak(const std::string& host, const identity& authority) {
  identity made = make_identity(wish(host, &authority));
  made.key = {EVP_RSA_gen(1'024), EVP_PKEY_free};
  X509_set_pubkey(made.certificate.get(), made.key.get());
  X509_sign(made.certificate.get(), authority.key.get(), EVP_sha256());
  return made;
}

} // namespace

tls_hosts::tls_hosts(const std::string& authority_file) {
  certificate_wish root;
  root.host = "authority";
  root.authority = true;
  const identity trusted = make_identity(root);
  const identity stranger = make_identity(root);
  if (std::FILE* out = std::fopen(authority_file.c_str(), "w")) {
    PEM_write_X509(out, trusted.certificate.get());
    std::fclose(out);
  }
  add("valid", make_identity(wish("valid.tls.test", &trusted)));
  add("wrong-host", make_identity(wish("other.tls.test", &trusted)));
  add("self-signed", make_identity(wish("self-signed.tls.test", nullptr)));
  add("stranger", make_identity(wish("stranger.tls.test", &stranger)));
  add("weak-key", weak("weak-key.tls.test", trusted));
  auto expired = wish("expired.tls.test", &trusted);
  expired.valid_from_seconds = -7'200;
  expired.valid_to_seconds = -60;
  add("expired", make_identity(expired));
  auto early = wish("not-yet-valid.tls.test", &trusted);
  early.valid_from_seconds = 3'600;
  early.valid_to_seconds = 7'200;
  add("not-yet-valid", make_identity(early));
  add("old-protocol", make_identity(wish("old-protocol.tls.test", &trusted)));
  SSL_CTX_set_max_proto_version(hosts_["old-protocol"].get(), TLS1_1_VERSION);
  hosts_["hangs-up"] = nullptr;
}

void tls_hosts::add(const std::string& name, const identity& who) {
  const context made(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(made.get(), 0);
  SSL_CTX_use_certificate(made.get(), who.certificate.get());
  SSL_CTX_use_PrivateKey(made.get(), who.key.get());
  hosts_[name] = made;
  if (first_ == nullptr) {
    first_ = made;
    SSL_CTX_set_client_hello_cb(first_.get(), choose, this);
  }
}

int tls_hosts::choose(SSL* session, int*, void* self) {
  const unsigned char* bytes = nullptr;
  std::size_t size = 0;
  if (SSL_client_hello_get0_ext(session, TLSEXT_TYPE_server_name, &bytes, &size) != 1 || size < 5) {
    return SSL_CLIENT_HELLO_ERROR;
  }
  // list length, kind, name length, name
  const std::string host(reinterpret_cast<const char*>(bytes) + 5, size - 5);
  const auto& all = static_cast<tls_hosts*>(self)->hosts_;
  const auto found = all.find(host.substr(0, host.find(".tls.test")));
  if (found == all.end() || found->second == nullptr) {
    return SSL_CLIENT_HELLO_ERROR;
  }
  SSL_set_SSL_CTX(session, found->second.get());
  SSL_set_max_proto_version(session, static_cast<int>(SSL_CTX_get_max_proto_version(found->second.get())));
  return SSL_CLIENT_HELLO_SUCCESS;
}

void tls_hosts::serve(test::raw_connection& connection) {
  const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(first_.get()), SSL_free);
  SSL_set_fd(session.get(), connection.socket());
  if (SSL_accept(session.get()) != 1) {
    return;
  }
  char bytes[8'192];
  if (SSL_read(session.get(), bytes, sizeof bytes) > 0) {
    const std::string asked(bytes, 20);
    const std::string answer =
        asked.starts_with("GET / ")
            ? ok(sound_page("valid.tls.test"))
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(session.get());
  }
}

std::vector<std::string> tls_hosts::names() const {
  std::vector<std::string> all;
  for (const auto& [name, made] : hosts_) {
    all.push_back(name);
  }
  return all;
}

} // namespace leadstream::simweb
