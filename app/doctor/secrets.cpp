#include "app/doctor/check.hpp"
#include "net/serve/certificate.hpp"

#include <chrono>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::app::doctor {
namespace {

/// Warns of a file that others can read; nothing when it is its reader's alone. The group of somebody else's
/// file is how this user reads it.
std::optional<finding> warn_of(const std::string& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) {
    return std::nullopt;
  }
  const bool own = facts.st_uid == ::geteuid();
  const std::string remedy = (own ? "chmod go= " : "chmod o= ") + file;
  if ((facts.st_mode & 0007U) != 0) {
    return warn("everybody on this machine can read " + file, remedy);
  }
  return own && (facts.st_mode & 0070U) != 0 ? std::optional(warn("its group can read " + file, remedy))
                                             : std::nullopt;
}

} // namespace

finding check_certificate(const config::settings& s) {
  if (s.server.tls_certificate.empty()) {
    return skip("the server speaks plain HTTP");
  }
  const auto shown = serve::certificate::load(s.server.tls_certificate, s.server.tls_key);
  if (!shown) {
    return bad(shown.problem().message, "make both files PEM, of one pair, readable for this user");
  }
  const auto left = std::chrono::floor<std::chrono::days>((*shown)->expires() - system_wall_time());
  const std::string detail = s.server.tls_certificate + " ends " + to_rfc3339((*shown)->expires());
  if (left.count() < 0) {
    return bad(detail, "renew it; a running server takes the new files by itself");
  }
  if (const auto open = warn_of(s.server.tls_key)) {
    return *open;
  }
  return left < s.alerts.certificate_left ? warn(detail, "renew it soon") : good(detail);
}

finding check_secrets(const config::settings& s, std::set<std::string> files) {
  const std::string key = s.storage.directory + "/secret.key";
  files.insert({key, s.storage.directory + "/local.key"});
  for (const std::string& file : files) {
    if (const auto open = warn_of(file)) {
      return *open;
    }
  }
  return good(s.storage.secret_key.empty() ? "stored secrets are sealed with " + key
                                           : "stored secrets are sealed with storage.secret_key");
}

} // namespace leadstream::app::doctor
