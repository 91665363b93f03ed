#include "domain/dedup/batch.hpp"

#include "domain/dedup/blocking.hpp"
#include "domain/dedup/match.hpp"

#include <algorithm>

namespace leadstream::dedup {

namespace {

/// Comparing waits for memory more than it computes.
void prefetch(const profile& record) {
  constexpr std::size_t cache_line = 64;
  const auto* bytes = reinterpret_cast<const char*>(&record);
  for (std::size_t at = 0; at < sizeof record; at += cache_line) {
    __builtin_prefetch(bytes + at);
  }
}

} // namespace

batch::batch(bool with_doubtful) : least_points_(with_doubtful ? doubt_points : match_points) {}

void batch::find_candidates(const profile& record) {
  hashes_.clear();
  each_wanted_hash(record, [this](std::uint64_t hash) {
    hashes_.push_back(hash);
    index_.prefetch(hash);
  });
  for (const std::uint64_t hash : hashes_) {
    index_.prefetch_entry(hash);
  }
  candidates_.clear();
  for (const std::uint64_t hash : hashes_) {
    index_.find(hash, candidates_);
  }
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
}

void batch::add(profile record) {
  const auto number = static_cast<std::uint32_t>(records_.size());
  find_candidates(record);
  for (const std::uint32_t other : candidates_) {
    prefetch(records_[other]);
  }
  for (const std::uint32_t other : candidates_) {
    __builtin_prefetch(records_[other].text.data());
  }
  for (const std::uint32_t other : candidates_) {
    const match found = compare_above(least_points_, records_[other], record);
    if (found.forbidden || found.points < least_points_) {
      continue;
    }
    const link pair{other, number, static_cast<float>(found.points)};
    if (found.points >= match_points) {
      links_.push_back(pair);
    }
    if (least_points_ < match_points && found.points < match_points - doubt_points) {
      doubtful_.push_back(pair);
    }
  }
  each_stored_hash(record, [&](std::uint64_t hash) { index_.insert(hash, number); });
  records_.push_back(std::move(record));
}

std::vector<std::uint32_t> batch::clusters() const {
  return agglomerate(static_cast<std::uint32_t>(records_.size()), links_,
                     [this](std::uint32_t a, std::uint32_t b) {
                       const match found = compare(records_[a], records_[b]);
                       return found.forbidden || found.points <= discord_points;
                     });
}

} // namespace leadstream::dedup
