#pragma once
#include "tests/support/raw_server.hpp"

#include <memory>
#include <string>

namespace leadstream::simweb {

/// The hosts below hostile.test and tls.test: servers of their own that do what no sound server does.
class hostile_web {
public:
  /// Writes a JSON object to `file`: "http" and "https" (ports of the loopback), "ca" (the authority's
  /// certificate in a PEM file beside it), "cases" and "tls" (the names of the hosts). `canary`: a port that
  /// no crawler may ever connect to.
  hostile_web(const std::string& file, int canary);
  ~hostile_web();

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

} // namespace leadstream::simweb
