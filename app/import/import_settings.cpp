#include "app/import/import_settings.hpp"

#include "domain/sources/import_columns.hpp"

#include <algorithm>
#include <initializer_list>

namespace leadstream::app {
namespace {

bool ends_with_any(const std::string& name, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const char* end) { return name.ends_with(end); });
}

} // namespace

result<import_request> request_of(const import_settings& options) {
  auto columns = sources::read_import_columns(options.columns);
  if (!columns) {
    return columns.problem();
  }
  const bool json = options.format.empty()
                        ? ends_with_any(options.file, {".json", ".jsonl", ".ndjson", ".geojson", ".geojsonl",
                                                       ".geojsons", ".geojsonseq"})
                        : options.format == "json";
  import_request wanted;
  wanted.form.format = json ? sources::import_format::json : sources::import_format::csv;
  wanted.form.source = options.source;
  wanted.form.file = options.file == "-" ? "standard input" : options.file;
  wanted.form.at = system_wall_time();
  wanted.form.columns = *std::move(columns);
  wanted.form.least_confidence = options.least_confidence;
  wanted.region = options.region;
  wanted.dry_run = options.dry_run;
  return wanted;
}

import_file::import_file(const std::string& path)
    : file_(path == "-" ? stdin : std::fopen(path.c_str(), "rb")), own_(path != "-") {}

import_file::~import_file() {
  if (own_ && file_ != nullptr) {
    std::fclose(file_);
  }
}

} // namespace leadstream::app
