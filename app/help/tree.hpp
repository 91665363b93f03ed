#pragma once
#include <string>
#include <vector>

namespace CLI {
class App;
}

/// The commands of the program as data, from which shell completion and the man page are made.
namespace leadstream::app {

struct option_entry {
  std::vector<std::string> names; ///< "-o", "--output"
  std::string value;              ///< "FILE"; empty for a flag
  std::string help;
  std::vector<std::string> choices; ///< what its value may be; empty: anything
};

struct command_entry {
  std::string path; ///< "leadstream jobs list"
  std::string name; ///< "list"
  std::string help;
  std::string footer;
  std::vector<option_entry> options;  ///< without the settings
  std::vector<option_entry> settings; ///< of the program alone
  std::vector<std::string> positionals;
  std::vector<std::string> commands; ///< names of the inner ones
  std::vector<std::string> choices;  ///< what its positionals may be; empty: anything
};

/// The program and all its commands, outer ones before inner ones.
std::vector<command_entry> command_tree(const CLI::App& program);

/// A script for bash, zsh or fish; empty for another shell.
std::string completion_script(const std::vector<command_entry>& tree, const std::string& shell);

/// leadstream(1) in roff.
std::string man_page(const std::vector<command_entry>& tree, const std::string& version);

} // namespace leadstream::app
