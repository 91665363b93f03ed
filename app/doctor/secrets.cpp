#include "app/doctor/check.hpp"
#include "net/serve/certificate.hpp"

#include <chrono>
#include <sys/stat.h>

namespace leadstream::app::doctor {
namespace {

bool others_can_read(const std::string& file) {
  struct stat facts {};
  return ::stat(file.c_str(), &facts) == 0 && (facts.st_mode & 0007U) != 0;
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
  if (others_can_read(s.server.tls_key)) {
    return warn("everybody on this machine can read " + s.server.tls_key, "chmod 600 " + s.server.tls_key);
  }
  return left < s.alerts.certificate_left ? warn(detail, "renew it soon") : good(detail);
}

finding check_secrets(const config::settings& s) {
  const std::string key = s.storage.directory + "/secret.key";
  for (const std::string& file :
       {key, s.storage.directory + "/local.key", std::string("leadstream.toml"), std::string(".env")}) {
    if (others_can_read(file)) {
      return warn("everybody on this machine can read " + file, "chmod 600 " + file);
    }
  }
  return good(s.storage.secret_key.empty() ? "stored secrets are sealed with " + key
                                           : "stored secrets are sealed with storage.secret_key");
}

} // namespace leadstream::app::doctor
