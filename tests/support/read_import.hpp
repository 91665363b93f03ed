#pragma once
#include "domain/sources/import_reader.hpp"

namespace leadstream::test {

/// What reading a file gave.
struct read_import {
  std::vector<sources::import_row> rows;
  std::optional<error> problem;
};

/// Feeds the text in pieces of that size.
inline read_import read(const std::string& text, const sources::import_options& options, std::size_t piece) {
  read_import all;
  const auto reader = sources::make_import_reader(options);
  const auto keep = [&](sources::import_row row) { all.rows.push_back(std::move(row)); };
  for (std::size_t i = 0; i < text.size() && !all.problem; i += piece) {
    all.problem = reader->feed(std::string_view(text).substr(i, piece), keep);
  }
  if (!all.problem) {
    all.problem = reader->finish(keep);
  }
  return all;
}

inline sources::import_options json_form() {
  sources::import_options options;
  options.format = sources::import_format::json;
  return options;
}

inline const std::string& first(const sources::import_row& row, field what) {
  return row.seen.raw.first(what);
}

} // namespace leadstream::test
