#pragma once
#include "domain/dedup/cluster.hpp"
#include "domain/dedup/key_index.hpp"
#include "domain/dedup/profile.hpp"

#include <cstdint>
#include <deque>
#include <vector>

namespace leadstream::dedup {

/// Finds the duplicates among many records, held in memory (about 500 bytes each). Not thread-safe.
class batch {
public:
  /// Doubtful pairs are kept only where they are wanted: it costs time.
  explicit batch(bool with_doubtful = false);

  /// Adds a record and compares it with those before it. Its number is the count of records before it.
  void add(profile record);

  /// For each record the number of the first record of its cluster.
  std::vector<std::uint32_t> clusters() const;

  /// Pairs that match; clusters() follows them but where they contradict each other.
  const std::vector<link>& links() const { return links_; }

  /// Pairs that a person should look at: the matcher was nearly undecided.
  const std::vector<link>& doubtful() const { return doubtful_; }

  const profile& record(std::uint32_t number) const { return records_[number]; }

private:
  void find_candidates(const profile& record);

  double least_points_;
  std::deque<profile> records_;
  std::vector<link> links_;
  std::vector<link> doubtful_;
  key_index index_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> candidates_;
};

} // namespace leadstream::dedup
