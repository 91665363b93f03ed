#include "domain/alerts/watch.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::alerts {
namespace {

auto finder(const alert& wanted) {
  return
      [&wanted](const auto& one) { return one.what.name == wanted.name && one.what.about == wanted.about; };
}

/// An alert that is over, with what is seen now; a breaker that is closed is open for no time.
alert ended(alert what, const std::vector<reading>& seen) {
  const auto now = std::find_if(seen.begin(), seen.end(), finder(what));
  what.value = now == seen.end() ? 0 : now->what.value;
  return what;
}

} // namespace

std::vector<change> watch::look(sample now, wall_time moment) {
  while (samples_.size() > 1 && now.at - samples_[1].at >= limits_.window) {
    samples_.pop_front();
  }
  const std::vector<reading> seen = judge(limits_, samples_.empty() ? sample{} : samples_.front(), now);
  samples_.push_back(std::move(now));
  std::vector<change> changes;
  std::vector<firing> next;
  for (const reading& r : seen) {
    if (!r.wrong) {
      continue;
    }
    const auto before = std::find_if(firings_.begin(), firings_.end(), finder(r.what));
    next.push_back({r.what, before == firings_.end() ? moment : before->since});
    if (before == firings_.end()) {
      changes.push_back({r.what, true, moment});
    }
  }
  for (const firing& f : firings_) {
    if (std::none_of(next.begin(), next.end(), finder(f.what))) {
      changes.push_back({ended(f.what, seen), false, moment});
    }
  }
  firings_ = std::move(next);
  return changes;
}

} // namespace leadstream::alerts
