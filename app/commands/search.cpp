#include "app/client/common_options.hpp"
#include "app/client/terminal.hpp"
#include "app/client/views.hpp"
#include "app/client/watch.hpp"
#include "app/commands.hpp"
#include "domain/json/writer.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <optional>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream search --industry dentist --location Vaduz --watch
  leadstream search --industry hotel --location "Zurich, CH" --company-size 11-50 --max-results 200
  leadstream search --industry bank --location Vaduz --watch --json > leads.jsonl

Without --watch the job's id is printed and the job goes on in the server. With --watch each lead is printed as it is
stored: "+" a new one, "~" one that is known better now; at the end "=" marks those that were known before. Exit status
with --watch: 0 completed, 5 completed but some targets failed, 1 failed or cancelled, 69 no server.)";

struct search_options {
  common_options common;
  std::string industry;
  std::string location;
  std::string company_size;
  std::optional<unsigned> max_results;
  std::string score_profile;
  bool watch = false;
};

std::string request_of(const search_options& options) {
  std::string text;
  json::writer w(text);
  w.begin_object().member("industry", options.industry).member("location", options.location);
  if (!options.company_size.empty()) {
    w.member("company_size", options.company_size);
  }
  if (options.max_results) {
    w.member("max_results", *options.max_results);
  }
  if (!options.score_profile.empty()) {
    w.member("score_profile", options.score_profile);
  }
  w.end_object();
  return text;
}

int print_submitted(const nlohmann::json& accepted, const search_options& options) {
  const std::string id = text_at(accepted, "job_id");
  if (!options.common.json && !options.common.quiet) {
    std::fprintf(stderr, "the job runs; watch it with: leadstream jobs watch %s\n", printable(id).c_str());
  }
  return print_answer(accepted, options.common.json, printable(id) + "\n");
}

int run_search(api& server, const search_options& options) {
  std::optional<position> since;
  if (options.watch) {
    auto now = current_position(server); // asked for first, so that no lead comes too early
    if (!now) {
      return report(now.problem());
    }
    since = std::move(*now);
  }
  const auto accepted = server.post("/api/v1/scrape/search", request_of(options));
  if (!accepted) {
    return report(accepted.problem());
  }
  if (!options.watch) {
    return print_submitted(*accepted, options);
  }
  return watch_job(server, text_at(*accepted, "job_id"), since, {options.common.json, options.common.quiet});
}

} // namespace

void add_search(CLI::App& program, const context& with) {
  CLI::App* command =
      program.add_subcommand("search", "Search for companies: submit a job to a running server");
  command->footer(examples);
  const auto options = std::make_shared<search_options>();
  command->add_option("--industry", options->industry, R"(What they do: "dentist", "hotel", "software")")
      ->type_name("WORD")
      ->required();
  command->add_option("--location", options->location, R"(Where they are: "Vaduz", "Zurich, CH")")
      ->type_name("PLACE")
      ->required();
  command
      ->add_option("--company-size", options->company_size,
                   "The size to look for: others are kept, and score lower")
      ->check(CLI::IsMember({"1-10", "11-50", "51-200", "201-1000", "1000+"}));
  command
      ->add_option("--max-results", options->max_results, "At most so many leads, 1 to 10,000 (default 50)")
      ->check(CLI::Range(1, 10'000));
  command->add_option("--score-profile", options->score_profile, "Score the leads by this saved profile")
      ->type_name("NAME");
  command->add_flag("-w,--watch", options->watch, "Show progress and each lead until the job has ended");
  add_common_options(*command, options->common);
  with.on_run(*command, [with, options] {
    return with_server(with, options->common, [&](api& server) { return run_search(server, *options); });
  });
}

} // namespace leadstream::app
