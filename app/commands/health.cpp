#include "app/client/common_options.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* meaning =
    R"(Exit status 0 when the server can serve, 69 when it cannot or nobody answers: for probes.)";

int ask(api& server, const common_options& options) {
  const auto answer = server.get("/health/ready");
  if (!answer) {
    report(answer.problem());
    return exit_unavailable;
  }
  return print_answer(*answer, options.json, text_at(*answer, "status") + "\n");
}

} // namespace

void add_health(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("health", "Ask a running server whether it can serve");
  command->footer(meaning);
  const auto options = std::make_shared<common_options>();
  add_common_options(*command, *options);
  with.on_run(*command, [with, options] {
    return with_server(with, *options, [&](api& server) { return ask(server, *options); });
  });
}

} // namespace leadstream::app
