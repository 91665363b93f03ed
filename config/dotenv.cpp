#include "config/assignment.hpp"

#include <algorithm>

namespace leadstream::config {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

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
  const std::string_view rest = i < text.size() ? trimmed(text.substr(i + 1)) : "missing";
  return rest.empty() || rest.front() == '#';
}

bool read_value(std::string_view text, std::string& out) {
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    return unquote(text, out);
  }
  const bool only_comment = !text.empty() && text.front() == '#';
  out = only_comment ? std::string_view() : trimmed(text.substr(0, text.find(" #")));
  return true;
}

/// Reads one line; an error text when it is none.
const char* read_line(std::string_view line, variable& out) {
  if (line.starts_with("export ")) {
    line = trimmed(line.substr(7));
  }
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || !is_name(trimmed(line.substr(0, equals)))) {
    return "expected NAME=value";
  }
  out.name = trimmed(line.substr(0, equals));
  return read_value(trimmed(line.substr(equals + 1)), out.value) ? nullptr : "the closing quote is missing";
}

} // namespace

result<std::vector<variable>> read_dotenv(const text_file& file) {
  std::vector<variable> found;
  std::string_view rest = file.content;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') {
      continue;
    }
    variable next;
    next.where = file.name + ":" + std::to_string(number);
    if (const char* problem = read_line(line, next)) {
      return error{error_code::invalid_argument, next.where + ": " + problem, {}};
    }
    found.push_back(std::move(next));
  }
  return found;
}

} // namespace leadstream::config
