#pragma once
#include "domain/model/result.hpp"
#include "domain/sources/description.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The descriptions of sources: those that the program was built with (config/sources/*.toml) and those of a
/// folder of the operator's, which win where they have the same name.
namespace leadstream::config {

/// A file that was compiled in: its name without folder, and its text.
using embedded_file = std::pair<std::string_view, std::string_view>;
const std::vector<embedded_file>& embedded_sources();

/// Reads one description. The error names the file, the line where TOML itself is at fault, and the member.
result<sources::description> read_source(const std::string& file, std::string_view text);

/// All sources, those of the folder over those of the program, by file name. An empty folder name: none.
result<std::vector<sources::description>> load_sources(const std::string& folder);

} // namespace leadstream::config
