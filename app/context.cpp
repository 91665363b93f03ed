#include "app/context.hpp"

#include "config/value.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>
#include <map>
#include <utility>

namespace leadstream::app {

struct context::state {
  std::function<int()> action;
  config::locations places;
  std::map<std::string, std::vector<std::string>> flags;
  bool warned = false;
};

namespace {

/// What the flags of one setting say: of a list all of them, else the last one.
config::assignment flag_assignment(const config::setting& row, const std::vector<std::string>& given) {
  config::assignment said{row.name, {given.back()}, config::form::untyped, "flag --" + row.name, {}};
  if (row.what == config::kind::list) {
    said.parts.clear();
    for (const std::string& text : given) {
      const auto entries = config::split_list(text);
      said.parts.insert(said.parts.end(), entries.begin(), entries.end());
    }
  }
  return said;
}

/// The database is named so often that it has a short name, too.
std::string names_of(const config::setting& row) {
  return "--" + row.name + (row.name == "storage.url" ? ",--database" : "");
}

} // namespace

context::context() : state_(std::make_shared<state>()) {}

void context::on_run(CLI::App& command, std::function<int()> action) const {
  command.callback([shared = state_, action = std::move(action)] {
    if (!shared->action) {                // the innermost command comes first
      shared->action = std::cref(action); // the command keeps it: it may hold this context
    }
  });
}

void context::add_settings(CLI::App& program) const {
  program.add_option("--config", state_->places.file, "Settings file [leadstream.toml]")->type_name("FILE");
  program.add_option("--env-file", state_->places.dotenv, "Variables file [.env]")->type_name("FILE");
  for (const config::setting& row : config::table()) {
    program.add_option(names_of(row), state_->flags[row.name], row.help)->allow_extra_args(false)->group("");
  }
}

/// Whoever may list processes reads a secret on the command line.
void context::warn_of_secrets() const {
  if (std::exchange(state_->warned, true)) {
    return;
  }
  for (const config::setting& row : config::table()) {
    if (row.secret && !state_->flags[row.name].empty()) {
      const std::string variable = config::environment_name(row);
      std::fprintf(
          stderr,
          "leadstream: warning: --%s is a secret, and others on this machine can read command lines; put "
          "it into a file named by %s_FILE, or into %s\n",
          row.name.c_str(), variable.c_str(), variable.c_str());
    }
  }
}

result<config::effective> context::settings() const {
  warn_of_secrets();
  auto from = config::gather(state_->places);
  if (!from) {
    return from.problem();
  }
  for (const config::setting& row : config::table()) {
    if (const auto& given = state_->flags[row.name]; !given.empty()) {
      from->flags.push_back(flag_assignment(row, given));
    }
  }
  return config::load(*from);
}

const std::function<int()>& context::chosen() const {
  return state_->action;
}

int exit_status_of(error_code code) {
  switch (code) {
  case error_code::invalid_argument:
  case error_code::too_large:
    return exit_usage;
  case error_code::not_found:
    return exit_not_found;
  case error_code::unavailable:
    return exit_unavailable;
  case error_code::timed_out:
    return exit_retry;
  case error_code::refused:
    return exit_auth;
  case error_code::conflict:
  case error_code::cancelled:
  case error_code::malformed:
  case error_code::internal:
    break;
  }
  return exit_failure;
}

int report(const error& problem) {
  std::fprintf(stderr, "leadstream: %s\n", problem.message.c_str());
  return exit_status_of(problem.code);
}

int report_storage(const error& problem) {
  const int status = report(problem);
  return problem.code == error_code::conflict ? exit_locked : status;
}

} // namespace leadstream::app
