#include "app/commands.hpp"
#include "app/scoring.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples =
    R"(The server migrates by itself when it starts; this is for doing it beforehand. Before a new version is
rolled out, keep a copy of the data directory: a database is never migrated back.

Examples:
  leadstream migrate                 bring the database up to this program's schema
  leadstream migrate status          what was done when, and what is still to do; changes nothing
  leadstream migrate --rebuild       compute all leads again from what the sources said)";

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

int rebuild(const storage::storage_options& options, const score::profile& profile) {
  const auto done = storage::rebuild_leads(options, scorer_by(profile));
  if (!done) {
    return report_storage(done.problem());
  }
  std::printf("%" PRIu64 " leads computed again, %" PRIu64 " changed\n", done->leads, done->changed);
  return exit_ok;
}

template <class Action>
std::function<int()> with_options(const context& with, Action action) {
  return [with, action] {
    const auto settings = with.settings();
    return settings ? action(storage::options_of(settings->values.storage), settings->values)
                    : report(settings.problem());
  };
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
  with.on_run(*command, with_options(with, [again](const auto& options, const config::settings& values) {
    return *again ? rebuild(options, values.score) : print(storage::migrate_schema(options));
  }));
  with.on_run(*command->add_subcommand("status", "Show the steps of the schema; changes nothing"),
              with_options(with, [](const auto& options, const config::settings& /*unused*/) {
                return print(storage::schema_of(options));
              }));
}

} // namespace leadstream::app
