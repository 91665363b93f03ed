#include "app/doctor/check.hpp"

#include "domain/model/names.hpp"

namespace leadstream::app::doctor {
namespace {

constexpr name_table<state, 4> states{{{{state::ok, "ok"},
                                        {state::warning, "warning"},
                                        {state::failed, "failed"},
                                        {state::skipped, "skipped"}}}};

} // namespace

const char* to_string(state s) {
  return states.name(s);
}

finding good(std::string detail) {
  return {state::ok, std::move(detail), {}};
}
finding warn(std::string detail, std::string remedy) {
  return {state::warning, std::move(detail), std::move(remedy)};
}
finding bad(std::string detail, std::string remedy) {
  return {state::failed, std::move(detail), std::move(remedy)};
}
finding skip(std::string detail) {
  return {state::skipped, std::move(detail), {}};
}

std::vector<check> all_checks(bool fix, const std::set<std::string>& secret_files) {
  return {
      {2, "data directory", 1, [fix](const config::settings& s) { return check_directory(s, fix); }},
      {3, "disk", 2, check_disk},
      {4, "database", 2, check_database},
      {5, "clock", 0, check_clock},
      {6, "time zone", 0, check_time_zone},
      {7, "limits", 0, check_limits},
      {8, "libraries", 0, check_libraries},
      {9, "names (DNS)", 1, check_names},
      {10, "authorities (TLS)", 1, check_authorities},
      {11, "address guard", 1, check_guard},
      {12, "port", 1, check_port},
      {13, "live updates", 12, check_websocket},
      {14, "temporary files", 0, check_exports},
      {15, "certificate", 1, check_certificate},
      {16, "secrets", 2,
       [secret_files](const config::settings& s) { return check_secrets(s, secret_files); }},
      {17, "identity", 1, check_identity},
      {18, "webhooks", 4, check_webhooks},
  };
}

} // namespace leadstream::app::doctor
