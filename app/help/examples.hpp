#pragma once
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace leadstream::app {

/// Examples of the commands that do not bring their own: a command line each.
std::vector<std::string_view> command_examples();

/// Lets the help of each command that command_examples() call end with its examples, in the place of those of
/// its group.
void add_examples(CLI::App& program);

} // namespace leadstream::app
