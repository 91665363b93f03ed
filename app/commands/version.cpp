#include "app/version.hpp"

#include "app/client/common_options.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {

void add_version(CLI::App& program, const context& with) {
  CLI::App* command =
      program.add_subcommand("version", "Print the version and the revision it was built from");
  const auto form = std::make_shared<output_form>();
  add_output_options(*command, *form);
  with.on_run(*command, [form] {
    return show_outcome({{"version", version_number()}, {"build", version_line()}}, *form,
                        version_line() + "\n");
  });
}

} // namespace leadstream::app
