#pragma once
#include "app/context.hpp"
#include "config/loader.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

/// What `leadstream doctor` looks at.
namespace leadstream::app::doctor {

enum class state : std::uint8_t { ok, warning, failed, skipped };
const char* to_string(state s);

/// How a check went.
struct finding {
  doctor::state state = doctor::state::ok;
  std::string detail; ///< what was seen
  std::string remedy; ///< what to do; empty when all is well
};
finding good(std::string detail);
finding warn(std::string detail, std::string remedy);
finding bad(std::string detail, std::string remedy);
finding skip(std::string detail);

/// One check. `needs` is the number of the check that must not have failed, nor any that this one needs; 0:
/// none.
struct check {
  int number = 0;
  std::string name;
  int needs = 0;
  std::function<finding(const config::settings& s)> look;
};

/// All checks after that of the settings, which is number 1. `fix`: mend what can be mended. `secret_files`:
/// those in which secrets of the settings stand.
std::vector<check> all_checks(bool fix, const std::set<std::string>& secret_files = {});

// Each group lives in the file of its name.
finding check_directory(const config::settings& s, bool fix);
finding check_disk(const config::settings& s);
finding check_database(const config::settings& s);
finding check_clock(const config::settings& s);
finding check_time_zone(const config::settings& s);
finding check_limits(const config::settings& s);
finding check_libraries(const config::settings& s);
finding check_names(const config::settings& s);
finding check_authorities(const config::settings& s);
finding check_guard(const config::settings& s);
finding check_port(const config::settings& s);
finding check_websocket(const config::settings& s);
finding check_exports(const config::settings& s);
finding check_certificate(const config::settings& s);
finding check_webhooks(const config::settings& s);
finding check_secrets(const config::settings& s, std::set<std::string> files);
finding check_identity(const config::settings& s);

} // namespace leadstream::app::doctor
