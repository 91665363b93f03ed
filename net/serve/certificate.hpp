#pragma once
#include "domain/model/result.hpp"
#include "domain/model/time.hpp"

#include <memory>
#include <mutex>
#include <string>

using SSL_CTX = struct ssl_ctx_st;

namespace leadstream::serve {

/// The certificate that the server shows, out of two PEM files, and how it speaks TLS: 1.2 and 1.3, forward
/// secrecy alone, ALPN http/1.1. Any thread.
class certificate {
public:
  /// `chain_file`: the certificate and those of its issuers. Errors: invalid_argument, naming the file that
  /// cannot be used and why.
  static result<std::shared_ptr<certificate>> load(std::string chain_file, std::string key_file);

  /// What the next connection is spoken with.
  std::shared_ptr<SSL_CTX> context() const;
  /// When the certificate ends.
  wall_time expires() const;

  /// Reads the files again once they have changed and then rested for one call. True when a new certificate
  /// is shown from now on; after an error, which is told once for each change, the one before stays.
  result<bool> refresh();

private:
  /// What tells a file from the one that was there before.
  struct stamp {
    std::string chain;
    std::string key;
    bool operator==(const stamp&) const = default;
  };
  struct loaded {
    std::shared_ptr<SSL_CTX> context;
    wall_time expires{};
  };

  certificate(std::string chain_file, std::string key_file);
  stamp look() const;
  result<loaded> read() const;

  std::string chain_file_;
  std::string key_file_;
  mutable std::mutex mutex_;
  loaded now_;
  stamp taken_; ///< of the files that were read last
  stamp seen_;  ///< of the last call
};

} // namespace leadstream::serve
