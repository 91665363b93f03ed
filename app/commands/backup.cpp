#include "storage/backup.hpp"
#include "app/client/common_options.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* backup_meaning = R"(
Everything that is committed when it begins, in one file for its owner alone; a server may go on working. Of SQLite it is a
database file, of PostgreSQL packed lines of JSON. Files beside the database (kept pages, keys in files) are not part of it.)";

constexpr const char* restore_meaning = R"(
The backup is checked before anything is changed; one of an older version is brought up to date. No server may work on the
database. What was subscribed to live updates is told to read anew (`recovered: false`).)";

struct backup_options {
  output_form form;
  std::string file;
  bool replace = false;
};

int print(const char* what, const backup_options& options, const result<storage::backup_report>& done) {
  if (!done) {
    return report_storage(done.problem());
  }
  return show_outcome({{"file", options.file}, {"leads", done->leads}, {"bytes", done->bytes}}, options.form,
                      std::string(what) + " " + std::to_string(done->leads) + " leads, " + options.file +
                          ", " + std::to_string(done->bytes) + " bytes\n");
}

} // namespace

void add_backup(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("backup", "Copy the database into a file");
  command->footer(backup_meaning);
  const auto options = std::make_shared<backup_options>();
  command->add_option("FILE", options->file, "Where to; it must not exist yet")->required();
  add_output_options(*command, options->form);
  with.on_run(*command, [with, options] {
    const auto settings = with.settings();
    return settings ? print("saved", *options,
                            storage::back_up(storage::options_of(settings->values), options->file))
                    : report(settings.problem());
  });
}

void add_restore(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("restore", "Make the database what a backup holds");
  command->footer(restore_meaning);
  const auto options = std::make_shared<backup_options>();
  command->add_option("FILE", options->file, "What `leadstream backup` wrote")->required();
  add_output_options(*command, options->form);
  command->add_flag("--replace", options->replace,
                    "Put it in the place of what is there (SQLite keeps that as FILE.replaced)");
  with.on_run(*command, [with, options] {
    const auto settings = with.settings();
    return settings ? print("restored", *options,
                            storage::restore(storage::options_of(settings->values), options->file,
                                             options->replace))
                    : report(settings.problem());
  });
}

} // namespace leadstream::app
