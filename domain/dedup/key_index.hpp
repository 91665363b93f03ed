#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadstream::dedup {

/// Finds the records that are stored under a key: 12 bytes an entry, grown as records come. A record that is
/// found by another key of the same hash is harmless (it is compared in vain).
class key_index {
public:
  /// A key that more records share says nothing: of those the newest are found, up to this many.
  static constexpr unsigned most_found = 256;

  key_index();

  void insert(std::uint64_t key_hash, std::uint32_t record);

  /// Appends the records under a key, the newest first.
  void find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const;

  /// Says that the key will be asked for soon; and then, when its place is near, once more.
  void prefetch(std::uint64_t key_hash) const { __builtin_prefetch(&heads_[key_hash & (heads_.size() - 1)]); }
  void prefetch_entry(std::uint64_t key_hash) const {
    if (const std::uint32_t head = heads_[key_hash & (heads_.size() - 1)]; head != 0) {
      __builtin_prefetch(&entries_[head - 1]);
    }
  }

private:
  struct entry {
    std::uint32_t tag = 0; ///< the hash's upper half
    std::uint32_t record = 0;
    std::uint32_t next = 0; ///< number of the next entry + 1 in the bucket, 0 at its end
  };
  void grow();
  std::uint32_t& bucket(std::uint64_t key_hash) { return heads_[key_hash & (heads_.size() - 1)]; }

  std::vector<std::uint32_t> heads_;
  std::vector<entry> entries_;
  std::vector<std::uint32_t> low_; ///< the hash's lower half of each entry
};

} // namespace leadstream::dedup
