#include "domain/dedup/batch.hpp"

#include "domain/dedup/match.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string_view>

namespace leadstream::dedup {

namespace {

/// Comparing waits for memory more than it computes. Of the words few are needed.
void prefetch(const profile& record) {
  constexpr std::size_t cache_line = 64;
  const auto* bytes = reinterpret_cast<const char*>(&record);
  const auto* end = reinterpret_cast<const char*>(&record.words[3]);
  for (; bytes < end; bytes += cache_line) {
    __builtin_prefetch(bytes);
  }
}

/// The same whatever the order of records: clusters must not depend on it.
std::uint32_t tie_of(const profile& a, const profile& b) {
  const auto content = [](const profile& of) {
    return std::accumulate(of.phones.begin(), of.phones.end(), std::hash<std::string_view>()(of.text));
  };
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  return static_cast<std::uint32_t>((content(a) + content(b)) * odd >> 32U);
}

} // namespace

batch::batch(bool with_doubtful) : least_points_(with_doubtful ? doubt_points : match_points) {}

void batch::ask_for_keys() {
  hash_keys(record(count_ - 1), keys_);
  for (const auto* hashes : {&keys_.wanted, &keys_.stored}) {
    for (const std::uint64_t hash : *hashes) {
      index_.prefetch(hash);
    }
  }
}

void batch::follow_what_came() {
  for (const std::uint64_t hash : keys_.wanted) {
    index_.prefetch_older(hash);
  }
}

void batch::find_candidates() {
  if (found_ == count_) {
    return;
  }
  candidates_.clear();
  for (const std::uint64_t hash : keys_.wanted) {
    index_.find(hash, candidates_);
  }
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  for (const std::uint32_t other : candidates_) {
    prefetch(record(other));
  }
  for (const std::uint64_t hash : keys_.stored) {
    index_.insert(hash, found_);
  }
  ++found_;
}

void batch::compare_candidates() {
  if (compared_ == found_) {
    return;
  }
  for (const std::uint32_t other : candidates_) {
    const match found = compare_above(least_points_, record(other), record(compared_));
    if (found.forbidden || found.points < least_points_) {
      continue;
    }
    const link pair{other, compared_, static_cast<float>(found.points),
                    tie_of(record(other), record(compared_))};
    if (found.points >= match_points) {
      links_.push_back(pair);
    }
    if (least_points_ < match_points && found.points < match_points - doubt_points) {
      doubtful_.push_back(pair);
    }
  }
  ++compared_;
}

void batch::add(profile added) {
  follow_what_came();
  compare_candidates();
  find_candidates();
  if (count_++ % block_size == 0) {
    blocks_.emplace_back().reserve(block_size);
  }
  blocks_.back().push_back(std::move(added));
  ask_for_keys();
}

void batch::settle() {
  compare_candidates();
  find_candidates();
  compare_candidates();
}

const std::vector<link>& batch::links() {
  settle();
  return links_;
}

const std::vector<link>& batch::doubtful() {
  settle();
  return doubtful_;
}

std::vector<std::uint32_t> batch::clusters() {
  settle();
  return agglomerate(count_, links_, [this](std::uint32_t a, std::uint32_t b) {
    const match found = compare_above(discord_points, record(a), record(b));
    return found.forbidden || found.points <= discord_points;
  });
}

} // namespace leadstream::dedup
