#include "domain/sources/import_csv.hpp"

#include "domain/clean/website.hpp"
#include "domain/sources/import_columns.hpp"
#include "domain/text/spreadsheet.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::sources {
namespace {

constexpr std::size_t head_bytes = 64U << 10U;
/// What stray quotes may cost: so many bytes are read again in any file, and so many for each byte of it.
constexpr std::uint64_t always_read_again = 16 * longest_import_record;
constexpr std::uint64_t read_again_a_byte = 4;
constexpr std::string_view line_ends = "\r\n";
constexpr std::string_view said_separator = "sep=";

char separator_of(std::string_view line) {
  constexpr std::array candidates{',', ';', '\t', '|'};
  return *std::max_element(candidates.begin(), candidates.end(), [line](char a, char b) {
    return std::count(line.begin(), line.end(), a) < std::count(line.begin(), line.end(), b);
  });
}

/// What people send for CSV and is none.
std::optional<error> foreign_form(std::string_view head) {
  if (head.starts_with("PK\x03\x04")) {
    return error{error_code::malformed, "line 1: this is a ZIP archive or a workbook; save it as CSV", {}};
  }
  if (head.substr(0, head.find_first_of(line_ends)).find('\0') != std::string_view::npos) {
    return error{error_code::malformed, "line 1: this is no text; save it as CSV in UTF-8", {}};
  }
  return std::nullopt;
}

/// "# customers of 2024", as lists begin with; "#,name" heads a column of numbers.
bool begins_comment(std::string_view text) {
  constexpr std::string_view cell_ends = ",;\t|\"";
  return text.size() > 1 && text[0] == '#' && cell_ends.find(text[1]) == std::string_view::npos;
}

bool is_domain(const std::string& text) {
  return text.find_first_of(" @") == std::string::npos && text.find('.') != std::string::npos &&
         clean_website(text).ok();
}

} // namespace

std::optional<error> csv_import::feed(std::string_view bytes, const sink& to) {
  if (separator_ == 0) {
    head_ += bytes;
    skip_comments();
    if (head_.find_first_of(line_ends) == std::string::npos && head_.size() < head_bytes) {
      return std::nullopt;
    }
    if (auto problem = foreign_form(head_)) {
      return problem;
    }
    const std::string head = std::exchange(head_, {});
    return feed(behind_separator(head), to);
  }
  fed_ += bytes.size();
  for (std::size_t at = 0; !again_.empty() || at < bytes.size();) {
    const char c = again_.empty() ? bytes[at++] : again_.back();
    if (!again_.empty()) {
      again_.pop_back();
    }
    if (auto problem = take(c, to)) {
      return problem;
    }
  }
  return std::nullopt;
}

std::optional<error> csv_import::take(char c, const sink& to) {
  const bool ends_line = line_ends.find(c) != std::string_view::npos;
  const bool ends_return = std::exchange(was_return_, c == '\r') && c == '\n';
  if (line_ > row_line_ && !(ends_return && behind_.empty())) {
    behind_ += c;
  }
  line_ += ends_line && !ends_return ? 1 : 0;
  if (ends_return && !quoted_) {
    return std::nullopt;
  }
  if (!refusal_.empty()) {
    return ends_line ? end_row(to) : std::nullopt;
  }
  if (++row_bytes_ > longest_import_record) {
    return refuse("the row is longer than 1 MiB", to);
  }
  if (quoted_ && !quote_seen_) {
    quote_seen_ = c == '"';
    if (!quote_seen_) {
      field_ += c;
    }
    return std::nullopt;
  }
  if (quote_seen_ && c == '"') {
    quote_seen_ = false;
    field_ += c;
    return std::nullopt;
  }
  if (quote_seen_ && c != separator_ && !ends_line) {
    return c == ' ' ? std::nullopt
                    : refuse("text stands behind the quote that ends a cell; double a quote within it", to);
  }
  quoted_ = quote_seen_ = false;
  if (c == '"' && field_.empty()) {
    quoted_ = true;
  } else if (c == separator_) {
    end_field();
  } else if (ends_line) {
    return end_row(to);
  } else {
    field_ += c;
  }
  return std::nullopt;
}

/// A row that is none costs its first line: what was taken for more of it is read again.
std::optional<error> csv_import::refuse(const char* problem, const sink& to) {
  if (meanings_.empty()) {
    return error{error_code::malformed, "line " + std::to_string(row_line_) + ": " + problem, {}};
  }
  refusal_ = problem;
  quoted_ = quote_seen_ = false;
  if (line_ == row_line_) {
    return std::nullopt; // its line goes on
  }
  read_again_ += behind_.size();
  if (read_again_ > std::max(always_read_again, read_again_a_byte * fed_)) {
    return error{error_code::malformed,
                 "line " + std::to_string(row_line_) +
                     ": too many quotes are never closed, here and before; double those within a cell",
                 {}};
  }
  again_.append(behind_.rbegin(), behind_.rend());
  was_return_ = false;
  line_ = row_line_ + 1;
  return end_row(to);
}

std::optional<error> csv_import::finish(const sink& to) {
  if (separator_ == 0) {
    head_ += '\n';
    const std::string head = std::exchange(head_, {});
    if (auto problem = feed(head, to)) {
      return problem;
    }
  }
  while (quoted_ && !quote_seen_) {
    auto problem = refuse("the quoted cell that begins in it never ends", to);
    if (problem || (problem = feed({}, to))) {
      return problem;
    }
  }
  return row_bytes_ > 0 ? end_row(to) : std::nullopt;
}

/// Finds the separator; what follows Excel's line that says it.
/// What follows the first line, which is no row.
std::string_view csv_import::behind_line(std::string_view head) {
  const auto end = std::min(head.find_first_of(line_ends), head.size() - 1);
  row_line_ = ++line_;
  was_return_ = head[end] == '\r';
  return head.substr(end + 1);
}

void csv_import::skip_comments() {
  std::string_view rest = head_;
  for (;;) {
    if (was_return_ && rest.starts_with('\n')) {
      rest.remove_prefix(1);
      was_return_ = false;
    }
    if (!begins_comment(rest) || rest.find_first_of(line_ends) == std::string_view::npos) {
      break;
    }
    rest = behind_line(rest);
  }
  head_.erase(0, head_.size() - rest.size());
}

std::string_view csv_import::behind_separator(std::string_view head) {
  const auto end = head.find_first_of(line_ends);
  if (extraction::starts_with_ignoring_case(head, said_separator) && end > said_separator.size()) {
    separator_ = head[said_separator.size()];
    return behind_line(head);
  }
  separator_ = separator_of(head.substr(0, end));
  return head;
}

void csv_import::end_field() {
  fields_.push_back(std::exchange(field_, {}));
}

std::optional<error> csv_import::end_row(const sink& to) {
  end_field();
  std::optional<error> problem;
  const bool empty = refusal_.empty() && fields_.size() == 1 && fields_.front().empty();
  const bool header = !empty && meanings_.empty();
  if (header) {
    problem = read_header();
  }
  if (!empty && !problem && (!header || domains_)) {
    to(read_row());
  }
  fields_.clear();
  behind_.clear();
  refusal_.clear();
  row_bytes_ = 0;
  row_line_ = line_;
  return problem;
}

std::optional<error> csv_import::read_header() {
  if (is_domain(fields_.front())) {
    meanings_ = {"website"};
    mapping_ = {{"", "website"}};
    domains_ = true;
    return std::nullopt;
  }
  meanings_ = import_columns_of(fields_, options_.columns);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    mapping_.push_back({fields_[i], meanings_[i]});
  }
  for (const auto& [column, name] : options_.columns) {
    if (std::find(fields_.begin(), fields_.end(), name) == fields_.end()) {
      return error{error_code::invalid_argument,
                   std::string("the file has no column \"").append(name).append("\" for ").append(column),
                   "map"};
    }
  }
  const auto has = [&](const char* column) {
    return std::find(meanings_.begin(), meanings_.end(), column) != meanings_.end();
  };
  if (!has("name") && !has("website")) {
    return error{error_code::invalid_argument,
                 "no column names the company or its website; say which does (map name=HEADER)", "map"};
  }
  return std::nullopt;
}

import_row csv_import::read_row() const {
  import_row row;
  if (!refusal_.empty()) {
    row.number = row_line_;
    row.problem = refusal_;
    return row;
  }
  const auto behind =
      fields_.begin() + static_cast<std::ptrdiff_t>(std::min(meanings_.size(), fields_.size()));
  if (!domains_ && std::any_of(behind, fields_.end(), [](const auto& field) { return !field.empty(); })) {
    row.number = row_line_;
    row.problem = "it has " + std::to_string(fields_.size()) + " cells, the header " +
                  std::to_string(meanings_.size()) + "; put cells that hold the separator in quotes";
    return row;
  }
  std::map<std::string, std::string> values;
  for (std::size_t i = 0; i < fields_.size() && i < meanings_.size(); ++i) {
    if (!meanings_[i].empty() && !fields_[i].empty()) {
      values[meanings_[i]] = without_formula_guard(fields_[i]);
    }
  }
  row = read_import_values(values, options_);
  row.number = row_line_;
  return row;
}

} // namespace leadstream::sources
