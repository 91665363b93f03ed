#include "domain/lexicons.hpp"

#include "domain/text/trim.hpp"

#include <algorithm>

namespace leadstream {

std::vector<std::string_view> lexicon_lines(std::string_view name) {
  std::vector<std::string_view> out;
  for (auto rest = lexicon(name); !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    line = trim(line.substr(0, line.find('#')));
    if (!line.empty())
      out.push_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::string lexicon_pattern(std::string_view name) {
  std::string out;
  for (const std::string_view line : lexicon_lines(name)) {
    out.append(out.empty() ? "" : "|").append(line);
  }
  return out;
}

} // namespace leadstream
