#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/commands.hpp"
#include "config/source_files.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream sources list
  leadstream sources pause google                    also after a restart, until `resume`
  leadstream sources reset overpass                  asks it at once although it failed too often
  leadstream sources test yellow_pages               runs the example that a recipe was saved with
  leadstream sources test --sources.folder ./my-recipes

`test` needs no server, the others ask a running one.)";

struct source_options {
  common_options common;
  std::string name;
};
using shared_options = std::shared_ptr<source_options>;

std::string percent(const nlohmann::json& rate) {
  return rate.is_number() ? std::to_string(std::lround(rate.get<double>() * 100)) + " %" : "";
}

std::string view_of(const nlohmann::json& sources) {
  table rows({"NAME", "PRIORITY", "STATE", "BREAKER", "REQUESTS", "SUCCESS", "LAST ERROR"});
  for (const auto& one : sources) {
    const std::string obstacle = text_at(one, "not_ready");
    const std::string state = !one.value("enabled", true) ? "off" : obstacle.empty() ? "on" : "not ready";
    const auto hosts = one.value("open_hosts", 0);
    const std::string breaker =
        text_at(one, "breaker") + (hosts > 0 ? " (" + std::to_string(hosts) + " hosts open)" : "");
    const std::string problem = text_at(one, "last_error");
    rows.add({printable(text_at(one, "name")), text_at(one, "priority"), state, breaker,
              std::to_string(one.value("requests", 0)), percent(one.value("success_rate", nlohmann::json())),
              printable(problem.empty() ? obstacle : problem)});
  }
  return rows.text();
}

int list_sources(api& server, const source_options& options) {
  const auto answer = server.get("/api/v1/sources");
  if (!answer) {
    return report(answer.problem());
  }
  return print_answer(*answer, options.common.json,
                      view_of(answer->value("sources", nlohmann::json::array())));
}

int show(const result<nlohmann::json>& answer, const source_options& options) {
  return answer ? print_answer(*answer, options.common.json, view_of(nlohmann::json::array({*answer})))
                : report(answer.problem());
}

int switch_source(api& server, const source_options& options, bool on) {
  return show(server.send("PATCH", "/api/v1/sources/" + client::encode(options.name),
                          on ? R"({"enabled":true})" : R"({"enabled":false})"),
              options);
}

/// Closes its breakers.
int reset_source(api& server, const source_options& options) {
  return show(server.post("/api/v1/sources/" + client::encode(options.name) + "/reset", "{}"), options);
}

/// Runs the saved examples of recipes; 1 when one gives something else than it did when it was saved.
int test_sources(const context& with, const source_options& options) {
  const auto settings = with.settings();
  if (!settings) {
    return report(settings.problem());
  }
  const auto all = config::load_sources(settings->values.sources.folder);
  if (!all) {
    return report(all.problem());
  }
  bool good = true;
  nlohmann::json tested = nlohmann::json::array();
  std::string view;
  for (const config::source_file& file : *all) {
    const sources::description& about = file.about;
    if (!options.name.empty() && about.name != options.name) {
      continue;
    }
    const std::size_t examples_of = file.recipe ? file.recipe->examples.size() : 0;
    std::string outcome =
        examples_of == 0 ? "described well; it has no example" : "the example gives what it should";
    for (std::size_t i = 0; i < examples_of; ++i) {
      if (const auto fault = sources::check_example(*file.recipe, file.recipe->examples[i]); !fault.empty()) {
        outcome = "the example fails: " + fault;
        good = false;
      }
    }
    tested.push_back({{"source", about.name}, {"outcome", outcome}});
    view += printable(about.name) + ": " + printable(outcome) + "\n";
  }
  if (tested.empty()) {
    return report({error_code::not_found, "there is no source \"" + options.name + "\"", {}});
  }
  print_answer({{"good", good}, {"sources", tested}}, options.common.json,
               good && options.common.quiet ? "" : view);
  return good ? exit_ok : exit_failure;
}

CLI::App* add_one(CLI::App& group, const context& with, const char* name, const char* help,
                  const shared_options& options, const std::function<int(api&)>& action) {
  CLI::App* command = group.add_subcommand(name, help);
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] { return with_server(with, options->common, action); });
  return command;
}

} // namespace

void add_sources(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("sources", "Show, pause, resume, reset and test sources");
  group->footer(examples);
  const auto options = std::make_shared<source_options>();
  add_one(*group, with, "list", "Every source with its state", options,
          [options](api& server) { return list_sources(server, *options); });
  add_one(*group, with, "pause", "Ask a source no more", options,
          [options](api& server) { return switch_source(server, *options, false); })
      ->add_option("SOURCE", options->name, "Its name")
      ->required();
  add_one(*group, with, "resume", "Ask a source again", options,
          [options](api& server) { return switch_source(server, *options, true); })
      ->add_option("SOURCE", options->name, "Its name")
      ->required();
  add_one(*group, with, "reset", "Close its breakers: ask it again although it failed", options,
          [options](api& server) { return reset_source(server, *options); })
      ->add_option("SOURCE", options->name, "Its name")
      ->required();
  CLI::App* test = group->add_subcommand("test", "Run the saved examples of recipes");
  test->add_option("SOURCE", options->name, "Only this one");
  test->add_flag("--json", options->common.json, "Print JSON, for programs");
  test->add_flag("-q,--quiet", options->common.quiet, "Say nothing when all went well");
  with.on_run(*test, [with, options] { return test_sources(with, *options); });
}

} // namespace leadstream::app
