#pragma once
#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace leadstream::app {

/// Formats help: with `--help` the options that shorten_help() left, with `--help-all` everything.
class short_help : public CLI::Formatter {
public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

/// Lets `--help` show, of the options that the command has by now, these alone ("--output") and those of
/// help.
void shorten_help(CLI::App& command, const std::vector<std::string>& shown);

} // namespace leadstream::app
