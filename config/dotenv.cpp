#include "config/assignment.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>

namespace leadstream::config {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_name(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
             std::string_view::npos;
}

/// The text between quotes; false when the closing one is missing or something follows it.
bool unquote(std::string_view text, std::string& out) {
  const char quote = text.front();
  std::size_t i = 1;
  for (; i < text.size() && text[i] != quote; ++i) {
    if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      out += text[i] == 'n' ? '\n' : text[i];
    } else {
      out += text[i];
    }
  }
  const std::string_view rest = i < text.size() ? trim(text.substr(i + 1), blanks) : "missing";
  return rest.empty() || rest.front() == '#';
}

bool read_value(std::string_view text, std::string& out) {
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    return unquote(text, out);
  }
  const bool only_comment = !text.empty() && text.front() == '#';
  out = only_comment ? std::string_view() : trim(text.substr(0, text.find(" #")), blanks);
  return true;
}

/// Reads one line; an error text when it is none.
const char* read_line(std::string_view line, variable& out) {
  if (line.starts_with("export ")) {
    line = trim(line.substr(7), blanks);
  }
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || !is_name(trim(line.substr(0, equals), blanks))) {
    return "expected NAME=value";
  }
  out.name = trim(line.substr(0, equals), blanks);
  return read_value(trim(line.substr(equals + 1), blanks), out.value) ? nullptr
                                                                      : "the closing quote is missing";
}

} // namespace

result<std::vector<variable>> read_dotenv(const text_file& file) {
  std::vector<variable> found;
  std::string_view rest = file.content;
  rest.remove_prefix(rest.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end), blanks);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') {
      continue;
    }
    variable next;
    next.where = file.name + ":" + std::to_string(number);
    next.file = file.name;
    if (const char* problem = read_line(line, next)) {
      return error{error_code::invalid_argument, next.where + ": " + problem, {}};
    }
    found.push_back(std::move(next));
  }
  return found;
}

} // namespace leadstream::config
