#include "config/documents.hpp"

#include "domain/json/writer.hpp"

#include <algorithm>

namespace leadstream::config {
namespace {

constexpr const char* page_head = R"(# Configuration

This page is made from the table of settings (`leadstream config doc`); a test keeps it true. No file is needed: every
setting has a default.

A setting can be given, the first one wins:

1. as a flag: `leadstream serve --server.port 9000` (lists: repeat the flag or separate entries by commas),
2. in the environment: `LEADSTREAM_SERVER_PORT=9000`, or by the other name in the table; an empty variable counts as
   unset; a secret may be given as the file that holds it: `LEADSTREAM_STORAGE_URL_FILE=/run/secrets/database`,
3. in the file `.env` of the working directory (`--env-file FILE` names another one), with the same names,
4. in the file `leadstream.toml` of the working directory (`--config FILE` names another one): `[server]` and
   `port = 9000`.

`leadstream config` prints what holds and where each value came from. A name that does not exist, a wrong type or a
value out of bounds ends the program with status 2 and a message that names file and line.

Durations are written with their unit (`250ms`, `10s`, `5min`, `2h`, `7d`), sizes in bytes or with `KiB`, `MiB`, `GiB`,
switches as `on`/`off` (`true`/`false` in TOML), lists as arrays in TOML and with commas elsewhere.
)";

std::string section_of(const setting& row) {
  const std::size_t dot = row.name.rfind('.');
  return dot == std::string::npos ? "general" : row.name.substr(0, dot);
}

std::string name_in_section(const setting& row) {
  const std::size_t dot = row.name.rfind('.');
  return dot == std::string::npos ? row.name : row.name.substr(dot + 1);
}

/// Calls `section` once for each section, in the order in which they come first, and `each` for its rows.
template <class Section, class Each>
void walk(Section section, Each each) {
  std::vector<std::string> sections;
  for (const setting& row : table()) {
    if (std::find(sections.begin(), sections.end(), section_of(row)) == sections.end()) {
      sections.push_back(section_of(row));
    }
  }
  for (const std::string& name : sections) {
    section(name);
    for (const setting& row : table()) {
      if (section_of(row) == name) {
        each(row);
      }
    }
  }
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

std::string toml_list(std::string_view text) {
  std::string out = "[";
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(", "), text.size());
    const std::string_view part = text.substr(0, comma);
    const bool number = part.find_first_not_of("0123456789") == std::string_view::npos;
    out += (out.size() > 1 ? ", " : "") + (number ? std::string(part) : quoted(part));
    text.remove_prefix(std::min(comma + 2, text.size()));
  }
  return out + "]";
}

std::string toml_value(const setting& row) {
  switch (row.what) {
  case kind::flag:
    return row.fallback == "on" || row.fallback == "true" ? "true" : "false";
  case kind::integer:
  case kind::number:
    return row.fallback;
  case kind::list:
    return toml_list(row.fallback);
  default:
    return quoted(row.fallback);
  }
}

std::string shown(const entry& each) {
  return each.row->secret && !each.text.empty() ? "********" : each.text;
}

std::string code(const std::string& text) {
  return text.empty() ? "" : "`" + text + "`";
}

} // namespace

std::string configuration_page() {
  std::string out = page_head;
  walk(
      [&](const std::string& section) {
        out += "\n## " + section +
               "\n\n| setting | type | default | allowed | what it does |\n|---|---|---|---|---|\n";
      },
      [&](const setting& row) {
        const std::string alias = row.alias.empty() ? "" : " (also " + code(row.alias) + ")";
        out += "| " + code(row.name) + alias + " | " + to_string(row.what) + " | " + code(row.fallback) +
               " | " + bounds_text(row) + " | " + row.help + (row.secret ? "; secret" : "") + " |\n";
      });
  return out;
}

std::string example_dotenv() {
  std::string out =
      "# Copy to .env and change what you need; docs/configuration.md explains every setting.\n";
  walk([&](const std::string& section) { out += "\n# " + section + "\n"; },
       [&](const setting& row) {
         out += "# " + row.help + "\n#" + (row.alias.empty() ? environment_name(row) : row.alias) + "=";
         const bool quote = row.fallback.find_first_of(" #'\"") != std::string::npos;
         out += (quote ? quoted(row.fallback) : row.fallback) + "\n";
       });
  return out;
}

std::string example_toml() {
  std::string out = "# leadstream.toml; docs/configuration.md explains every setting.\n";
  walk([&](const std::string& section) { out += section == "general" ? "\n" : "\n[" + section + "]\n"; },
       [&](const setting& row) {
         out += "# " + row.help + "\n#" + name_in_section(row) + " = " + toml_value(row) + "\n";
       });
  return out;
}

std::string settings_help() {
  std::string out =
      "Settings (each is a flag, an environment variable and a line of leadstream.toml; leadstream "
      "config shows what holds):\n";
  walk([](const std::string&) {},
       [&](const setting& row) {
         const std::string fallback = row.fallback.empty() ? "" : " [" + row.fallback + "]";
         out += padded("  --" + row.name, 42) + row.help + fallback + "\n";
       });
  return out;
}

std::string effective_text(const effective& all) {
  std::size_t names = 0;
  std::size_t values = 0;
  for (const entry& each : all.entries) {
    names = std::max(names, each.row->name.size() + 2);
    values = std::max(values, std::min<std::size_t>(shown(each).size(), 38) + 2);
  }
  std::string out;
  for (const entry& each : all.entries) {
    out += padded(each.row->name, names) + padded(shown(each), values) + each.origin + "\n";
  }
  return out;
}

std::string effective_json(const effective& all) {
  std::string out;
  json::writer w(out);
  w.begin_object();
  for (const entry& each : all.entries) {
    w.key(each.row->name)
        .begin_object()
        .member("value", shown(each))
        .member("origin", each.origin)
        .end_object();
  }
  w.end_object();
  return out + "\n";
}

} // namespace leadstream::config
