#include "app/try/id_text.hpp"

#include "domain/json/read.hpp"
#include "domain/text/trim.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

constexpr std::string_view spaces = " \t\r\n";

/// Where the string that begins at `at` ends (after its quote).
std::size_t end_of_string(std::string_view line, std::size_t at) {
  for (++at; at < line.size() && line[at] != '"'; ++at) {
    at += line[at] == '\\' ? 1 : 0;
  }
  return std::min(at + 1, line.size());
}

/// Where the value that begins at `at` ends: before the next comma or closing bracket of its own level.
std::size_t end_of_value(std::string_view line, std::size_t at) {
  std::size_t depth = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == '"') {
      at = end_of_string(line, at);
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']' || c == ',') && depth == 0) {
      break;
    } else if (c == '}' || c == ']') {
      --depth;
    }
    ++at;
  }
  return at;
}

/// The value of the member "id", possibly not valid; `at` stands after the opening bracket.
std::string_view find_id(std::string_view line, std::size_t at) {
  while ((at = line.find_first_not_of(" \t\r\n,", at)) != std::string_view::npos && line[at] == '"') {
    const std::size_t key_end = end_of_string(line, at);
    const std::size_t colon = line.find_first_not_of(spaces, key_end);
    if (colon == std::string_view::npos || line[colon] != ':') {
      break;
    }
    const std::size_t value_end = end_of_value(line, colon + 1);
    if (line.substr(at, key_end - at) == "\"id\"") {
      return trim(line.substr(colon + 1, value_end - colon - 1), spaces);
    }
    at = value_end;
  }
  return {};
}

} // namespace

std::string_view id_text(std::string_view line) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  line.remove_prefix(line.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  const std::size_t begin = line.find_first_not_of(spaces);
  if (begin == std::string_view::npos || line[begin] != '{') {
    return "null";
  }
  const std::string_view found = find_id(line, begin + 1);
  return !found.empty() && json::read_lenient(found) ? found : "null";
}

} // namespace leadstream::app
