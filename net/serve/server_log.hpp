#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace leadstream::serve {

/// How serious a line of the log is.
enum class log_level : std::uint8_t { debug, info, warning, error };

/// One line of the log: what happened, and its details as text. Values are raw: whoever writes the log
/// escapes them.
struct log_line {
  log_level level = log_level::info;
  std::string message;
  std::vector<std::pair<std::string, std::string>> fields;
};

using server_log = std::function<void(const log_line&)>;

} // namespace leadstream::serve
