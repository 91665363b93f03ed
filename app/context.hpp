#pragma once
#include "config/loader.hpp"
#include "domain/model/result.hpp"

#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace leadstream::app {

/// What the program answers to its shell.
enum exit_status : int {
  exit_ok = 0,
  exit_failure = 1,
  exit_usage = 2, ///< the command line, the settings or the input of the user are at fault
  exit_not_found = 3,
  exit_auth = 4,         ///< the key, or what it may do
  exit_partial = 5,      ///< done, but not all of it
  exit_unavailable = 69, ///< no server answers
  exit_locked = 73,      ///< another process holds the data directory
  exit_retry = 75
};

/// The exit status that says the same as an error.
int exit_status_of(error_code code);

/// Prints "leadstream: <message>" on standard error and gives the exit status for it.
int report(const error& problem);

/// The same for a data directory that could not be opened: a conflict there is another process that holds it.
int report_storage(const error& problem);

/// What the composition root hands to every command. Copies share one state.
class context {
public:
  context();

  /// Makes `action` what `command` does; its result is the exit status of the program. An exception that
  /// leaves it is reported and ends the program with exit_failure.
  void on_run(CLI::App& command, std::function<int()> action) const;

  /// The settings from flags, environment, .env and file. Callable while a command runs.
  result<config::effective> settings() const;

  /// Registers every setting as an option of `program`, and those that say where settings are.
  void add_settings(CLI::App& program) const;

  /// The action of the command that was chosen; empty when none was.
  const std::function<int()>& chosen() const;

private:
  void warn_of_secrets() const;

  struct state;
  std::shared_ptr<state> state_;
};

} // namespace leadstream::app
