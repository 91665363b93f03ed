#include "app/client/common_options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>

namespace leadstream::app {

void add_common_options(CLI::App& command, common_options& into) {
  command.add_option("--server", into.server, "The server to talk to (setting client.server)")
      ->type_name("URL");
  command.add_flag("--json", into.json, "Print JSON, for programs");
  command.add_flag("-q,--quiet", into.quiet, "No progress on standard error");
  command.add_flag("--no-color", into.no_color, "No colours (as NO_COLOR does)");
}

void add_output_options(CLI::App& command, output_form& into) {
  command.add_flag("--json", into.json, "Print JSON, for programs");
  command.add_flag("-q,--quiet", into.quiet, "Say nothing when all went well");
}

int show_outcome(const nlohmann::json& outcome, const output_form& form, const std::string& view) {
  return print_answer(outcome, form.json, form.quiet ? "" : view);
}

int with_server(const context& with, const common_options& options, const std::function<int(api&)>& action) {
  if (options.no_color) {
    ::setenv("NO_COLOR", "1", 1);
  }
  const auto url = server_url(with, options.server);
  if (!url) {
    return report(url.problem());
  }
  api server(*url, server_key(with, *url), server_trust(with));
  return action(server);
}

int print_answer(const nlohmann::json& answer, bool json, const std::string& view) {
  const std::string text =
      json ? answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" : view;
  std::fputs(text.c_str(), stdout);
  return exit_ok;
}

} // namespace leadstream::app
