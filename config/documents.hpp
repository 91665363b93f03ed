#pragma once
#include "config/loader.hpp"

#include <string>

/// The texts that are made from the table of settings.
namespace leadstream::config {

/// docs/configuration.md.
std::string configuration_page();

/// .env.example: every variable, commented out at its default; those of Supabase's and the brief's names
/// first.
std::string example_dotenv();

/// A leadstream.toml with every setting, commented out at its default.
std::string example_toml();

/// All settings with default and help, for --help.
std::string settings_help();

/// What `leadstream config` prints: name, value (secrets masked) and origin of each setting.
std::string effective_text(const effective& all);

/// The same as one JSON object: {"server.port":{"value":"8080","origin":"default"},…}.
std::string effective_json(const effective& all);

} // namespace leadstream::config
