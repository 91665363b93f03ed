#include "domain/clean/list.hpp"

#include "domain/clean/website.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <re2/re2.h>

namespace leadstream {
namespace {

constexpr std::size_t longest_list = 1'000;

std::string without_remarks(std::string_view text) {
  static const re2::RE2 remark(R"(\s*\([^()]*\pL[^()]*\))");
  std::string out(text);
  re2::RE2::GlobalReplace(&out, remark, "");
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  const auto lines = extraction::split(text, "\n");
  return {lines.begin(), lines.end()};
}

} // namespace

std::vector<std::string> listed_values(std::string_view text) {
  static const re2::RE2 between(R"((?i)\s*[;,|/\n]\s*|\s+(?:or|and|oder|und|ou|et|o|e|y|u|&)\s+)");
  if (text.size() > longest_list) {
    return {std::string(text)};
  }
  std::string list = without_remarks(text);
  re2::RE2::GlobalReplace(&list, between, "\n");
  return lines_of(list);
}

std::vector<std::string> listed_websites(std::string_view text) {
  static const re2::RE2 between(R"((?i)\s*[;,|]\s*|\s+/\s+|\s+(?:(?:or|and|oder|und|ou|et|o|e|y|u|&)\s+)?)");
  const auto is_website = [](const std::string& part) { return clean_website(part).ok(); };
  if (text.size() <= longest_list) {
    std::string list = without_remarks(extraction::trim(text));
    re2::RE2::GlobalReplace(&list, between, "\n");
    auto parts = lines_of(list);
    if (!parts.empty() && std::all_of(parts.begin(), parts.end(), is_website)) {
      return parts;
    }
  }
  return {std::string(text)};
}

} // namespace leadstream
