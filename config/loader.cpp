#include "config/loader.hpp"

#include "config/check.hpp"
#include "config/nearest.hpp"
#include "config/value.hpp"

#include <algorithm>

namespace leadstream::config {
namespace {

error at(const std::string& where, error problem) {
  problem.message = where + ": " + problem.message;
  return problem;
}

error unknown_setting(const assignment& said) {
  std::vector<std::string> names;
  for (const setting& row : table()) {
    names.push_back(row.name);
  }
  const std::string near = nearest(said.name, names);
  return {error_code::invalid_argument,
          said.where + ": there is no setting \"" + said.name + "\"" +
              (near.empty() ? "; `leadstream config` lists all" : "; did you mean \"" + near + "\"?"),
          said.name};
}

/// Whether TOML's type fits the setting's kind: "8080" in quotes is no port.
bool type_fits(kind what, form written) {
  switch (written) {
  case form::untyped:
    return true;
  case form::boolean:
    return what == kind::flag;
  case form::integer:
    return what == kind::integer || what == kind::number || what == kind::size || what == kind::duration;
  case form::floating:
    return what == kind::number;
  case form::text:
    return what == kind::text || what == kind::duration || what == kind::size;
  case form::list:
    break;
  }
  return what == kind::list;
}

const char* form_name(form written) {
  switch (written) {
  case form::boolean:
    return "true or false";
  case form::integer:
    return "a whole number";
  case form::floating:
    return "a number";
  case form::text:
    return "a text in quotes";
  default:
    return "a list";
  }
}

/// Where the value stands that a setting does not take: of a list in a file its first odd entry.
const std::string& place_of_odd(const setting& row, const assignment& said) {
  for (std::size_t i = 0; i < said.part_places.size(); ++i) {
    if (!parse_value(row, {said.parts[i]})) {
      return said.part_places[i];
    }
  }
  return said.where;
}

class merger {
public:
  merger() {
    for (const setting& row : table()) {
      all_.entries.push_back({&row, {}, {}});
      const auto parts = row.what == kind::list ? split_list(row.fallback) : std::vector{row.fallback};
      set({row.name, parts, form::untyped, by_default, {}});
    }
  }

  void add(const result<assignments>& said) {
    if (!said) {
      fail(said.problem());
      return;
    }
    for (const assignment& each : *said) {
      set(each);
    }
  }

  result<effective> finish() && {
    if (problem_) {
      return *problem_;
    }
    derive(all_);
    const auto checked = check(all_);
    return checked ? result<effective>(std::move(all_)) : checked.problem();
  }

private:
  void set(const assignment& said) {
    const setting* row = find_setting(said.name);
    if (row == nullptr) {
      fail(unknown_setting(said));
      return;
    }
    if (!type_fits(row->what, said.written)) {
      fail({error_code::invalid_argument,
            said.where + ": " + row->name + " is of type " + to_string(row->what) + ", not " +
                form_name(said.written),
            row->name});
      return;
    }
    const auto value = parse_value(*row, said.parts);
    if (!value) {
      fail(at(place_of_odd(*row, said), value.problem()));
      return;
    }
    row->store(all_.values, *value);
    entry& into = all_.entries[static_cast<std::size_t>(row - table().data())];
    into.text = value_text(*row, *value);
    into.origin = said.where;
    if (row->secret && !said.file.empty()) {
      all_.secret_files.insert(said.file);
    }
  }

  void fail(error problem) {
    if (!problem_) {
      problem_ = std::move(problem);
    }
  }

  effective all_;
  std::optional<error> problem_;
};

result<assignments> among(const result<std::vector<variable>>& variables) {
  return variables ? settings_among(*variables) : result<assignments>(variables.problem());
}

} // namespace

const entry& effective::of(std::string_view name) const {
  return *std::find_if(entries.begin(), entries.end(),
                       [&](const entry& each) { return each.row->name == name; });
}

result<effective> load(const sources& from) {
  merger all;
  if (from.toml) {
    all.add(read_toml(*from.toml));
  }
  if (from.dotenv) {
    all.add(among(read_dotenv(*from.dotenv)));
  }
  all.add(settings_among(from.environment));
  all.add(from.flags);
  return std::move(all).finish();
}

error placed(const effective& all, error problem) {
  const auto found = std::find_if(all.entries.begin(), all.entries.end(),
                                  [&](const entry& each) { return each.row->name == problem.field; });
  const bool known = found != all.entries.end() && found->origin != by_default;
  return known ? at(found->origin, std::move(problem)) : problem;
}

const settings& defaults() {
  static const settings all = load({}).value().values;
  return all;
}

} // namespace leadstream::config
