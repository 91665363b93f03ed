#include "config/assignment.hpp"
#include "config/nearest.hpp"
#include "config/table.hpp"
#include "config/value.hpp"

#include <algorithm>
#include <map>

namespace leadstream::config {
namespace {

constexpr std::string_view prefix = "LEADSTREAM_";

/// What a variable's name means.
struct meaning {
  const setting* row = nullptr;
  bool own_name = false; ///< ours wins over an alias
  bool names_file = false;
};

using meanings = std::map<std::string, meaning, std::less<>>;

meanings all_meanings() {
  meanings all;
  for (const setting& row : table()) {
    for (const bool own : {false, true}) {
      const std::string name = own ? environment_name(row) : row.alias;
      if (!name.empty()) {
        all[name] = {&row, own, false};
        if (row.secret) {
          all[name + "_FILE"] = {&row, own, true};
        }
      }
    }
  }
  return all;
}

/// Variables that say where settings are, not what they are; and the one by which tests end the program.
bool is_no_setting(std::string_view name) {
  return name == "LEADSTREAM_CONFIG" || name == "LEADSTREAM_ENV_FILE" || name == "LEADSTREAM_CRASH_AT";
}

error unknown(const variable& given, const meanings& known) {
  std::vector<std::string> names;
  for (const auto& [name, what] : known) {
    names.push_back(name);
  }
  const std::string near = nearest(given.name, names);
  return {error_code::invalid_argument,
          given.where + ": there is no setting \"" + given.name + "\"" +
              (near.empty() ? "; `leadstream config` lists all" : "; did you mean \"" + near + "\"?"),
          given.name};
}

result<std::string> secret_of(const variable& given) {
  auto text = read_text(given.value);
  if (!text) {
    return error{error_code::invalid_argument, given.where + ": the file " + text.problem().message,
                 given.name};
  }
  text->erase(text->find_last_not_of(" \t\r\n") + 1);
  return text;
}

/// The other of NAME and NAME_FILE, when both are given.
const variable* rival_of(const variable& given, const std::vector<variable>& all) {
  const auto rival = std::find_if(all.begin(), all.end(), [&](const variable& other) {
    return other.name == given.name + "_FILE" && !other.value.empty();
  });
  return rival == all.end() ? nullptr : &*rival;
}

result<assignment> assign(const variable& given, const meaning& what) {
  assignment said{what.row->name, {}, form::untyped, given.where, what.names_file ? given.value : given.file};
  if (what.names_file) {
    auto secret = secret_of(given);
    if (!secret) {
      return secret.problem();
    }
    said.parts = what.row->what == kind::list ? split_list(*secret) : std::vector{std::move(*secret)};
  } else {
    said.parts = what.row->what == kind::list ? split_list(given.value) : std::vector{given.value};
  }
  return said;
}

} // namespace

result<assignments> settings_among(const std::vector<variable>& variables) {
  static const meanings known = all_meanings();
  assignments by_alias;
  assignments by_own_name;
  for (const variable& given : variables) {
    const auto what = known.find(given.name);
    if (what == known.end()) {
      if (given.name.starts_with(prefix) && !is_no_setting(given.name)) {
        return unknown(given, known);
      }
      continue;
    }
    if (given.value.empty()) {
      continue;
    }
    if (const variable* rival = rival_of(given, variables)) {
      return error{error_code::invalid_argument,
                   rival->where + ": " + given.name + " is given, too; keep one of the two", rival->name};
    }
    auto said = assign(given, what->second);
    if (!said) {
      return said.problem();
    }
    (what->second.own_name ? by_own_name : by_alias).push_back(std::move(*said));
  }
  by_alias.insert(by_alias.end(), by_own_name.begin(), by_own_name.end());
  return by_alias;
}

} // namespace leadstream::config
