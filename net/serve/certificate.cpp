#include "net/serve/certificate.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <ctime>
#include <string_view>
#include <sys/stat.h>

namespace leadstream::serve {
namespace {

constexpr const char* suites_of_tls_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* groups = "X25519:P-256:P-384";
constexpr std::string_view protocols = "\x08http/1.1";

/// Whoever speaks HTTP/2 alone is told so (RFC 7301, 3.2); whoever names nothing is served.
int choose_protocol(SSL* /*tls*/, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned offered_length, void* /*nothing*/) {
  unsigned char* found = nullptr;
  const int outcome =
      SSL_select_next_proto(&found, length, reinterpret_cast<const unsigned char*>(protocols.data()),
                            static_cast<unsigned>(protocols.size()), offered, offered_length);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// Nobody is there to type the password of a key.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*nothing*/) {
  return 0;
}

std::string why() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_peek_error(), text.data(), text.size());
  ERR_clear_error();
  return text.data();
}

error unusable(const std::string& setting, const std::string& file, const std::string& reason) {
  return {error_code::invalid_argument, setting + ": " + file + " cannot be used: " + reason, setting};
}

/// Session tickets stay off: their keys would live as long as the process and undo forward secrecy.
void harden(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_cipher_list(context, suites_of_tls_1_2);
  SSL_CTX_set1_groups_list(context, groups);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_password);
}

wall_time end_of(const X509* shown) {
  std::tm end{};
  ASN1_TIME_to_tm(X509_get0_notAfter(shown), &end);
  return wall_time(std::chrono::seconds(timegm(&end)));
}

std::string stamp_of(const std::string& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) {
    return {};
  }
  return std::to_string(about.st_dev) + " " + std::to_string(about.st_ino) + " " +
         std::to_string(about.st_size) + " " + std::to_string(about.st_mtim.tv_sec) + "." +
         std::to_string(about.st_mtim.tv_nsec);
}

} // namespace

certificate::certificate(std::string chain_file, std::string key_file)
    : chain_file_(std::move(chain_file)), key_file_(std::move(key_file)) {}

result<std::shared_ptr<certificate>> certificate::load(std::string chain_file, std::string key_file) {
  const std::shared_ptr<certificate> made(new certificate(std::move(chain_file), std::move(key_file)));
  made->taken_ = made->seen_ = made->look();
  auto first = made->read();
  if (!first) {
    return first.problem();
  }
  made->now_ = *std::move(first);
  return made;
}

std::shared_ptr<SSL_CTX> certificate::context() const {
  const std::lock_guard lock(mutex_);
  return now_.context;
}

wall_time certificate::expires() const {
  const std::lock_guard lock(mutex_);
  return now_.expires;
}

/// Both files are rarely replaced at the same moment: a change counts once nothing has changed since the last
/// look.
result<bool> certificate::refresh() {
  const stamp now = look();
  const bool rested = now == seen_;
  seen_ = now;
  if (now == taken_ || !rested) {
    return false;
  }
  taken_ = now;
  auto fresh = read();
  if (!fresh) {
    return fresh.problem();
  }
  const std::lock_guard lock(mutex_);
  now_ = *std::move(fresh);
  return true;
}

certificate::stamp certificate::look() const {
  return {stamp_of(chain_file_), stamp_of(key_file_)};
}

result<certificate::loaded> certificate::read() const {
  ERR_clear_error();
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  harden(context.get());
  if (SSL_CTX_use_certificate_chain_file(context.get(), chain_file_.c_str()) != 1) {
    return unusable("server.tls_certificate", chain_file_, why());
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_file_.c_str(), SSL_FILETYPE_PEM) != 1) {
    return unusable("server.tls_key", key_file_, why());
  }
  return loaded{context, end_of(SSL_CTX_get0_certificate(context.get()))};
}

} // namespace leadstream::serve
