#pragma once
#include "config/settings.hpp"
#include "config/shapes.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leadstream::config {

/// What a setting takes. Durations are written 250ms, 10s, 5min, 2h, 7d; sizes 512, 8KiB, 64MiB, 1GiB; lists
/// with commas, or as an array in TOML.
enum class kind : std::uint8_t { flag, integer, number, duration, size, text, list };
const char* to_string(kind what);

/// A value after parsing: flags as 0 or 1, durations in milliseconds, sizes in bytes.
using parsed = std::variant<double, std::string, std::vector<std::string>>;

/// One row of the table of all settings.
struct setting {
  std::string name; ///< "server.port": also the flag --server.port and LEADSTREAM_SERVER_PORT
  kind what = kind::text;
  std::string fallback; ///< the default, as a user would write it
  double least = 0;     ///< bounds of numbers, and of the length of lists
  double most = 0;
  std::vector<std::string> choices; ///< of a text; empty: any
  shape like;                       ///< of a text, or of each entry of a list
  std::string help;                 ///< one line
  std::string alias;                ///< an environment variable without our prefix that means the same
  bool secret = false;
  std::function<void(settings&, const parsed&)> store; ///< puts a checked value into the settings
};

/// All settings, in the order of the documentation.
const std::vector<setting>& table();

/// The row of that name, or null.
const setting* find_setting(std::string_view name);

/// LEADSTREAM_SERVER_PORT of server.port.
std::string environment_name(const setting& row);

/// "0..65535", "development, production", "": what may be written, for people.
std::string bounds_text(const setting& row);

} // namespace leadstream::config
