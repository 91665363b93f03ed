#pragma once
#include "app/import/import_settings.hpp"

#include <functional>

namespace leadstream::app {

/// Imports a file into a service of this process, as the server does it with a body. Blocks; memory stays
/// flat. `inside` may be null for a dry run. `told` hears now and then how far it is.
result<import_report> import_here(service* inside, const import_request& wanted, import_file& from,
                                  const std::function<void(const import_report&)>& told);

} // namespace leadstream::app
