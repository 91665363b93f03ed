#include "app/commands.hpp"
#include "app/operations/installation.hpp"
#include "config/documents.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream config                              what holds, and where each value came from
  leadstream config --server.port 9000 --json
  leadstream config init > leadstream.toml       a file with every setting at its default

`leadstream config --help-all` lists every setting, `leadstream config doc` explains them.)";

int print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return exit_ok;
}

int print_effective(const context& with, bool as_json) {
  const auto all = with.settings();
  if (!all) {
    return report(all.problem());
  }
  return print(as_json ? config::effective_json(*all) : config::effective_text(*all));
}

int check(const context& with) {
  const auto all = with.settings();
  if (!all) {
    return report(all.problem());
  }
  const auto taken = check_settings(all->values);
  return taken ? print("the settings are valid\n") : report(config::placed(*all, taken.problem()));
}

void add_document(CLI::App& command, const context& with, const char* name, const char* help,
                  std::string (*document)()) {
  with.on_run(*command.add_subcommand(name, help), [document] { return print(document()); });
}

} // namespace

void add_config(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("config", "Show, check and document the settings");
  command->footer(examples);
  command->require_subcommand(0, 1);
  const auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "Print one JSON object");
  with.on_run(*command, [with, as_json] { return print_effective(with, *as_json); });
  with.on_run(*command->add_subcommand("print", "Show what holds, as without a command"),
              [with, as_json] { return print_effective(with, *as_json); });
  with.on_run(*command->add_subcommand("check", "Say whether the settings are valid"),
              [with] { return check(with); });
  add_document(*command, with, "init", "Print a leadstream.toml with every setting", config::example_toml);
  add_document(*command, with, "env", "Print a .env with every setting", config::example_dotenv);
  add_document(*command, with, "doc", "Print docs/configuration.md", config::configuration_page);
}

} // namespace leadstream::app
