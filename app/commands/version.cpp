#include "app/version.hpp"

#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace leadstream::app {

void add_version(CLI::App& program, const context& with) {
  CLI::App* command =
      program.add_subcommand("version", "Print the version and the revision it was built from");
  with.on_run(*command, [] {
    std::puts(version_line().c_str());
    return exit_ok;
  });
}

} // namespace leadstream::app
