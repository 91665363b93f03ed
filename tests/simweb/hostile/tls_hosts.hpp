#pragma once
#include "tests/support/raw_server.hpp"
#include "tests/support/tls_server.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::simweb {

/// The hosts <name>.tls.test, each with a certificate of its own, chosen by the name that the client sends.
class tls_hosts {
public:
  /// Writes the certificate of the authority that a client is to trust.
  explicit tls_hosts(const std::string& authority_file);

  void serve(test::raw_connection& connection);
  std::vector<std::string> names() const;

private:
  using context = std::shared_ptr<SSL_CTX>;

  void add(const std::string& name, const test::identity& who);
  static int choose(SSL* session, int* alert, void* self);

  std::map<std::string, context> hosts_;
  context first_;
};

} // namespace leadstream::simweb
