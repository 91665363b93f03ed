#include "app/crawl/start_list.hpp"

#include "domain/text/trim.hpp"

#include <istream>
#include <set>
#include <string_view>

namespace leadstream::app {

start_list read_starts(std::istream& in) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  start_list list;
  std::set<std::string> seen;
  std::string line;
  for (bool first = true; std::getline(in, line); first = false) {
    std::string_view text = line;
    text.remove_prefix(first && text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    text = trim(text, " \t\r");
    if (text.empty() || text.front() == '#') {
      continue;
    }
    const bool bare = text.find("://") == std::string_view::npos;
    auto start = parse_url((bare ? "https://" : "") + std::string(text));
    if (!start) {
      list.refused.emplace_back(text);
    } else if (seen.insert(origin(*start)).second) {
      list.starts.push_back({*std::move(start), bare});
    }
  }
  return list;
}

} // namespace leadstream::app
