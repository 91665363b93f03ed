#include "domain/dedup/key_index.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr std::size_t buckets_ahead = 32; // while growing, what these point to is asked for

} // namespace

template <class Use>
void key_index::each_entry(const bucket& of, const std::vector<block>& blocks, Use use) {
  if (of.newest.record == nobody || !use(of.newest)) {
    return;
  }
  for (const block* next = &blocks[of.older]; next->count > 0; next = &blocks[next->older]) {
    for (std::uint32_t i = next->count; i > 0; --i) {
      if (!use(next->entries[i - 1])) {
        return;
      }
    }
  }
}

key_index::key_index() : buckets_(std::size_t{1} << first_bits), blocks_(1) {}

void key_index::insert(std::uint64_t key_hash, std::uint32_t record) {
  if (++size_ > 2 * buckets_.size()) {
    grow();
  }
  put(key_hash, record);
}

void key_index::find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const {
  const std::uint32_t tag = tag_of(key_hash);
  unsigned found = 0;
  each_entry(bucket_of(key_hash), blocks_, [&](const entry& e) {
    if (e.tag == tag) {
      records.push_back(e.record);
      ++found;
    }
    return found < most_found;
  });
}

void key_index::put(std::uint64_t key_hash, std::uint32_t record) {
  bucket& into = buckets_[key_hash & (buckets_.size() - 1)];
  if (into.newest.record != nobody) {
    if (into.older == 0 || blocks_[into.older].count == blocks_[into.older].entries.size()) {
      blocks_.push_back({{}, 0, std::exchange(into.older, static_cast<std::uint32_t>(blocks_.size()))});
    }
    block& older = blocks_[into.older];
    older.entries[older.count++] = into.newest;
  }
  into.newest = {tag_of(key_hash), record};
}

void key_index::grow() {
  const auto buckets = std::exchange(buckets_, std::vector<bucket>(buckets_.size() * 2));
  const auto blocks = std::exchange(blocks_, std::vector<block>(1));
  blocks_.reserve(blocks.size() * 2);
  std::vector<entry> entries;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    __builtin_prefetch(&blocks[buckets[std::min(i + buckets_ahead, buckets.size() - 1)].older]);
    entries.clear();
    each_entry(buckets[i], blocks, [&](const entry& e) {
      entries.push_back(e);
      return true;
    });
    const std::uint64_t first = i & ((1U << first_bits) - 1);
    std::for_each(entries.rbegin(), entries.rend(),
                  [&](const entry& e) { put(std::uint64_t{e.tag} << first_bits | first, e.record); });
  }
}

} // namespace leadstream::dedup
