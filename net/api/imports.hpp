#pragma once
#include "net/api/import_upload.hpp"

#include <string>

namespace leadstream::api {

/// Appends what an import did as `POST /api/v1/imports` answers it.
void append_import(std::string& out, const import_report& told, bool dry_run);

} // namespace leadstream::api
