#include "app/command_line.hpp"

#include "app/help/examples.hpp"
#include "app/help/short_help.hpp"
#include "app/version.hpp"
#include "config/documents.hpp"
#include "config/nearest.hpp"
#include "config/value.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>

namespace leadstream::app {
namespace {

constexpr const char* summary =
    "Leadstream finds companies, learns how to reach them and says which are worth a call.";

constexpr const char* examples = R"(Examples:
  leadstream serve                                        start the service on http://127.0.0.1:8080
  leadstream search --industry dentist --location Vaduz --watch
  echo '{"id":1,"field":"phone","value":"044 668 18 00","region":"CH"}' | leadstream try clean

`leadstream COMMAND --help` explains a command. Every setting is an option too (--server.port 9000): see
`leadstream config` and docs/configuration.md. Exit status: 0 done, 1 failed, 2 wrong usage, 3 not found,
4 not allowed, 5 done in part, 69 no server, 73 locked by another process, 75 try again.)";

/// The commands and options that can stand where `word` stood.
void collect_known(const CLI::App& app, bool options, std::vector<std::string>& known) {
  for (const CLI::App* command : app.get_subcommands({})) {
    if (!options && !command->get_name().empty()) {
      known.push_back(command->get_name());
    }
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (options) {
        known.push_back("--" + name);
      }
    }
  }
}

/// The innermost command that was chosen, after all that lead to it.
std::vector<const CLI::App*> chosen_path(const CLI::App& program) {
  std::vector<const CLI::App*> path{&program};
  for (auto inner = program.get_subcommands(); !inner.empty(); inner = path.back()->get_subcommands()) {
    path.push_back(inner.front());
  }
  return path;
}

std::string full_name(const std::vector<const CLI::App*>& path) {
  std::string name;
  for (const CLI::App* command : path) {
    name += (name.empty() ? "" : " ") + command->get_name();
  }
  return name;
}

int refuse(const std::vector<const CLI::App*>& path, const std::string& problem) {
  std::fprintf(stderr, "leadstream: %s\nRun `%s --help` for what is possible.\n", problem.c_str(),
               full_name(path).c_str());
  return exit_usage;
}

/// Whether the innermost command that was chosen does nothing by itself.
bool lacks_command(const CLI::App& program) {
  const CLI::App* inner = chosen_path(program).back();
  return inner->get_require_subcommand_min() > 0 && inner->get_subcommands().empty();
}

int refuse_word(const CLI::App& program, const std::string& word) {
  const auto path = chosen_path(program);
  const bool option = word.starts_with('-');
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known;
  for (const CLI::App* command : path) {
    if (option || command == path.back()) {
      collect_known(*command, option, known);
    }
  }
  const std::string nearest = config::nearest(name, known);
  if (option && nearest == name && path.size() > 1) {
    return refuse(path, "put \"" + name + "\" behind the command: `" + full_name(path) + " " + name + "`");
  }
  const std::string kind = option ? "option" : known.empty() ? "argument" : "command";
  return refuse(path, "there is no " + kind + " \"" + name + "\"" +
                          (nearest.empty() ? "." : "; did you mean \"" + nearest + "\"?"));
}

/// What could not be written was not done: a full disk, a closed pipe. A command that failed has said why.
int flushed(int status) {
  if ((std::fflush(stdout) == 0 && std::ferror(stdout) == 0) || status != exit_ok) {
    return status;
  }
  std::fprintf(stderr, "leadstream: cannot write standard output: %s; check where it goes\n",
               std::strerror(errno));
  return exit_failure;
}

/// An option of a group of commands that was given to one of them; empty when none was.
std::string misplaced_option(const CLI::App& program) {
  const auto path = chosen_path(program);
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    const auto options = path[i]->get_options([](const CLI::Option* option) { return option->count() > 0; });
    if (!options.empty()) {
      return options.front()->get_name();
    }
  }
  return {};
}

int run_action(const std::function<int()>& action) {
  try {
    return flushed(action());
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "leadstream: %s\n", problem.what());
    return exit_failure;
  }
}

/// The first option among the words that nothing took; empty when there is none.
std::string unknown_option(const CLI::App& program) {
  const auto words = program.remaining(true);
  const auto found =
      std::find_if(words.begin(), words.end(), [](const std::string& word) { return word.starts_with('-'); });
  return found == words.end() ? std::string() : *found;
}

int parse_and_run(CLI::App& program, const context& with, int argc, const char* const* argv) {
  try {
    program.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    return refuse_word(program, program.remaining(true).front());
  } catch (const CLI::ParseError& problem) {
    if (dynamic_cast<const CLI::CallForAllHelp*>(&problem) != nullptr) {
      const auto path = chosen_path(program);
      std::fputs((path.back()->help("", CLI::AppFormatMode::All) + "\n" + config::settings_help()).c_str(),
                 stdout);
      return flushed(exit_ok);
    }
    if (problem.get_exit_code() == 0) {
      return flushed(program.exit(problem));
    }
    if (const std::string unknown = unknown_option(program); !unknown.empty()) {
      return refuse_word(program, unknown); // what is missing may be what it was to say
    }
    if (dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr && lacks_command(program)) {
      std::fprintf(stderr, "leadstream: %s needs to be told what to do\n\n%s",
                   full_name(chosen_path(program)).c_str(), chosen_path(program).back()->help().c_str());
      return exit_usage;
    }
    const std::string lacking = lacks_value({argv + 1, argv + argc});
    const bool mismatch = dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr;
    return refuse(chosen_path(program), mismatch && !lacking.empty() ? lacking : problem.what());
  }
  if (const std::string option = misplaced_option(program); !option.empty()) {
    return refuse(chosen_path(program), "there is no option \"" + option + "\".");
  }
  if (!with.chosen()) {
    std::fputs(chosen_path(program).back()->help().c_str(), stderr);
    return exit_usage;
  }
  return run_action(with.chosen());
}

} // namespace

std::string lacks_value(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size() || words[i + 1].starts_with("--");
    const auto* row = words[i].starts_with("--") ? config::find_setting(words[i].substr(2)) : nullptr;
    if (row != nullptr && last) {
      return words[i] + " needs a value: " + config::takes_text(*row);
    }
    if (last && (words[i] == "--config" || words[i] == "--env-file")) {
      return words[i] + " needs a value: the path of a file";
    }
  }
  return {};
}

int run_command_line(int argc, const char* const* argv, const std::vector<registration>& commands) {
  CLI::App program(summary, "leadstream");
  program.formatter(std::make_shared<short_help>());
  program.footer(examples);
  program.set_version_flag("--version", version_line());
  program.set_help_all_flag("--help-all", "Print the help of every command and setting, and exit");
  program.require_subcommand(0, 1);
  program.fallthrough();
  const context with;
  with.add_settings(program);
  for (const registration add : commands) {
    add(program, with);
  }
  add_examples(program);
  return parse_and_run(program, with, argc, argv);
}

} // namespace leadstream::app
