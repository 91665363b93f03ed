#include "net/api/openapi.hpp"

#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace leadstream::app {
namespace {

constexpr const char* elsewhere =
    R"(A running server shows the same at /openapi.json, and as a page to try out at /docs.)";

int print_document() {
  const std::string& document = api::openapi_document();
  const bool written = std::fwrite(document.data(), 1, document.size(), stdout) == document.size();
  if (!written || std::fflush(stdout) != 0) {
    std::fputs("leadstream: cannot write to standard output\n", stderr);
    return exit_failure;
  }
  return exit_ok;
}

} // namespace

void add_openapi(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("openapi", "Print the description of the API (OpenAPI 3.1)");
  command->footer(elsewhere);
  with.on_run(*command, print_document);
}

} // namespace leadstream::app
