#include "domain/sources/import_json.hpp"

#include "domain/sources/import_csv.hpp"

#include <algorithm>

namespace leadstream::sources {
namespace {

/// Of a string, so much is kept to know "features" by.
constexpr std::size_t longest_word = 64;

} // namespace

// A file may be one big object whose member "features" holds the records. So every object at depth 0 is kept
// as a record until that member begins; then it is given up and the objects inside are the records.
std::optional<error> json_import::feed(std::string_view bytes, const sink& to) {
  for (const char c : bytes) {
    line_ += c == '\n' ? 1 : 0;
    if (in_record_ > 0 && !too_long_) {
      record_ += c;
      too_long_ = record_.size() > longest_import_record;
    }
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      } else if (word_.size() < longest_word) {
        word_ += c;
      }
    } else if (c == '"') {
      in_string_ = true;
      word_.clear();
    } else if (c == '{' || c == '[') {
      open(c);
    } else if (c == '}' || c == ']') {
      if (depth_ == 0) {
        return error{
            error_code::malformed, "line " + std::to_string(line_) + ": a bracket closes nothing", {}};
      }
      close(to);
    }
  }
  return std::nullopt;
}

void json_import::open(char c) {
  ++depth_;
  if (in_record_ > 0) {
    const bool features = c == '[' && record_depth_ == 0 && in_record_ == 1 && word_ == "features";
    if (!features) {
      ++in_record_;
      return;
    }
    in_record_ = 0;
    record_depth_ = 2;
  } else if (c == '[' && depth_ == 1) {
    record_depth_ = 1;
  } else if (c == '{' && depth_ == record_depth_ + 1) {
    in_record_ = 1;
    too_long_ = false;
    record_line_ = line_;
    record_.assign(1, c);
  }
}

void json_import::close(const sink& to) {
  --depth_;
  if (in_record_ == 0) {
    record_depth_ = depth_ == 0 ? 0 : record_depth_;
    return;
  }
  if (--in_record_ > 0) {
    return;
  }
  import_row row;
  if (too_long_) {
    row.problem = "the record is longer than 1 MiB";
  } else {
    row = read_import_record(record_, options_);
  }
  row.number = record_line_;
  record_.clear();
  to(std::move(row));
}

std::optional<error> json_import::finish(const sink& to) {
  static_cast<void>(to);
  if (depth_ > 0 || in_string_) {
    return error{error_code::malformed,
                 "the file ends in the middle of the object that begins on line " +
                     std::to_string(record_line_),
                 {}};
  }
  return std::nullopt;
}

std::unique_ptr<import_reader> make_import_reader(const import_options& options) {
  if (options.format == import_format::csv) {
    return std::make_unique<csv_import>(options);
  }
  return std::make_unique<json_import>(options);
}

} // namespace leadstream::sources
