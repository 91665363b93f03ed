#include "domain/dedup/turns.hpp"

#include "domain/dedup/pool.hpp"

namespace leadstream::dedup {

bool turns::enter(number who, std::span<const std::uint64_t> keys) {
  entry& made = entries_[who];
  made.keys.assign(keys.begin(), keys.end());
  sort_unique(made.keys);
  for (const std::uint64_t key : made.keys) {
    std::deque<number>& line = lines_[key];
    made.behind += line.empty() ? 0 : 1;
    line.push_back(who);
  }
  return made.behind == 0;
}

std::vector<turns::number> turns::leave(number who) {
  std::vector<number> ready;
  const auto found = entries_.find(who);
  if (found == entries_.end()) {
    return ready;
  }
  for (const std::uint64_t key : found->second.keys) {
    const auto line = lines_.find(key);
    line->second.pop_front();
    if (line->second.empty()) {
      lines_.erase(line);
    } else if (--entries_[line->second.front()].behind == 0) {
      ready.push_back(line->second.front());
    }
  }
  entries_.erase(found);
  return ready;
}

} // namespace leadstream::dedup
