#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "storage/maintenance.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples =
    R"(The server migrates by itself when it starts; this is for doing it beforehand. Each step is done whole or
not at all. The version before starts and works on beside a step whose name ends in _compatible; it refuses
to start on a database with any other that it does not know.

Examples:
  leadstream migrate up              bring the database up to this program's schema
  leadstream migrate up --dry-run    print the SQL that would be run; changes nothing
  leadstream migrate status          what was done when, and what is still to do; changes nothing
  leadstream migrate down            undo the newest step, with all that it holds
  leadstream migrate --rebuild       compute all leads again from what the sources said: after an update,
                                     for what the new version makes of them and finds them by)";

int print(const result<std::vector<storage::schema_step>>& steps, const output_form& form) {
  if (!steps) {
    return report_storage(steps.problem());
  }
  nlohmann::json shown = nlohmann::json::array();
  table view({"step", "name", "done at"});
  for (const storage::schema_step& step : *steps) {
    const std::string when = step.applied_at ? to_rfc3339(*step.applied_at) : "";
    shown.push_back({{"number", step.number},
                     {"name", step.name},
                     {"applied_at", step.applied_at ? nlohmann::json(when) : nlohmann::json()}});
    view.add({std::to_string(step.number), step.name, when.empty() ? "pending" : when});
  }
  return show_outcome({{"steps", shown}}, form, view.text());
}

int print(const result<std::string>& sql, const output_form& form) {
  if (!sql) {
    return report_storage(sql.problem());
  }
  return show_outcome({{"sql", *sql}}, form, sql->empty() ? "-- nothing to do\n" : *sql);
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
  const auto form = std::make_shared<output_form>();
  add_output_options(*command, *form);
  command->add_flag("--dry-run", *only_print, "Print the SQL instead of running it");
  with.on_run(*command, with_options(with, [only_print, form, back](const auto& options) {
    if (*only_print) {
      return print(storage::planned_migration(options, back), *form);
    }
    return print(back ? storage::migrate_schema_back(options) : storage::migrate_schema(options), *form);
  }));
}

int rebuild(const storage::storage_options& options, const output_form& form) {
  const auto done = storage::rebuild_leads(options);
  if (!done) {
    return report_storage(done.problem());
  }
  return show_outcome({{"leads", done->leads}, {"changed", done->changed}}, form,
                      std::to_string(done->leads) + " leads computed again, " +
                          std::to_string(done->changed) + " changed\n");
}

} // namespace

void add_migrate(CLI::App& program, const context& with) {
  CLI::App* command =
      program.add_subcommand("migrate", "Bring the database up to date, or rebuild its leads");
  command->footer(examples);
  command->require_subcommand(0, 1);
  const auto again = std::make_shared<bool>(false);
  const auto form = std::make_shared<output_form>();
  add_output_options(*command, *form);
  command->add_flag("--rebuild", *again,
                    "Compute companies, contacts and scores again from the observations");
  with.on_run(*command, with_options(with, [again, form](const auto& options) {
    return *again ? rebuild(options, *form) : print(storage::migrate_schema(options), *form);
  }));
  add_direction(*command, with, false);
  add_direction(*command, with, true);
  CLI::App* status = command->add_subcommand("status", "Show the steps of the schema; changes nothing");
  add_output_options(*status, *form);
  with.on_run(*status, with_options(with, [form](const auto& options) {
    return print(storage::schema_of(options), *form);
  }));
}

} // namespace leadstream::app
