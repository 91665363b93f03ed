#include "app/help/tree.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

namespace leadstream::app {
namespace {

/// "TEXT:{csv,json}" names what a value may be.
std::vector<std::string> choices_in(const std::string& type) {
  std::vector<std::string> found;
  const auto begin = type.find('{');
  const auto end = type.find('}');
  if (begin == std::string::npos || end == std::string::npos) {
    return found;
  }
  for (std::size_t at = begin + 1; at < end;) {
    const std::size_t comma = std::min(type.find(',', at), end);
    found.push_back(type.substr(at, comma - at));
    at = comma + 1;
  }
  return found;
}

option_entry entry_of(const CLI::Option& option) {
  option_entry made;
  for (const std::string& name : option.get_snames()) {
    made.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    made.names.push_back("--" + name);
  }
  made.value = option.get_items_expected_max() == 0 ? "" : option.get_type_name();
  made.help = option.get_description();
  made.choices = choices_in(option.get_type_name());
  return made;
}

void visit(const CLI::App& command, const std::string& before, std::vector<command_entry>& tree) {
  command_entry made;
  made.name = command.get_name();
  made.path = before.empty() ? made.name : before + " " + made.name;
  made.help = command.get_description();
  made.footer = command.get_footer();
  for (const CLI::Option* option : command.get_options()) {
    if (option->nonpositional()) {
      // Settings are options without a group.
      (option->get_group().empty() ? made.settings : made.options).push_back(entry_of(*option));
    } else {
      made.positionals.push_back(option->get_name(true));
      for (std::string& choice : choices_in(option->get_type_name())) {
        made.choices.push_back(std::move(choice));
      }
    }
  }
  const auto inner = command.get_subcommands([](const CLI::App* /*each*/) { return true; });
  for (const CLI::App* each : inner) {
    if (!each->get_name().empty() && !each->get_group().empty()) {
      made.commands.push_back(each->get_name());
    }
  }
  const std::string path = made.path;
  tree.push_back(std::move(made));
  for (const CLI::App* each : inner) {
    if (!each->get_name().empty() && !each->get_group().empty()) {
      visit(*each, path, tree);
    }
  }
}

} // namespace

std::vector<command_entry> command_tree(const CLI::App& program) {
  std::vector<command_entry> tree;
  visit(program, "", tree);
  return tree;
}

} // namespace leadstream::app
