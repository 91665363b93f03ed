#pragma once
#include "domain/model/result.hpp"
#include "domain/sources/description.hpp"
#include "domain/sources/recipe.hpp"

#include <functional>
#include <memory>
#include <optional>
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

/// Gives the text of a file that stands beside a description (a recipe's example); nothing when there is
/// none.
using file_finder = std::function<std::optional<std::string>(const std::string& name)>;

/// A source with its recipe, if it is read by one.
struct source_file {
  leadstream::sources::description about;
  std::shared_ptr<const leadstream::sources::recipe> recipe; ///< null: none
};

/// Reads one description. The error names the file, the line where TOML itself is at fault, and the member.
result<source_file> read_source(const std::string& file, std::string_view text, const file_finder& beside);

/// All sources, those of the folder over those of the program, by file name. An empty folder name: none.
result<std::vector<source_file>> load_sources(const std::string& folder);

} // namespace leadstream::config
