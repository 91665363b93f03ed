#include "app/client/common_options.hpp"
#include "app/client/lead_filter.hpp"
#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
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

/// A file that appears under its name only when it is whole; standard output when it has no name.
class output_file {
public:
  explicit output_file(std::string path) : path_(std::move(path)), partial_(path_ + ".part") {
    file_ = path_.empty() ? stdout : std::fopen(partial_.c_str(), "wb");
  }
  ~output_file() {
    if (!path_.empty() && file_ != nullptr) {
      std::fclose(file_);
      std::remove(partial_.c_str());
    }
  }
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;

  bool is_open() const { return file_ != nullptr; }
  bool write(std::string_view bytes) {
    return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
  }

  /// Makes what was written the file.
  bool finish() {
    if (path_.empty()) {
      return std::fflush(file_) == 0;
    }
    const bool written = std::fclose(std::exchange(file_, nullptr)) == 0;
    return written && std::rename(partial_.c_str(), path_.c_str()) == 0;
  }

private:
  std::string path_;
  std::string partial_;
  std::FILE* file_ = nullptr;
};

int cannot_write(const std::string& path) {
  const std::string where = path.empty() ? "standard output" : "\"" + path + "\"";
  return report(
      {error_code::internal,
       "cannot write " + where + ": " + std::strerror(errno) + "; choose another file with --output",
       {}});
}

int run_export(api& server, const export_options& options) {
  target path("/api/v1/export/" + options.format);
  path.with("lead_ids", options.lead_ids).with("fields", options.fields);
  path.with("rows", options.contacts ? "contacts" : "").with("provenance", options.provenance ? "true" : "");
  options.filter.apply(path);
  output_file out(options.output);
  if (!out.is_open()) {
    return cannot_write(options.output);
  }
  bool broken = false;
  const auto copied = server.download(path.text(), [&](std::string_view bytes) {
    broken = !out.write(bytes);
    return !broken;
  });
  if (!broken && !copied) {
    return report(copied.problem());
  }
  return broken || !out.finish() ? cannot_write(options.output) : exit_ok;
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
  with.on_run(*command, [with, options] {
    return with_server(with, options->common, [&](api& server) { return run_export(server, *options); });
  });
}

} // namespace leadstream::app
