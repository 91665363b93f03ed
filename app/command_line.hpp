#pragma once
#include "app/context.hpp"

#include <functional>
#include <vector>

namespace leadstream::app {

/// A function that registers one command with the program.
using registration = void (*)(CLI::App& program, const context& with);

/// Reads the command line, runs the chosen command and gives the exit status of the process. A word that is
/// no command or option is answered with the nearest one and exit_usage.
int run_command_line(int argc, const char* const* argv, const std::vector<registration>& commands);

/// Which setting stands without its value, and what it takes; empty when none does. The parser does not name
/// options that help leaves out.
std::string lacks_value(const std::vector<std::string>& words);

} // namespace leadstream::app
