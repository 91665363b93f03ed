#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/doctor/check.hpp"
#include "app/operations/installation.hpp"
#include "domain/json/writer.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include <unistd.h>

namespace leadstream::app {
namespace {

using doctor::finding;
using doctor::state;

constexpr const char* examples = R"(Exit status 0 when no check failed (warnings are fine), 1 otherwise.

Examples:
  leadstream doctor
  leadstream doctor --json
  leadstream doctor --fix --storage.directory /var/lib/leadstream)";

struct doctor_options {
  bool json = false;
  bool quiet = false;
  bool fix = false;
  bool list = false;
  bool no_color = false;
  std::vector<int> only;
};

struct report_line {
  int number = 0;
  std::string name;
  finding found;
};

const char* color_of(state s) {
  return s == state::ok ? "32" : s == state::failed ? "31" : "33";
}

void print_text(const std::vector<report_line>& lines, bool color) {
  for (const report_line& line : lines) {
    std::string word = doctor::to_string(line.found.state);
    word.resize(7, ' ');
    std::printf("%2d %s  %s: %s\n", line.number, colored(word, color_of(line.found.state), color).c_str(),
                line.name.c_str(), printable(line.found.detail).c_str());
    if (!line.found.remedy.empty()) {
      std::printf("            -> %s\n", printable(line.found.remedy).c_str());
    }
  }
}

void print_json(const std::vector<report_line>& lines, bool healthy) {
  std::string out;
  json::writer w(out);
  w.begin_object().member("healthy", healthy).key("checks").begin_array();
  for (const report_line& line : lines) {
    w.begin_object().member("number", line.number).member("name", line.name);
    w.member("state", doctor::to_string(line.found.state)).member("detail", line.found.detail);
    w.member_or_null("remedy", line.found.remedy).end_object();
  }
  w.end_array().end_object();
  std::puts(out.c_str());
}

finding look(const doctor::check& check, const config::settings& s) {
  try {
    return check.look(s);
  } catch (const std::exception& problem) {
    return doctor::bad(problem.what(), "see the log; report it when it makes no sense");
  }
}

/// The certificate has a check of its own.
result<done> serve_takes(const result<config::effective>& settings) {
  if (!settings) {
    return settings.problem();
  }
  config::settings plain = settings->values;
  plain.server.tls_certificate.clear();
  const auto taken = check_settings(plain);
  return taken ? taken : config::placed(*settings, taken.problem());
}

/// The check that failed of those that a check needs, and that these need; 0: none.
int failed_need(const std::vector<doctor::check>& all, const std::map<int, state>& states, int needs) {
  while (needs != 0) {
    const auto seen = states.find(needs);
    if (seen != states.end() && seen->second == state::failed) {
      return needs;
    }
    const auto next =
        std::find_if(all.begin(), all.end(), [needs](const doctor::check& c) { return c.number == needs; });
    needs = next == all.end() ? 0 : next->needs;
  }
  return 0;
}

std::vector<report_line> examine(const result<config::effective>& settings, bool fix,
                                 const std::vector<int>& only) {
  const auto wanted = [&](int number) {
    return only.empty() || std::find(only.begin(), only.end(), number) != only.end();
  };
  std::vector<report_line> lines;
  std::map<int, state> states;
  const auto taken = serve_takes(settings);
  lines.push_back(
      {1, "settings",
       taken ? doctor::good("the settings are valid")
             : doctor::bad(taken.problem().message, "correct it where the message says; "
                                                    "`leadstream config doc` explains every setting")});
  states[1] = lines.front().found.state;
  const config::settings& s = settings ? settings->values : config::defaults();
  const auto secret_files = settings ? settings->secret_files : std::set<std::string>();
  const auto all = doctor::all_checks(fix, secret_files);
  for (const doctor::check& check : all) {
    if (!wanted(check.number)) {
      continue;
    }
    const int failed = failed_need(all, states, check.needs);
    finding found =
        failed == 0 ? look(check, s) : doctor::skip("check " + std::to_string(failed) + " failed");
    states[check.number] = found.state;
    lines.push_back({check.number, check.name, std::move(found)});
  }
  return lines;
}

int run(const context& with, const doctor_options& options) {
  if (options.list) {
    std::puts(" 1 settings");
    for (const doctor::check& check : doctor::all_checks(false)) {
      std::printf("%2d %s\n", check.number, check.name.c_str());
    }
    return exit_ok;
  }
  for (const int number : options.only) {
    const auto checks = doctor::all_checks(false);
    if (number != 1 && std::none_of(checks.begin(), checks.end(),
                                    [number](const doctor::check& each) { return each.number == number; })) {
      return report(
          {error_code::invalid_argument,
           "--only: there is no check " + std::to_string(number) + "; `leadstream doctor --list` names them",
           {}});
    }
  }
  const std::vector<report_line> lines = examine(with.settings(), options.fix, options.only);
  const bool healthy = std::none_of(lines.begin(), lines.end(),
                                    [](const report_line& l) { return l.found.state == state::failed; });
  if (options.json) {
    print_json(lines, healthy);
  } else if (!options.quiet || !healthy) {
    print_text(lines, !options.no_color && may_color(STDOUT_FILENO));
  }
  return healthy ? exit_ok : exit_failure;
}

} // namespace

void add_doctor(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("doctor", "Check that the service can run here");
  command->footer(examples);
  const auto options = std::make_shared<doctor_options>();
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_flag("-q,--quiet", options->quiet, "Say nothing when no check failed");
  command->add_flag("--fix", options->fix, "Mend what can be mended");
  command->add_option("--only", options->only, "These checks alone, beside the settings")
      ->delimiter(',')
      ->type_name("N,N,…");
  command->add_flag("--list", options->list, "Name the checks");
  command->add_flag("--no-color", options->no_color, "No colours");
  with.on_run(*command, [with, options] { return run(with, *options); });
}

} // namespace leadstream::app
