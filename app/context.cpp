#include "app/context.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace leadstream::app {

struct context::state {
  std::function<int()> action;
};

context::context() : state_(std::make_shared<state>()) {}

void context::on_run(CLI::App& command, std::function<int()> action) const {
  command.callback([shared = state_, action = std::move(action)] { shared->action = action; });
}

const std::function<int()>& context::chosen() const {
  return state_->action;
}

int exit_status_of(error_code code) {
  switch (code) {
  case error_code::invalid_argument:
  case error_code::too_large:
    return exit_usage;
  case error_code::not_found:
    return exit_not_found;
  case error_code::unavailable:
    return exit_unavailable;
  case error_code::timed_out:
    return exit_retry;
  case error_code::conflict:
  case error_code::cancelled:
  case error_code::refused:
  case error_code::malformed:
  case error_code::internal:
    break;
  }
  return exit_failure;
}

int report(const error& problem) {
  std::fprintf(stderr, "leadstream: %s\n", problem.message.c_str());
  return exit_status_of(problem.code);
}

} // namespace leadstream::app
