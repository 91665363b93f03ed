#pragma once
#include "domain/dedup/blocking.hpp"
#include "domain/dedup/cluster.hpp"
#include "domain/dedup/key_index.hpp"
#include "domain/dedup/profile.hpp"

#include <cstdint>
#include <vector>

namespace leadstream::dedup {

/// Finds the duplicates among many records, held in memory (about 600 bytes each). A record is looked up when
/// the next one is added and compared when the one after it is: till then the memory it needs has come near.
/// Not thread-safe.
class batch {
public:
  /// Doubtful pairs are kept only where they are wanted: it costs time.
  explicit batch(bool with_doubtful = false);

  /// Adds a record and compares it with those before it. Its number is the count of records before it.
  void add(profile added);

  /// For each record the number of the first record of its cluster.
  std::vector<std::uint32_t> clusters();

  /// Pairs that match; clusters() follows them but where they contradict each other.
  const std::vector<link>& links();

  /// Pairs that a person should look at: the matcher was nearly undecided.
  const std::vector<link>& doubtful();

  const profile& record(std::uint32_t number) const {
    return blocks_[number / block_size][number % block_size];
  }

private:
  static constexpr std::uint32_t block_size = 1024;

  void ask_for_keys();
  /// Asks for the memory that what has come near points to.
  void follow_what_came();
  void find_candidates();
  void compare_candidates();
  void settle();

  double least_points_;
  std::vector<std::vector<profile>> blocks_; ///< of records, which must not move
  std::uint32_t count_ = 0;
  std::vector<link> links_;
  std::vector<link> doubtful_;
  key_index index_;
  std::uint32_t found_ = 0;    ///< records whose candidates have been found
  std::uint32_t compared_ = 0; ///< records that have been compared with them
  key_hashes keys_;            ///< of the newest record
  std::vector<std::uint32_t> candidates_;
};

} // namespace leadstream::dedup
