#include "domain/score/subject.hpp"

#include <algorithm>

namespace leadstream::score {
namespace {

constexpr int growth_days = 365;

/// A growth signal reads "type: date: sentence"; one without a date is as old as its page.
wall_time date_of(const provenance& seen) {
  const std::size_t colon = seen.value.find(": ");
  const std::string date = colon == std::string::npos ? std::string() : seen.value.substr(colon + 2, 10);
  return parse_rfc3339(date + "T00:00:00Z").value_or(seen.fetched_at);
}

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
  return status != nullptr && (status->value == "active" || status->value == "redirected");
}

std::vector<std::string> subject::growth(std::optional<intel::growth_type> type) const {
  std::vector<std::string> found;
  for (const std::string& sentence : lead_.intelligence.growth_signals) {
    bool traced = false;
    bool counts = false;
    observed("growth_signal", [&](const provenance& seen) {
      if (seen.value == sentence) {
        traced = true;
        counts = (!type || intel::growth_type_of(sentence) == type) && is_recent(date_of(seen), growth_days);
      }
      return !counts;
    });
    if (counts || (!traced && (!type || intel::growth_type_of(sentence) == type))) {
      found.push_back(sentence);
    }
  }
  return found;
}

bool subject::is_recent(wall_time moment, int days) const {
  constexpr std::chrono::hours day(24); // how far a clock of another zone may be ahead
  return moment >= context_.now - day * days && moment <= context_.now + day;
}

} // namespace leadstream::score
