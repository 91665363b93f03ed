#include "app/client/common_options.hpp"
#include "app/client/lead_filter.hpp"
#include "app/client/output_file.hpp"
#include "app/commands.hpp"
#include "app/help/short_help.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace leadstream::app {
namespace {

constexpr const char* examples = R"(Examples:
  leadstream export > leads.csv
  leadstream export --score-min 60 --output hot.csv
  leadstream export --fields name,email,phone,score,website,city --industry hotel
  leadstream export --format xlsx --contacts --provenance --output leads.xlsx)";

struct export_options {
  common_options common;
  lead_filter filter;
  std::string output;
  std::string fields;
  std::string lead_ids;
  std::string format = "csv";
  bool contacts = false;
  bool provenance = false;
};

int run_export(api& server, const export_options& options) {
  target path("/api/v1/export/" + (options.common.json ? "jsonl" : options.format));
  path.with("lead_ids", options.lead_ids).with("fields", options.fields);
  path.with("rows", options.contacts ? "contacts" : "").with("provenance", options.provenance ? "true" : "");
  options.filter.apply(path);
  output_file out(options.output);
  auto written = out.open();
  if (!written) {
    return report(written.problem());
  }
  const auto copied = server.download(path.text(), [&](std::string_view bytes) {
    written = out.write(bytes);
    return written.ok();
  });
  if (written && !copied) {
    return report(copied.problem());
  }
  written = written ? out.finish() : written;
  return written ? exit_ok : report(written.problem());
}

} // namespace

void add_export(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("export", "Write leads as CSV, JSON Lines, XLSX or vCard");
  command->footer(examples);
  const auto options = std::make_shared<export_options>();
  command->add_option("-o,--output", options->output, "The file to write; standard output when left out")
      ->type_name("FILE");
  command->add_option("--format", options->format, "csv, jsonl, xlsx or vcard")
      ->check(CLI::IsMember({"csv", "jsonl", "xlsx", "vcard"}))
      ->type_name("FORMAT");
  command->add_flag("--contacts", options->contacts, "A row for each contact instead of each lead");
  command->add_flag("--provenance", options->provenance, "Where each value came from, in columns after it");
  command->add_option("--fields", options->fields, "Columns in order (default name,email,phone,score)")
      ->type_name("A,B,…");
  command->add_option("--lead-ids", options->lead_ids, "Only these leads")->type_name("ID,ID,…");
  add_filter_options(*command, options->filter);
  add_common_options(*command, options->common);
  command->get_option("--json")->description("JSON Lines, as --format jsonl")->excludes("--format");
  shorten_help(*command, {"--output", "--format", "--fields", "--contacts", "--provenance", "--score-min",
                          "--industry", "--location", "--q", "--tag"});
  with.on_run(*command, [with, options] {
    return with_server(with, options->common, [&](api& server) { return run_export(server, *options); });
  });
}

} // namespace leadstream::app
