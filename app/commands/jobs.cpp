#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/client/watch.hpp"
#include "app/commands.hpp"
#include "app/help/short_help.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Without a command it lists.

Examples:
  leadstream jobs
  leadstream jobs list --status running
  leadstream jobs show 01890a5d-ac96-774b-bcce-b302099a8057
  leadstream jobs log 01890a5d-ac96-774b-bcce-b302099a8057
  leadstream jobs cancel 01890a5d-ac96-774b-bcce-b302099a8057)";

constexpr std::uint64_t log_page = 1'000;

struct job_options {
  common_options common;
  std::string id;
  std::string status;
  unsigned limit = 20;
  std::uint64_t offset = 0;
};

using shared_options = std::shared_ptr<job_options>;
using job_action = int (*)(api&, const job_options&);

int list_jobs(api& server, const job_options& options) {
  target path("/api/v1/scrape/jobs");
  path.with("status", options.status).with("limit", options.limit).with("offset", options.offset);
  const auto answer = server.get(path.text());
  if (!answer) {
    return report(answer.problem());
  }
  const auto jobs = answer->value("jobs", nlohmann::json::array());
  return print_answer(*answer, options.common.json, job_table(jobs));
}

int show(const result<nlohmann::json>& answer, const job_options& options) {
  return answer ? print_answer(*answer, options.common.json, job_sheet(*answer)) : report(answer.problem());
}

int show_job(api& server, const job_options& options) {
  return show(server.get("/api/v1/scrape/status/" + client::encode(options.id)), options);
}

/// All entries, page by page.
int show_log(api& server, const job_options& options) {
  nlohmann::json all = nlohmann::json::array();
  table made({"AT", "SOURCE", "STEP", "TARGET", "WHAT"});
  for (std::uint64_t after = 0;;) {
    target path("/api/v1/scrape/jobs/" + client::encode(options.id) + "/log");
    const auto answer = server.get(path.with("after", after).with("limit", log_page).text());
    if (!answer) {
      return report(answer.problem());
    }
    for (const auto& one : answer->at("entries")) {
      std::vector<std::string> cells;
      for (const char* name : {"at", "source", "step", "target", "message"}) {
        cells.push_back(printable(text_at(one.at("entry"), name)));
      }
      made.add(std::move(cells));
      all.push_back(one);
    }
    if (!answer->value("has_next", false)) {
      return print_answer({{"entries", all}}, options.common.json, made.text());
    }
    after = static_cast<std::uint64_t>(number_at(*answer, "next_after"));
  }
}

int cancel_job(api& server, const job_options& options) {
  return show(server.post("/api/v1/scrape/jobs/" + client::encode(options.id) + "/cancel", "{}"), options);
}

/// Submits what a job asked for once more.
int retry_job(api& server, const job_options& options) {
  const auto job = server.get("/api/v1/scrape/status/" + client::encode(options.id));
  if (!job) {
    return report(job.problem());
  }
  const auto begun = server.post("/api/v1/scrape/search", job->at("criteria").dump());
  return begun ? print_answer(*begun, options.common.json, text_at(*begun, "job_id") + "\n")
               : report(begun.problem());
}

int watch(api& server, const job_options& options) {
  return watch_job(server, client::encode(options.id), std::nullopt,
                   {options.common.json, options.common.quiet});
}

void do_with(CLI::App& command, const context& with, job_action action, const shared_options& options) {
  add_common_options(command, options->common);
  with.on_run(command, [with, options, action] {
    return with_server(with, options->common, [&](api& server) { return action(server, *options); });
  });
}

void add_one(CLI::App& group, const context& with, const char* name, const char* help, job_action action) {
  const auto options = std::make_shared<job_options>();
  CLI::App* command = group.add_subcommand(name, help);
  do_with(*command, with, action, options);
  command->add_option("JOB", options->id, "The job's id")->required();
}

void make_list(CLI::App& command, const context& with) {
  const auto options = std::make_shared<job_options>();
  do_with(command, with, list_jobs, options);
  command.add_option("--status", options->status, "Only jobs in this state")
      ->check(CLI::IsMember({"pending", "running", "completed", "failed", "cancelled"}));
  command.add_option("--limit", options->limit, "At most so many")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command.add_option("--offset", options->offset, "Leave out so many")->capture_default_str();
}

} // namespace

void add_jobs(CLI::App& program, const context& with) {
  CLI::App* group = program.add_subcommand("jobs", "List, show, watch, cancel and retry search jobs");
  group->footer(examples);
  make_list(*group, with);
  shorten_help(*group, {});
  make_list(*group->add_subcommand("list", "The jobs, newest first"), with);
  add_one(*group, with, "show", "One job with its errors", show_job);
  add_one(*group, with, "watch", "Follow a job to its end", watch);
  add_one(*group, with, "log", "What happened in a job, oldest first", show_log);
  add_one(*group, with, "cancel", "End a job", cancel_job);
  add_one(*group, with, "retry", "Search again for what a job searched; prints the new job", retry_job);
}

} // namespace leadstream::app
