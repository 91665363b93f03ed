#pragma once
#include "app/import/import_settings.hpp"

#include <nlohmann/json_fwd.hpp>

namespace leadstream::app {

/// Shows what an import did, as the server told it; what was refused goes to standard error or the file that
/// was named. The exit status.
int show_import(const nlohmann::json& told, const import_settings& options);

} // namespace leadstream::app
