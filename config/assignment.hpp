#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the sources of settings say, before the table looks at it.
namespace leadstream::config {

/// How a value was written. Flags and variables have no types; TOML has.
enum class form { untyped, boolean, integer, floating, text, list };

/// "this setting is that", said at one place.
struct assignment {
  std::string name;               ///< of the setting
  std::vector<std::string> parts; ///< the entries of a list, or one text
  form written = form::untyped;
  std::string where;     ///< for people: "leadstream.toml:7", "environment LEADSTREAM_SERVER_PORT"
  std::string file = {}; ///< that it stands in; empty for flags and variables of the environment
  std::vector<std::string> part_places = {}; ///< of each entry of a list in a file; may be empty
};

using assignments = std::vector<assignment>;

/// A file's name and what is in it.
struct text_file {
  std::string name;
  std::string content;
};

/// What is in a file; unavailable when it cannot be read, or is a folder.
result<std::string> read_text(const std::string& path);

/// A variable of the environment or of a .env file.
struct variable {
  std::string name;
  std::string value;
  std::string where;
  std::string file = {}; ///< that it stands in; empty in the environment
};

/// The settings of a TOML file; tables give dotted names. Errors carry file and line.
result<assignments> read_toml(const text_file& file);

/// The lines of a .env file: NAME=value, quotes, comments, an optional `export`. Errors carry file and line.
result<std::vector<variable>> read_dotenv(const text_file& file);

/// The settings among variables: LEADSTREAM_… names, the aliases of the table, and NAME_FILE for secrets,
/// whose value is read from that file. Empty variables count as unset. An unknown LEADSTREAM_… name is an
/// error.
result<assignments> settings_among(const std::vector<variable>& variables);

} // namespace leadstream::config
