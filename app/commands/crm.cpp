#include "app/client/common_options.hpp"
#include "app/client/lead_filter.hpp"
#include "app/client/terminal.hpp"
#include "app/commands.hpp"
#include "app/help/short_help.hpp"
#include "domain/json/member.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <thread>

namespace leadstream::app {
namespace {

using leadstream::json::text_at;
using nlohmann::json;

constexpr const char* examples = R"(Examples:
  leadstream crm push hubspot --score-min 60 --dry-run     what would be sent; sends nothing
  leadstream crm push hubspot --score-min 60
  leadstream crm records hubspot --failed)";

constexpr std::chrono::milliseconds look_again{300};

struct crm_options {
  common_options common;
  lead_filter filter;
  std::string target;
  std::string lead_ids;
  bool dry_run = false;
  bool no_wait = false;
  bool failed = false;
  unsigned limit = 100;
};
using shared_options = std::shared_ptr<crm_options>;
using crm_action = int (*)(api&, const crm_options&);

std::string run_line(const json& run) {
  return text_at(run, "state") + ": " + text_at(run, "created") + " created, " + text_at(run, "updated") +
         " updated, " + text_at(run, "unchanged") + " unchanged, " + text_at(run, "failed") + " failed" +
         (text_at(run, "message").empty() ? "" : "; " + printable(text_at(run, "message"))) + "\n";
}

result<json> find_run(api& server, const std::string& id) {
  auto all = server.get("/api/v1/crm/runs");
  if (!all) {
    return all;
  }
  for (const json& run : (*all)["runs"]) {
    if (run.value("id", "") == id) {
      return run;
    }
  }
  return error{error_code::not_found, "the push is not known any more", {}};
}

int status_of_run(const json& run) {
  return text_at(run, "state") != "completed" ? exit_failure
         : text_at(run, "failed") != "0"      ? exit_partial
                                              : exit_ok;
}

int wait_for_run(api& server, const crm_options& options, const std::string& id) {
  for (;;) {
    const auto run = find_run(server, id);
    if (!run) {
      return report(run.problem());
    }
    if (text_at(*run, "state") != "running") {
      print_answer(*run, options.common.json, run_line(*run));
      return status_of_run(*run);
    }
    std::this_thread::sleep_for(look_again);
  }
}

int push(api& server, const crm_options& options) {
  target path("/api/v1/crm/" + client::encode(options.target) + "/push");
  path.with("lead_ids", options.lead_ids).with("dry_run", options.dry_run ? "true" : "");
  options.filter.apply(path);
  const auto answer = server.post(path.text(), "{}");
  if (!answer) {
    return report(answer.problem());
  }
  if (options.dry_run) {
    table made({"lead", "contact", "action", "properties"});
    for (const json& d : (*answer)["differences"]) {
      made.add({text_at(d, "lead_id"), text_at(d, "contact_id"), text_at(d, "action"),
                printable(d["properties"].dump())});
    }
    return print_answer(*answer, options.common.json, made.text());
  }
  return options.no_wait ? print_answer(*answer, options.common.json, run_line(*answer))
                         : wait_for_run(server, options, text_at(*answer, "id"));
}

int runs(api& server, const crm_options& options) {
  const auto answer = server.get("/api/v1/crm/runs");
  if (!answer) {
    return report(answer.problem());
  }
  table made({"push", "target", "begun", "how it went"});
  for (const json& run : (*answer)["runs"]) {
    std::string line = run_line(run);
    line.pop_back();
    made.add({text_at(run, "id"), text_at(run, "target"), text_at(run, "begun_at"), line});
  }
  return print_answer(*answer, options.common.json, made.text());
}

int records(api& server, const crm_options& options) {
  target path("/api/v1/crm/" + client::encode(options.target) + "/records");
  path.with("failed", options.failed ? "true" : "").with("limit", options.limit);
  const auto answer = server.get(path.text());
  if (!answer) {
    return report(answer.problem());
  }
  table made({"kind", "id", "state", "remote id", "at", "error"});
  for (const json& r : (*answer)["records"]) {
    made.add({text_at(r, "kind"), text_at(r, "id"), text_at(r, "state"), printable(text_at(r, "remote_id")),
              text_at(r, "at"), printable(text_at(r, "error"))});
  }
  return print_answer(*answer, options.common.json, made.text());
}

CLI::App* add_action(CLI::App& group, const context& with, const char* name, const char* help,
                     crm_action action, const shared_options& options) {
  CLI::App* command = group.add_subcommand(name, help);
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
  return command;
}

void add_target(CLI::App& command, const shared_options& options) {
  command.add_option("target", options->target, "hubspot, salesforce or http")
      ->required()
      ->check(CLI::IsMember({"hubspot", "salesforce", "http"}));
}

} // namespace

void add_crm(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("crm", "Send leads to a CRM");
  group->footer(examples);
  group->require_subcommand(1);
  const auto options = std::make_shared<crm_options>();
  CLI::App* sent = add_action(*group, with, "push",
                              "Send leads; what was sent before and is the same is left out", push, options);
  add_target(*sent, options);
  sent->add_flag("--dry-run", options->dry_run, "Show what would be sent");
  sent->add_flag("--no-wait", options->no_wait, "Do not wait for the end");
  sent->add_option("--lead-ids", options->lead_ids, "Only these leads")->type_name("ID,ID,…");
  add_filter_options(*sent, options->filter);
  shorten_help(*sent, {"--dry-run", "--no-wait", "--lead-ids", "--score-min", "--industry", "--location",
                       "--q", "--tag", "--status", "--json"});
  add_action(*group, with, "runs", "Pushes, newest first", runs, options);
  CLI::App* log = add_action(*group, with, "records", "What was sent, record by record", records, options);
  add_target(*log, options);
  log->add_flag("--failed", options->failed, "Those that failed alone");
  log->add_option("--limit", options->limit, "How many")->check(CLI::Range(1, 1000));
}

} // namespace leadstream::app
