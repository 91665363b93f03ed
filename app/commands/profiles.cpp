#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"
#include "app/try/input.hpp"
#include "config/nearest.hpp"
#include "domain/json/read.hpp"
#include "domain/text/fold_case.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  leadstream profiles create "Small hotels" --size 1-10 --industry hotel --points email_found=40
  leadstream profiles edit "Small hotels" --weight contact_completeness=0.5 --weight business_indicators=0.25 \
    --weight data_quality=0.15 --weight engagement_potential=0.1
  leadstream profiles use "Small hotels"             for searches that name no profile

A profile is named by its name or id. What create leaves out stays at its default, what edit leaves out stays as
it was; --size, --industry and --technology replace their list ("" empties it). When a profile changes, its
leads are scored again in the background.)";

constexpr const char* path = "/api/v1/score-profiles";
constexpr const char* default_path = "/api/v1/default-score-profile";
constexpr std::size_t largest_file = 1U << 20U;

struct profile_options {
  common_options common;
  std::string profile;
  std::string name;
  std::string file;
  std::vector<std::string> weights;
  std::vector<std::string> points;
  std::vector<std::string> sizes;
  std::vector<std::string> industries;
  std::vector<std::string> technologies;
  bool none = false;
};
using shared_options = std::shared_ptr<profile_options>;
using profile_action = int (*)(api&, const profile_options&);

std::string path_of(const json& profile) {
  return std::string(path) + "/" + client::encode(text_at(profile, "id"));
}

std::string joined(const json& profile, const char* list) {
  std::string all;
  for (const json& each : profile.value(list, json::array())) {
    all += (all.empty() ? "" : ", ") + printable(each.get<std::string>());
  }
  return all;
}

std::string numbers(const json& profile, const char* object) {
  std::string all;
  const json named = profile.value(object, json::object());
  for (const auto& [name, value] : named.items()) {
    all += "  " + printable(name) + " " + value.dump() + "\n";
  }
  return all;
}

std::string profile_table(const json& profiles, const std::string& in_use) {
  table made({"NAME", "VERSION", "CHANGED", "SIZES", "INDUSTRIES", "TECHNOLOGIES", "ID"});
  for (const json& each : profiles) {
    const std::string id = text_at(each, "id");
    made.add({printable(text_at(each, "name")) + (id == in_use ? " (in use)" : ""),
              std::to_string(number_at(each, "version")), text_at(each, "updated_at"),
              joined(each, "company_sizes"), joined(each, "industries"), joined(each, "technologies"), id});
  }
  return made.text();
}

std::string profile_sheet(const json& one) {
  std::string text = printable(text_at(one, "name")) + "  version " +
                     std::to_string(number_at(one, "version")) + "  " + text_at(one, "id") + "\n";
  for (const char* list : {"company_sizes", "industries", "technologies"}) {
    const std::string all = joined(one, list);
    text.append(list).append(": ").append(all.empty() ? "as searched" : all).append("\n");
  }
  return text + "weights\n" + numbers(one, "weights") + "points\n" + numbers(one, "points");
}

/// The profile of that name, whatever its case, or id.
result<json> find(api& server, const std::string& name) {
  auto answer = server.get(path);
  if (!answer) {
    return answer.problem();
  }
  std::vector<std::string> known;
  for (json& each : (*answer)["score_profiles"]) {
    known.push_back(text_at(each, "name"));
    if (fold_case(known.back()) == fold_case(name) || text_at(each, "id") == name) {
      return std::move(each);
    }
  }
  const std::string near = config::nearest(name, known);
  return error{error_code::not_found,
               "there is no score profile \"" + printable(name) + "\"" +
                   (near.empty() ? "; `leadstream profiles list` shows those there are"
                                 : "; did you mean \"" + printable(near) + "\"?"),
               {}};
}

/// Puts "email_found=40" and its like into an object.
result<done> assign(json& object, const std::vector<std::string>& given, const char* option) {
  for (const std::string& text : given) {
    const std::size_t at = text.find('=');
    double value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + std::min(at, text.size() - 1) + 1, end, value);
    if (at == std::string::npos || at == 0 || read.ec != std::errc() || read.ptr != end) {
      return error{error_code::invalid_argument,
                   std::string(option) + " takes NAME=NUMBER, not \"" + printable(text) + "\"",
                   {}};
    }
    const bool whole = std::abs(value) < 1e9 && value == std::trunc(value);
    object[text.substr(0, at)] = whole ? json(static_cast<std::int64_t>(value)) : json(value);
  }
  return done{};
}

void replace_list(json& wish, const char* name, const std::vector<std::string>& given) {
  if (given.empty()) {
    return;
  }
  json list = json::array();
  std::copy_if(given.begin(), given.end(), std::back_inserter(list),
               [](const auto& text) { return !text.empty(); });
  wish[name] = std::move(list);
}

/// Puts what the options say over what is there already.
result<json> wish_of(json before, const profile_options& options) {
  if (!options.file.empty()) {
    const auto text = read_file(options.file, largest_file);
    auto read = text ? leadstream::json::read(*text) : result<json>(text.problem());
    if (!read || !read->is_object()) {
      return read ? error{error_code::invalid_argument, options.file + " holds no JSON object", {}}
                  : read.problem();
    }
    before.update(*read);
  }
  for (const char* ours : {"id", "version", "created_at", "updated_at"}) {
    before.erase(ours);
  }
  if (!options.name.empty()) {
    before["name"] = options.name;
  }
  if (const auto good = assign(before["weights"], options.weights, "--weight"); !good) {
    return good.problem();
  }
  if (const auto good = assign(before["points"], options.points, "--points"); !good) {
    return good.problem();
  }
  replace_list(before, "company_sizes", options.sizes);
  replace_list(before, "industries", options.industries);
  replace_list(before, "technologies", options.technologies);
  std::erase_if(before.get_ref<json::object_t&>(),
                [](const auto& member) { return member.second.is_null(); });
  return before;
}

int show_one(const result<json>& answer, const profile_options& options) {
  return answer ? print_answer(*answer, options.common.json, profile_sheet(*answer))
                : report(answer.problem());
}

int list(api& server, const profile_options& options) {
  const auto answer = server.get(path);
  const auto in_use = server.get(default_path);
  return answer
             ? print_answer(*answer, options.common.json,
                            profile_table((*answer)["score_profiles"], in_use ? text_at(*in_use, "id") : ""))
             : report(answer.problem());
}

int show(api& server, const profile_options& options) {
  return show_one(find(server, options.profile), options);
}

int create(api& server, const profile_options& options) {
  const auto wish = wish_of(json::object(), options);
  return wish ? show_one(server.post(path, wish->dump()), options) : report(wish.problem());
}

/// Under the version that was read, so that nobody else's change is lost.
int edit(api& server, const profile_options& options) {
  const auto found = find(server, options.profile);
  const auto wish = found ? wish_of(*found, options) : found;
  return wish ? show_one(server.send("PUT", path_of(*found), wish->dump(),
                                     '"' + std::to_string(number_at(*found, "version")) + '"'),
                         options)
              : report(wish.problem());
}

int remove(api& server, const profile_options& options) {
  const auto found = find(server, options.profile);
  const auto gone = found ? server.send("DELETE", path_of(*found), "", "*") : found;
  return gone ? print_answer(*gone, options.common.json,
                             "removed; its leads are scored by the settings again\n")
              : report(gone.problem());
}

int use(api& server, const profile_options& options) {
  if (options.none) {
    const auto ended = server.send("DELETE", default_path, "");
    return ended ? print_answer(*ended, options.common.json,
                                "searches that name no profile are scored by the settings\n")
                 : report(ended.problem());
  }
  if (options.profile.empty()) {
    return report({error_code::invalid_argument, "name a profile, or say --none", {}});
  }
  const auto found = find(server, options.profile);
  const auto used = found ? server.send("PUT", default_path, json{{"id", (*found)["id"]}}.dump()) : found;
  return used ? print_answer(*used, options.common.json,
                             "searches that name no profile are scored by " +
                                 printable(text_at(*used, "name")) + "\n")
              : report(used.problem());
}

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     profile_action action, const shared_options& options) {
  CLI::App* command = group.add_subcommand(name, help);
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

CLI::Option* take_profile(CLI::App& command, const shared_options& options) {
  return command.add_option("PROFILE", options->profile, "Its name or id");
}

void add_values(CLI::App& command, const shared_options& options) {
  command.add_option("--file", options->file, "A profile as JSON, as `show --json` prints it")
      ->type_name("FILE");
  command.add_option("--weight", options->weights, "What a category weighs, 0..1, together 1; several times")
      ->type_name("NAME=NUMBER")
      ->allow_extra_args(false);
  command.add_option("--points", options->points, "What a criterion gives; several times")
      ->type_name("NAME=NUMBER")
      ->allow_extra_args(false);
  command.add_option("--size", options->sizes, "A company size that fits; several times")
      ->type_name("SIZE")
      ->allow_extra_args(false);
  command.add_option("--industry", options->industries, "An industry that fits; several times")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  command.add_option("--technology", options->technologies, "A technology they should use; several times")
      ->type_name("TEXT")
      ->allow_extra_args(false);
}

} // namespace

void add_profiles(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("profiles", "What leads are scored by");
  group->footer(examples);
  group->require_subcommand(1);
  const auto options = std::make_shared<profile_options>();
  add_action(*group, with, "list", "All saved profiles", list, options);
  take_profile(*add_action(*group, with, "show", "One with its weights and points", show, options), options)
      ->required();
  CLI::App* made = add_action(*group, with, "create", "Save a profile", create, options);
  made->add_option("NAME", options->name, "Its name")->required();
  add_values(*made, options);
  CLI::App* edited =
      add_action(*group, with, "edit", "Change one; its leads are scored again", edit, options);
  take_profile(*edited, options)->required();
  edited->add_option("--name", options->name, "A new name")->type_name("NAME");
  add_values(*edited, options);
  take_profile(*add_action(*group, with, "delete", "Remove one", remove, options), options)->required();
  CLI::App* used = add_action(*group, with, "use", "Score searches by it that name no profile", use, options);
  CLI::Option* which = take_profile(*used, options);
  used->add_flag("--none", options->none, "By the settings again")->excludes(which);
}

} // namespace leadstream::app
