#include "domain/score/subject.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::score {
namespace {

// News counts in full for a month, then ever less; so does what is surely said, and what is less so.
constexpr double fresh_days = 30;
constexpr double half_life_days = 180;
constexpr double sure_enough = 0.8;
constexpr int least_percent = 20;

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

int subject::percent_of(const provenance& signal) const {
  const std::chrono::duration<double, std::ratio<86'400>> age = context_.now - date_of(signal);
  if (age.count() < -1) {
    return 0;
  }
  const double fresh = std::exp2(-std::max(0.0, age.count() - fresh_days) / half_life_days);
  const double sure = std::min(1.0, signal.confidence / sure_enough);
  const auto percent = static_cast<int>(std::lround(100 * std::min(fresh, sure)));
  return percent < least_percent ? 0 : percent;
}

std::vector<weighed_signal> subject::growth(std::optional<intel::growth_type> type) const {
  std::vector<weighed_signal> found;
  for (const std::string& sentence : lead_.intelligence.growth_signals) {
    if (type && intel::growth_type_of(sentence) != type) {
      continue;
    }
    bool traced = false;
    weighed_signal signal{sentence, 0};
    observed("growth_signal", [&](const provenance& seen) {
      if (seen.value == sentence) {
        traced = true;
        signal.percent = std::max(signal.percent, percent_of(seen));
      }
      return true;
    });
    signal.percent = traced ? signal.percent : 100;
    if (signal.percent > 0) {
      found.push_back(std::move(signal));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const weighed_signal& a, const weighed_signal& b) { return a.percent > b.percent; });
  return found;
}

bool subject::is_recent(wall_time moment, int days) const {
  constexpr std::chrono::hours day(24); // how far a clock of another zone may be ahead
  return moment >= context_.now - day * days && moment <= context_.now + day;
}

} // namespace leadstream::score
