#pragma once
#include "domain/sources/import_reader.hpp"

#include <nlohmann/json_fwd.hpp>

namespace leadstream::sources {

/// Whether a record has the form of Overture Maps Places.
bool is_of_overture(const nlohmann::json& record);
/// What is closed for good is refused, and what Overture trusts less than the import asks.
import_row read_overture(const nlohmann::json& record, const import_options& options);

/// Whether a record has the form of All the Places.
bool is_of_all_the_places(const nlohmann::json& record);
/// What has ended is refused, and so are machines (cash dispensers, charging stations): they are no company's
/// place of business.
import_row read_all_the_places(const nlohmann::json& record, const import_options& options);

} // namespace leadstream::sources
