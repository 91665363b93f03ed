#pragma once
#include "config/settings.hpp"
#include "net/serve/server.hpp"

#include <functional>

namespace leadstream::app {

/// Writes log lines to standard error: pretty for people or one JSON object a line, control characters
/// escaped. Any thread may call what it returns; nothing below the level of the settings is written.
std::function<void(const serve::log_line&)> make_log(const config::log_settings& settings);

} // namespace leadstream::app
