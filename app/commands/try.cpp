#include "app/commands.hpp"
#include "app/try/dedup.hpp"
#include "app/try/frame.hpp"
#include "app/try/handlers.hpp"
#include "app/try/input.hpp"
#include "app/try/lead_input.hpp"
#include "app/try/tech.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* format_help = R"(
Reads JSON lines on standard input and writes one answer line for each, in the same order, on standard output.
"id" is any JSON value and comes back unchanged. A line that is no valid request is answered by {"id","error"},
and the exit status becomes 1.)";

struct try_options {
  unsigned jobs = 1;
  bool provenance = false;
  std::string url;
  std::string file;
  std::string fingerprints;
};

/// Answers one request given by options instead of a line.
int answer_one(const nlohmann::json& request, const trial& what, const handler& answer) {
  bool failed = false;
  const std::string line = answer_line(request.dump(), what.keys, answer, failed);
  std::fputs(line.c_str(), stdout);
  return failed ? exit_failure : exit_ok;
}

handler with_provenance(handler answer) {
  return [answer = std::move(answer)](const nlohmann::json& request, json::writer& out) {
    nlohmann::json asked = request;
    asked["provenance"] = true;
    return answer(asked, out);
  };
}

void add_extract_options(CLI::App& command, const std::shared_ptr<try_options>& options) {
  auto* url = command.add_option("--url", options->url, "The URL of FILE")->type_name("URL");
  command.add_option("FILE", options->file, "A page to extract from instead of JSON lines")->needs(url);
  url->needs("FILE");
  command.add_flag("--provenance", options->provenance, "Add where each datum was found");
}

int run_tech(const trial& what, const try_options& options) {
  const auto detector = load_detector(options.fingerprints);
  if (!detector) {
    return report(detector.problem());
  }
  const handler answer = [&](const nlohmann::json& request, json::writer& out) {
    return detect_technologies(*detector, request, out);
  };
  return answer_lines(what.keys, answer, options.jobs);
}

int run_trial(const trial& what, const try_options& options) {
  if (!options.fingerprints.empty()) {
    return run_tech(what, options);
  }
  const handler answer = options.provenance ? with_provenance(what.answer) : what.answer;
  if (!options.file.empty()) {
    return answer_one({{"id", options.file}, {"url", options.url}, {"path", options.file}}, what, answer);
  }
  return answer_lines(what.keys, answer, options.jobs);
}

/// The names with commas between, in lines that a terminal shows whole.
std::string wrapped(const std::vector<std::string>& names) {
  constexpr std::size_t width = 100;
  std::string out;
  std::size_t column = width;
  for (const std::string& name : names) {
    column += name.size() + 2;
    out += out.empty() ? "" : ",";
    out += column > width ? "\n  " : " ";
    column = column > width ? name.size() + 2 : column;
    out += name;
  }
  return out;
}

void add_trial(CLI::App& group, const context& with, const trial& what) {
  CLI::App* command = group.add_subcommand(what.name, what.help);
  command->footer(format_help + std::string("\nExample line:\n  ") + what.example);
  const auto options = std::make_shared<try_options>();
  command->add_option("--jobs", options->jobs, "Threads; the order of the answers stays")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  if (what.name == std::string_view("score")) {
    command->footer(command->get_footer() +
                    "\n\nFields of \"facts\", each with its \"value\":" + wrapped(fact_fields()));
  } else if (what.name == std::string_view("extract")) {
    add_extract_options(*command, options);
  } else if (what.name == std::string_view("tech")) {
    command
        ->add_option(
            "--fingerprints", options->fingerprints,
            "Folder of fingerprints in the Wappalyzer form (technologies/*.json, categories.json) instead "
            "of the built-in ones")
        ->type_name("DIR");
  }
  with.on_run(*command, [&what, options] { return run_trial(what, *options); });
}

constexpr const char* dedup_example =
    R"({"id":1,"name":"Müller Zahnärzte AG","website":"mueller.example","city":"Vaduz"})";

constexpr const char* try_example = R"(

Examples:
  leadstream try robots < lines.jsonl
  leadstream try extract --url https://muster.example/ page.html
  echo '{"id":1,"field":"phone","value":"044 668 18 00","region":"CH"}' | leadstream try clean)";

void add_dedup_trial(CLI::App& group, const context& with) {
  CLI::App* command =
      group.add_subcommand("dedup", "Which records are the same business; answers at the end");
  command->footer(format_help + std::string("\nExample line:\n  ") + dedup_example);
  const auto with_reasons = std::make_shared<bool>(false);
  command->add_flag("--explain", *with_reasons, "Add what each record was joined by");
  with.on_run(*command, [with_reasons] { return try_dedup(*with_reasons); });
}

} // namespace

void add_try(CLI::App& program, const context& with) {
  CLI::App* group =
      program.add_subcommand("try", "Run one rule of the product on your own data, as JSON lines");
  group->footer(format_help + std::string(try_example));
  for (const trial& what : trials()) {
    add_trial(*group, with, what);
  }
  add_dedup_trial(*group, with);
}

} // namespace leadstream::app
