#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/result.hpp"

#include <string>
#include <string_view>

namespace leadstream::json {

/// Appends findings as a JSON object {"facts":[…],"people":[…],"places":[…]}; empty members are left out.
/// The order of members is fixed: the same findings give the same bytes.
void append(std::string& out, const findings& content);

/// Reads what append() wrote. Unknown members are ignored, so that an older program reads a newer row.
result<findings> read_findings(std::string_view text);

/// Appends a list of rejections as a JSON array, and reads it back.
void append(std::string& out, const std::vector<rejection>& rejected);
result<std::vector<rejection>> read_rejections(std::string_view text);

} // namespace leadstream::json
