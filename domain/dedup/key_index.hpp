#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace leadstream::dedup {

/// Finds the records that are stored under a key: 16 to 40 bytes an entry, grown as records come. A record
/// that is found by another key of the same hash is harmless (it is compared in vain).
class key_index {
public:
  /// A key that more records share says nothing: of those the newest are found, up to this many.
  static constexpr unsigned most_found = 256;

  key_index();

  void insert(std::uint64_t key_hash, std::uint32_t record);

  /// Appends the records under a key, the newest first.
  void find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const;

  /// Says that the key will be asked for soon; and then, when its place is near, once more.
  void prefetch(std::uint64_t key_hash) const { __builtin_prefetch(&bucket_of(key_hash)); }
  void prefetch_older(std::uint64_t key_hash) const {
    __builtin_prefetch(&older_[bucket_of(key_hash).older]);
  }

private:
  static constexpr unsigned first_bits = 12; ///< of a hash, which at least its bucket tells

  struct entry {
    std::uint32_t tag = 0; ///< the bits of the hash above the first
    std::uint32_t record = 0;
  };
  /// As many entries as half a cache line holds.
  struct alignas(32) block {
    std::array<entry, 3> entries{};
    std::uint32_t count = 0; ///< of entries, the newest last
    std::uint32_t older = 0; ///< where those before them are among older_; 0 when there are none
  };
  static std::uint32_t tag_of(std::uint64_t key_hash) {
    return static_cast<std::uint32_t>(key_hash >> first_bits);
  }
  void put(std::uint64_t key_hash, std::uint32_t record);
  void grow();
  const block& bucket_of(std::uint64_t key_hash) const { return buckets_[key_hash & (buckets_.size() - 1)]; }

  /// Calls `use` with the entries of a bucket, the newest first, until it returns false.
  template <class Use>
  static void each_entry(const block& bucket, const std::vector<block>& older, Use use);

  std::vector<block> buckets_; ///< most keys are found at once
  std::vector<block> older_;   ///< of buckets that are full; the first is nobody's
  std::size_t size_ = 0;
};

} // namespace leadstream::dedup
