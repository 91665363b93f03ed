#include "app/doctor/check.hpp"
#include "app/version.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <thread>

#include <curl/curl.h>
#include <openssl/crypto.h>
#include <sys/resource.h>
#include <sys/timex.h>

namespace leadstream::app::doctor {
namespace {

constexpr std::int64_t year_2026 = 1'767'225'600; ///< seconds; the program is not older
constexpr rlim_t least_files = 4'096;
constexpr unsigned least_curl = 0x075100; // 7.81
constexpr unsigned long least_openssl = 0x30000000UL;

} // namespace

finding check_clock(const config::settings& /*s*/) {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
  if (now.count() < year_2026) {
    return bad("the clock says " + to_rfc3339(system_wall_time()),
               "set it; signatures and certificates need the right time");
  }
  timex state{};
  const bool synchronized = adjtimex(&state) != -1 && (state.status & STA_UNSYNC) == 0;
  const std::string detail = to_rfc3339(system_wall_time());
  return synchronized ? good(detail + ", synchronized")
                      : warn(detail + ", not known to be synchronized",
                             "run a time service (systemd-timesyncd, chrony)");
}

finding check_time_zone(const config::settings& /*s*/) {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) {
    return bad("the local time zone is not known", "set TZ=UTC");
  }
  const char* wanted = std::getenv("TZ");
  if (const std::string zone = wanted == nullptr ? "" : wanted;
      zone.find('/') != std::string::npos && zone[0] != '/' &&
      !std::filesystem::exists("/usr/share/zoneinfo/" + zone.substr(zone[0] == ':' ? 1 : 0))) {
    return bad("TZ names no time zone that is known here: " + zone, "set TZ=UTC, or install tzdata");
  }
  return good(std::string("local time is ") + local.tm_zone + "; all records are in UTC");
}

finding check_limits(const config::settings& s) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  const rlim_t wanted =
      std::max<rlim_t>(least_files, static_cast<rlim_t>(s.fetch.connections) * s.fetch.threads +
                                        s.websocket.connections + 512);
  const std::string detail = "at most " + std::to_string(files.rlim_max) + " open files, " +
                             std::to_string(std::thread::hardware_concurrency()) + " processors";
  return files.rlim_max < wanted
             ? warn(detail, "allow " + std::to_string(wanted) + ": LimitNOFILE= of the unit, or ulimit -n")
             : good(detail);
}

finding check_libraries(const config::settings& /*s*/) {
  const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
  const std::string detail =
      version_line() + ", libcurl " + curl->version + ", " + OpenSSL_version(OPENSSL_VERSION);
  if (curl->version_num < least_curl || OpenSSL_version_num() < least_openssl ||
      (curl->features & CURL_VERSION_SSL) == 0) {
    return bad(detail, "install the libraries of Debian 12 or newer");
  }
  return good(detail);
}

} // namespace leadstream::app::doctor
