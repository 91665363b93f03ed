#pragma once
#include "tests/support/tls_server.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace leadstream::simweb {

/// The same hosts by TLS on a free port of the loopback: takes the cipher off and passes everything on to the
/// plain port. Each name that a client asks for is vouched for by an authority made for the moment.
class tls_front {
public:
  /// Writes a JSON object to `file`: "port" and "ca", the authority's certificate in a PEM file beside it.
  tls_front(const std::string& file, std::uint16_t plain_port);

private:
  static int show_certificate(SSL* session, int* alert, void* self);
  void serve(test::raw_connection& client);

  std::uint16_t plain_port_;
  test::identity authority_;
  std::shared_ptr<SSL_CTX> context_;
  std::mutex guard_;
  std::map<std::string, test::identity> shown_;
  test::raw_server listener_;
};

} // namespace leadstream::simweb
