#include "app/help/examples.hpp"
#include "app/help/short_help.hpp"

#include "app/commands.hpp"
#include "app/help/tree.hpp"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream::app;

namespace {

/// The program as main() makes it.
struct whole_program {
  CLI::App cli{"", "leadstream"};
  context with;
  whole_program() {
    cli.formatter(std::make_shared<short_help>());
    cli.fallthrough();
    with.add_settings(cli);
    for (const auto add :
         {add_backup,  add_completion, add_config,   add_crawl,   add_crm,     add_dedup,  add_doctor,
          add_erase,   add_export,     add_health,   add_jobs,    add_keys,    add_leads,  add_merge,
          add_migrate, add_openapi,    add_profiles, add_rights,  add_rescore, add_replay, add_import,
          add_restore, add_search,     add_serve,    add_sources, add_top,     add_try,    add_unmerge,
          add_users,   add_version,    add_webhooks}) {
      add(cli, with);
    }
    add_examples(cli);
  }
};

/// What the shell would give to the program: without what it does with its input and output.
std::string arguments(std::string_view line) {
  return std::string(line.substr(0, std::min({line.find(" <"), line.find(" >"), line.find(" | ")})));
}

} // namespace

TEST_CASE("every command's help ends with three examples of it") {
  whole_program program;
  for (const command_entry& command : command_tree(program.cli)) {
    std::size_t found = 0;
    for (std::size_t at = command.footer.find(command.path); at != std::string::npos;
         at = command.footer.find(command.path, at + 1)) {
      ++found;
    }
    INFO(command.path << "\n" << command.footer);
    CHECK((command.path == "leadstream" || found >= 3));
  }
}

TEST_CASE("the help of every command fits on a screen, and --help-all leaves out nothing") {
  whole_program program;
  const auto each_command = [](const CLI::App* /*each*/) { return true; };
  std::vector<const CLI::App*> commands;
  for (const CLI::App* command : program.cli.get_subcommands(each_command)) {
    commands.push_back(command);
    const auto inner = command->get_subcommands(each_command);
    commands.insert(commands.end(), inner.begin(), inner.end());
  }
  for (const CLI::App* command : commands) {
    const std::string text = command->help();
    INFO(text);
    CHECK(std::count(text.begin(), text.end(), '\n') <= 30);
    const std::string all = command->help("", CLI::AppFormatMode::All);
    for (const CLI::Option* option : command->get_options()) {
      CHECK(all.find(option->get_name()) != std::string::npos);
    }
  }
}

TEST_CASE("every example is a command line that the program understands") {
  for (const std::string_view line : command_examples()) {
    INFO(line);
    whole_program program;
    CHECK_NOTHROW(program.cli.parse(arguments(line)));
    CHECK(program.with.chosen());
  }
}
