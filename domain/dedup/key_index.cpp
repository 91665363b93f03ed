#include "domain/dedup/key_index.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr std::size_t buckets_ahead = 32; // while growing, what these point to is asked for

} // namespace

template <class Use>
void key_index::each_entry(const block& bucket, const std::vector<block>& older, Use use) {
  for (const block* next = &bucket;; next = &older[next->older]) {
    for (std::uint32_t i = next->count; i > 0; --i) {
      if (!use(next->entries[i - 1])) {
        return;
      }
    }
    if (next->older == 0) {
      return;
    }
  }
}

key_index::key_index() : buckets_(std::size_t{1} << first_bits), older_(1) {}

void key_index::insert(std::uint64_t key_hash, std::uint32_t record) {
  if (++size_ > 2 * buckets_.size()) {
    grow();
  }
  put(key_hash, record);
}

void key_index::find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const {
  const std::uint32_t tag = tag_of(key_hash);
  unsigned found = 0;
  each_entry(bucket_of(key_hash), older_, [&](const entry& e) {
    if (e.tag == tag) {
      records.push_back(e.record);
      ++found;
    }
    return found < most_found;
  });
}

void key_index::put(std::uint64_t key_hash, std::uint32_t record) {
  block& into = buckets_[key_hash & (buckets_.size() - 1)];
  if (into.count == into.entries.size()) {
    older_.push_back(into);
    into.count = 0;
    into.older = static_cast<std::uint32_t>(older_.size() - 1);
  }
  into.entries[into.count++] = {tag_of(key_hash), record};
}

void key_index::grow() {
  const auto buckets = std::exchange(buckets_, std::vector<block>(buckets_.size() * 2));
  const auto older = std::exchange(older_, std::vector<block>(1));
  std::vector<entry> entries;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    __builtin_prefetch(&older[buckets[std::min(i + buckets_ahead, buckets.size() - 1)].older]);
    entries.clear();
    each_entry(buckets[i], older, [&](const entry& e) {
      entries.push_back(e);
      return true;
    });
    const std::uint64_t first = i & ((1U << first_bits) - 1);
    std::for_each(entries.rbegin(), entries.rend(),
                  [&](const entry& e) { put(std::uint64_t{e.tag} << first_bits | first, e.record); });
  }
}

} // namespace leadstream::dedup
