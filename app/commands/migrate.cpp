#include "app/commands.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples =
    R"(The server migrates by itself when it starts; this is for doing it beforehand. Each step is done whole or
not at all. Servers of the version before go on working beside a step, unless its name ends in _breaking.

Examples:
  leadstream migrate up              bring the database up to this program's schema
  leadstream migrate up --dry-run    print the SQL that would be run; changes nothing
  leadstream migrate status          what was done when, and what is still to do; changes nothing
  leadstream migrate down            undo the newest step, with all that it holds
  leadstream migrate --rebuild       compute all leads again from what the sources said: after an update,
                                     for what the new version makes of them and finds them by)";

int print(const result<std::vector<storage::schema_step>>& steps) {
  if (!steps) {
    return report_storage(steps.problem());
  }
  for (const storage::schema_step& step : *steps) {
    const std::string when = step.applied_at ? to_rfc3339(*step.applied_at) : "pending";
    std::printf("%04d %-24s %s\n", step.number, step.name.c_str(), when.c_str());
  }
  return exit_ok;
}

int print(const result<std::string>& sql) {
  if (!sql) {
    return report_storage(sql.problem());
  }
  std::printf("%s", sql->empty() ? "-- nothing to do\n" : sql->c_str());
  return exit_ok;
}

template <class Action>
std::function<int()> with_options(const context& with, Action action) {
  return [with, action] {
    const auto settings = with.settings();
    return settings ? action(storage::options_of(settings->values)) : report(settings.problem());
  };
}

/// Adds "up" or "down".
void add_direction(CLI::App& migrate, const context& with, bool back) {
  CLI::App* command = migrate.add_subcommand(back ? "down" : "up", back ? "Undo the newest step of the schema"
                                                                        : "Do the steps that are missing");
  const auto only_print = std::make_shared<bool>(false);
  command->add_flag("--dry-run", *only_print, "Print the SQL instead of running it");
  with.on_run(*command, with_options(with, [only_print, back](const auto& options) {
    if (*only_print) {
      return print(storage::planned_migration(options, back));
    }
    return print(back ? storage::migrate_schema_back(options) : storage::migrate_schema(options));
  }));
}

int rebuild(const storage::storage_options& options) {
  const auto done = storage::rebuild_leads(options);
  if (!done) {
    return report_storage(done.problem());
  }
  std::printf("%" PRIu64 " leads computed again, %" PRIu64 " changed\n", done->leads, done->changed);
  return exit_ok;
}

} // namespace

void add_migrate(CLI::App& program, const context& with) {
  CLI::App* command =
      program.add_subcommand("migrate", "Bring the database up to date, or rebuild its leads");
  command->footer(examples);
  command->require_subcommand(0, 1);
  const auto again = std::make_shared<bool>(false);
  command->add_flag("--rebuild", *again,
                    "Compute companies, contacts and scores again from the observations");
  with.on_run(*command, with_options(with, [again](const auto& options) {
    return *again ? rebuild(options) : print(storage::migrate_schema(options));
  }));
  add_direction(*command, with, false);
  add_direction(*command, with, true);
  with.on_run(*command->add_subcommand("status", "Show the steps of the schema; changes nothing"),
              with_options(with, [](const auto& options) { return print(storage::schema_of(options)); }));
}

} // namespace leadstream::app
