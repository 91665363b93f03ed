#pragma once
#include "app/client/api.hpp"

#include <functional>
#include <memory>
#include <string>

namespace leadstream::app {

/// Options that every command with a server takes.
struct common_options {
  std::string server;
  bool json = false;
  bool quiet = false;
  bool no_color = false;
};

/// How a command that needs no server shows its outcome.
struct output_form {
  bool json = false;
  bool quiet = false;
};

/// Registers --json and --quiet.
void add_output_options(CLI::App& command, output_form& into);

/// Prints JSON as it is or the view of it; the view only where it is not --quiet.
int show_outcome(const nlohmann::json& outcome, const output_form& form, const std::string& view);

/// Registers --server, --json, --quiet and --no-color.
void add_common_options(CLI::App& command, common_options& into);

/// Runs `action` with the server that was asked for.
int with_server(const context& with, const common_options& options, const std::function<int(api&)>& action);

/// Prints JSON as it is or the view of it.
int print_answer(const nlohmann::json& answer, bool json, const std::string& view);

} // namespace leadstream::app
