#pragma once
#include <cstdint>
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
  void prefetch(std::uint64_t key_hash) const { __builtin_prefetch(&bucket(key_hash)); }
  void prefetch_older(std::uint64_t key_hash) const { __builtin_prefetch(&older_[bucket(key_hash).older]); }

private:
  static constexpr std::uint32_t nobody = ~std::uint32_t{0};

  static constexpr unsigned first_bits = 12; ///< of a hash, which at least its bucket tells

  struct entry {
    std::uint32_t tag = 0; ///< the bits of the hash above the first
    std::uint32_t record = nobody;
    std::uint32_t older = 0; ///< the place of the next of the bucket among older_
  };
  static std::uint32_t tag_of(std::uint64_t key_hash) {
    return static_cast<std::uint32_t>(key_hash >> first_bits);
  }
  void put(std::uint64_t key_hash, std::uint32_t record);
  void grow();
  const entry& bucket(std::uint64_t key_hash) const { return newest_[key_hash & (newest_.size() - 1)]; }

  std::vector<entry> newest_; ///< of each bucket, so that most keys are found at once
  std::vector<entry> older_;  ///< the first is nobody's and ends every bucket
  std::size_t size_ = 0;
};

} // namespace leadstream::dedup
