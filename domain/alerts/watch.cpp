#include "domain/alerts/watch.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::alerts {
namespace {

bool same(const alert& a, const alert& b) {
  return a.name == b.name && a.about == b.about;
}

} // namespace

std::vector<change> watch::look(sample now, wall_time moment) {
  while (samples_.size() > 1 && now.at - samples_[1].at >= limits_.window) {
    samples_.pop_front();
  }
  const std::vector<alert> wrong = judge(limits_, samples_.empty() ? sample{} : samples_.front(), now);
  samples_.push_back(std::move(now));
  std::vector<change> changes;
  std::vector<firing> next;
  for (const alert& a : wrong) {
    const auto before =
        std::find_if(firings_.begin(), firings_.end(), [&](const firing& f) { return same(f.what, a); });
    next.push_back({a, before == firings_.end() ? moment : before->since});
    if (before == firings_.end()) {
      changes.push_back({a, true, moment});
    }
  }
  for (const firing& f : firings_) {
    if (std::none_of(wrong.begin(), wrong.end(), [&](const alert& a) { return same(f.what, a); })) {
      changes.push_back({f.what, false, moment});
    }
  }
  firings_ = std::move(next);
  return changes;
}

} // namespace leadstream::alerts
