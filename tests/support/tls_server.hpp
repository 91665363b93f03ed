#pragma once
#include "tests/support/raw_server.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <string>

namespace leadstream::test {

/// A certificate with its key, made for the moment.
struct identity {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;
};

/// What a certificate is to say. Without an issuer it signs itself.
struct certificate_wish {
  std::string host;
  long valid_from_seconds = -3'600; ///< from now
  long valid_to_seconds = 3'600;
  bool authority = false;
  const identity* issuer = nullptr;
};

inline void add_extension(X509* to, const X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, const_cast<X509*>(issuer), to, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  X509_add_ext(to, extension, -1);
  X509_EXTENSION_free(extension);
}

inline identity make_identity(const certificate_wish& wish) {
  identity made{{X509_new(), X509_free}, {EVP_EC_gen("P-256"), EVP_PKEY_free}};
  X509* certificate = made.certificate.get();
  static long serial = 1;
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate), wish.valid_from_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), wish.valid_to_seconds);
  X509_set_pubkey(certificate, made.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(wish.host.c_str()), -1, -1, 0);
  const identity& signer = wish.issuer != nullptr ? *wish.issuer : made;
  X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
  add_extension(certificate, signer.certificate.get(), NID_basic_constraints,
                wish.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  if (!wish.authority) {
    add_extension(certificate, signer.certificate.get(), NID_subject_alt_name, "DNS:" + wish.host);
  }
  X509_sign(certificate, signer.key.get(), EVP_sha256());
  return made;
}

/// A temporary PEM file of one certificate, removed at the end.
class pem_file {
public:
  explicit pem_file(const identity& of) {
    const int file = ::mkstemp(path_.data());
    std::FILE* out = ::fdopen(file, "w");
    PEM_write_X509(out, of.certificate.get());
    std::fclose(out);
  }
  ~pem_file() { ::unlink(path_.c_str()); }
  pem_file(const pem_file&) = delete;
  pem_file& operator=(const pem_file&) = delete;

  const std::string& path() const { return path_; }

private:
  std::string path_ = "/tmp/leadstream-test-XXXXXX";
};

/// A script for a raw_server that speaks TLS with this identity and gives one answer a connection.
inline raw_server::script over_tls(const identity& who, std::string answer) {
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_use_certificate(context.get(), who.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), who.key.get());
  return [context, answer = std::move(answer)](raw_connection& connection) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
    SSL_set_fd(tls.get(), connection.socket());
    if (SSL_accept(tls.get()) != 1) {
      return;
    }
    char bytes[4096];
    if (SSL_read(tls.get(), bytes, sizeof bytes) > 0) {
      SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
      SSL_shutdown(tls.get());
    }
  };
}

} // namespace leadstream::test
