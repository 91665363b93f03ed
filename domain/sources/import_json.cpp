#include "domain/sources/import_json.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace leadstream::sources {
namespace {

/// Of a string, so much is kept to know "features" by.
constexpr std::size_t longest_word = 64;

/// Also what begins a record of GeoJSON text sequences.
constexpr std::string_view blanks = " \t\r\x1E";

constexpr std::string_view between_records = "{}[],";

bool is_blank(char c) {
  return c == '\n' || blanks.find(c) != std::string_view::npos;
}

/// A line of a record that begins an object.
struct line_start {
  std::size_t brace;
  std::size_t indent;
};

/// The first line after the record's own that begins an object no deeper than it.
std::optional<line_start> next_start(std::string_view record, std::size_t indent) {
  const std::string skipped = std::string(blanks) + ",[";
  for (auto end = record.find('\n'); end != std::string_view::npos; end = record.find('\n', end + 1)) {
    const std::size_t text = std::min(record.find_first_not_of(blanks, end + 1), record.size());
    const std::size_t brace = record.find_first_not_of(skipped, text);
    if (brace != std::string_view::npos && record[brace] == '{' && text - end - 1 <= indent) {
      return line_start{brace, text - end - 1};
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<error> json_import::feed(std::string_view bytes, const sink& to) {
  for (const char c : bytes) {
    read(c, to);
  }
  return std::nullopt;
}

void json_import::read(char c, const sink& to) {
  if (in_record_ && given_up_.empty()) {
    record_ += c;
  }
  if (c == '{' && item_begins_ && in_record_ && cut_before_object()) {
    begin_again(to, given_up_.empty() ? "the record is cut off" : given_up_, true);
    return;
  }
  const bool blank = is_blank(c);
  line_begins_ = c == '\n' || (line_begins_ && blank);
  item_begins_ = line_begins_ || (item_begins_ && (blank || c == ',' || c == '['));
  indent_ = c == '\n' ? 0 : indent_ + (line_begins_ ? 1 : 0);
  line_ += c == '\n' ? 1 : 0;
  blank_ = blank_ && blank;
  in_string_ = in_string_ && (in_record_ || c != '\n');
  escaped_ = escaped_ && in_string_;
  if (!in_record_ && open_.size() == record_depth_ && !blank &&
      between_records.find(c) == std::string_view::npos) {
    refuse_line(to, "no object begins here");
  }
  if (in_string_) {
    read_string(c);
  } else if (c == '"') {
    in_string_ = true;
    word_.clear();
  } else if (c == '{' || c == '[') {
    open(c);
  } else if (c == '}' || c == ']') {
    close(c, to);
  }
  last_ = blank || in_string_ ? last_ : c;
  if (in_record_ && given_up_.empty()) {
    limit(to);
  }
}

void json_import::read_string(char c) {
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    in_string_ = false;
  } else if (word_.size() < longest_word) {
    word_ += c;
  }
}

/// Whether no object may stand here, at the start of a line, if the record were whole.
bool json_import::cut_before_object() const {
  const bool in_list = open_.back() == '[' && (last_ == '[' || last_ == ',');
  return in_string_ || !(in_list || last_ == ':') || (!given_up_.empty() && indent_ <= record_indent_);
}

// A file may be one big object whose member "features" holds the records. So every object at depth 0 is kept
// as a record until the first object of that member; then it is given up and the objects inside are the
// records.
void json_import::open(char c) {
  const bool first_feature = in_record_ && features_ && c == '{' && open_ == "{[" && last_ == '[';
  if (first_feature) {
    record_depth_ = 2;
    in_record_ = false;
    given_up_.clear();
  } else if (!in_record_ && c == '[' && open_.empty()) {
    record_depth_ = 1;
  }
  if (!in_record_ && c == '{' && open_.size() == record_depth_) {
    in_record_ = any_ = true;
    record_line_ = line_;
    record_indent_ = indent_;
    record_.assign(1, c);
  }
  features_ = in_record_ && c == '[' && open_ == "{" && last_ == ':' && word_ == "features";
  open_ += c;
}

void json_import::close(char c, const sink& to) {
  if (!in_record_) {
    if (!open_.empty() && (open_.back() == '{') == (c == '}')) {
      open_.pop_back();
      record_depth_ = open_.empty() ? 0 : record_depth_;
    } else {
      refuse_line(to, "a bracket closes nothing");
    }
    return;
  }
  open_.pop_back();
  if (open_.size() > record_depth_) {
    return;
  }
  in_record_ = false;
  if (!given_up_.empty()) {
    refuse(to, record_line_, std::exchange(given_up_, {}));
    return;
  }
  import_row row = read_import_record(record_, options_);
  row.number = record_line_;
  to(std::move(row));
}

/// What is too long or too deep may be one that never ends.
void json_import::limit(const sink& to) {
  const bool too_long = record_.size() > longest_import_record;
  if (!too_long && open_.size() <= record_depth_ + deepest_import_record) {
    return;
  }
  const char* why = too_long ? "the record is longer than 1 MiB" : "the record is nested too deep";
  if (next_start(record_, record_indent_)) {
    begin_again(to, why, false);
  } else {
    given_up_ = why;
    record_.clear();
  }
}

/// Once for what stands outside of records.
void json_import::refuse_line(const sink& to, const char* why) {
  if (std::exchange(refused_line_, line_) != line_) {
    refuse(to, line_, why);
  }
}

void json_import::refuse(const sink& to, std::uint64_t line, std::string why) {
  import_row row;
  row.number = line;
  row.problem = std::move(why);
  to(std::move(row));
}

/// Refuses the object under way and reads on at the next line that begins an object, at the latest `here`.
void json_import::begin_again(const sink& to, std::string why, bool here) {
  refuse(to, record_line_, std::move(why));
  std::string rest = here ? "{" : "";
  if (const auto start = next_start(record_, record_indent_)) {
    rest = record_.substr(start->brace);
    indent_ = start->indent;
  }
  line_ -= static_cast<std::uint64_t>(std::count(rest.begin(), rest.end(), '\n'));
  open_.resize(record_depth_);
  given_up_.clear();
  record_.clear();
  in_record_ = in_string_ = escaped_ = false;
  last_ = 0;
  item_begins_ = true;
  line_begins_ = false;
  for (const char c : rest) {
    read(c, to);
  }
}

std::optional<error> json_import::finish(const sink& to) {
  while (in_record_) {
    begin_again(to, given_up_.empty() ? "the record is cut off" : given_up_, false);
  }
  return any_ || blank_ ? std::nullopt
                        : std::optional(error{error_code::malformed, "the file holds no JSON object", {}});
}

} // namespace leadstream::sources
