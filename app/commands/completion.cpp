#include "app/commands.hpp"
#include "app/help/tree.hpp"
#include "app/version.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  source <(leadstream completion bash)
  leadstream completion zsh > ~/.zfunc/_leadstream
  leadstream completion fish > ~/.config/fish/completions/leadstream.fish)";

} // namespace

void add_completion(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("completion", "Print a completion script for a shell");
  command->footer(examples);
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  with.on_run(*command, [&program, shell] {
    std::fputs(completion_script(command_tree(program), *shell).c_str(), stdout);
    return exit_ok;
  });
  CLI::App* page = program.add_subcommand("man", "Print the manual page: leadstream man | man -l -");
  with.on_run(*page, [&program] {
    std::fputs(man_page(command_tree(program), version_number()).c_str(), stdout);
    return exit_ok;
  });
}

} // namespace leadstream::app
