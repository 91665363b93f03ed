#include "domain/dedup/current.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace leadstream::dedup {
namespace {

constexpr double trust_of_attached = 0.8;

/// Of a page that was read again by better rules, what these say counts.
bool read_later(const observation& a, const observation& b) {
  return std::tie(a.fetched_at, a.rules_version, a.id) > std::tie(b.fetched_at, b.rules_version, b.id);
}

} // namespace

std::vector<current_observation> current_of(const company_group& group) {
  std::map<std::tuple<std::string_view, std::string_view, data_type>, const observation*> newest;
  for (const observation* seen : group.observations) {
    const std::string& name = seen->record_id.empty() ? seen->source_url : seen->record_id;
    const observation*& kept = newest[{seen->source, name, seen->type}];
    if (kept == nullptr || read_later(*seen, *kept)) {
      kept = seen;
    }
  }
  std::vector<current_observation> current;
  for (const auto& [page, seen] : newest) {
    const bool standing =
        std::find(group.standing.begin(), group.standing.end(), seen) != group.standing.end();
    current.push_back({seen, standing ? 1.0 : trust_of_attached});
  }
  std::sort(current.begin(), current.end(),
            [](const auto& a, const auto& b) { return a.seen->id < b.seen->id; });
  return current;
}

std::string clip(std::string_view text, std::size_t characters) {
  std::size_t end = 0;
  while (end < text.size() && (characters > 0 || (text[end] & '\xC0') == '\x80')) {
    characters -= (text[end] & '\xC0') != '\x80' ? 1 : 0;
    ++end;
  }
  return std::string(text.substr(0, end));
}

} // namespace leadstream::dedup
