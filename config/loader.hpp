#pragma once
#include "config/assignment.hpp"
#include "config/settings.hpp"
#include "config/table.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::config {

/// Everything that may set something, least important first: file, .env, environment, flags.
struct sources {
  std::optional<text_file> toml;
  std::optional<text_file> dotenv;
  std::vector<variable> environment;
  assignments flags;
};

/// The origin of what nobody set.
inline constexpr const char* by_default = "default";

/// One setting as it holds.
struct entry {
  const setting* row = nullptr;
  std::string text;   ///< as a user would write it
  std::string origin; ///< "default", "leadstream.toml:7", ".env:3", "environment …", "flag --…"
};

/// The settings that hold, and where each came from (in the order of the table).
struct effective {
  settings values;
  std::vector<entry> entries;
  std::set<std::string> secret_files; ///< files in which secrets stand, also those that do not hold

  const entry& of(std::string_view name) const;
};

/// Merges the sources, checks every value of each and what settings must be to each other. Pure, but for the
/// files of NAME_FILE variables. The error names place, setting, what it takes and the nearest known name.
result<effective> load(const sources& from);

/// The error with the place before it where the setting at fault was set; as it is when none is at fault, or
/// one that nobody set.
error placed(const effective& all, error problem);

/// Where to look. Empty paths mean leadstream.toml and .env of the working directory, which need not exist.
struct locations {
  std::string file;
  std::string dotenv;
};

/// Reads the files and the process environment. A file that was named but cannot be read is an error.
result<sources> gather(const locations& where);

} // namespace leadstream::config
