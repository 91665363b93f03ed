#include "domain/score/subject.hpp"

#include <algorithm>

namespace leadstream::score {
namespace {

constexpr int growth_days = 365;

} // namespace

void subject::observed(std::string_view field, const std::function<bool(const provenance&)>& each) const {
  for (const provenance& seen : lead_.provenance) {
    if (seen.field == field && !each(seen)) {
      return;
    }
  }
}

const provenance* subject::newest(std::string_view field) const {
  const provenance* last = nullptr;
  observed(field, [&](const provenance& seen) {
    if (last == nullptr || seen.fetched_at > last->fetched_at) {
      last = &seen;
    }
    return true;
  });
  return last;
}

bool subject::website_was_read() const {
  const provenance* status = newest("site_status");
  return status != nullptr && status->value == "active";
}

std::vector<std::string> subject::growth(std::optional<intel::growth_type> type) const {
  std::vector<std::string> found;
  for (const std::string& sentence : lead_.intelligence.growth_signals) {
    if (type && intel::growth_type_of(sentence) != type) {
      continue;
    }
    bool dated = false;
    bool recent = false;
    observed("growth_signal", [&](const provenance& seen) {
      dated = dated || seen.value == sentence;
      recent = recent || (seen.value == sentence && is_recent(seen.fetched_at, growth_days));
      return !recent;
    });
    if (recent || !dated) {
      found.push_back(sentence);
    }
  }
  return found;
}

bool subject::is_recent(wall_time moment, int days) const {
  return moment >= context_.now - std::chrono::hours(24) * days;
}

} // namespace leadstream::score
