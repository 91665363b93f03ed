#include "app/commands.hpp"
#include "app/help/tree.hpp"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream::app;

namespace {

std::vector<command_entry> commands_that_tell() {
  static CLI::App program("", "leadstream");
  const context with;
  for (const auto add : {add_backup, add_doctor, add_merge, add_migrate, add_rescore, add_restore,
                         add_sources, add_unmerge, add_version, add_webhooks}) {
    add(program, with);
  }
  auto all = command_tree(program);
  std::erase_if(all, [](const command_entry& c) {
    return c.name == "leadstream" || (!c.commands.empty() && c.name != "migrate");
  });
  return all;
}

bool takes(const command_entry& command, const std::string& name) {
  return std::any_of(command.options.begin(), command.options.end(), [&name](const option_entry& o) {
    return std::find(o.names.begin(), o.names.end(), name) != o.names.end();
  });
}

} // namespace

TEST_CASE("what a command tells it tells programs in JSON, and nobody when it is to be quiet") {
  const auto all = commands_that_tell();
  CHECK(all.size() > 20);
  for (const command_entry& command : all) {
    INFO(command.path);
    CHECK(takes(command, "--json"));
    CHECK(takes(command, "--quiet"));
  }
}
