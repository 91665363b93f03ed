#include "domain/dedup/key_index.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr std::size_t buckets_ahead = 32; // while growing, what these point to is asked for

} // namespace

key_index::key_index() : newest_(std::size_t{1} << first_bits), older_(1) {}

void key_index::insert(std::uint64_t key_hash, std::uint32_t record) {
  if (++size_ > newest_.size()) {
    grow();
  }
  put(key_hash, record);
}

void key_index::find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const {
  const std::uint32_t tag = tag_of(key_hash);
  unsigned found = 0;
  for (const entry* e = &bucket(key_hash); e->record != nobody && found < most_found; e = &older_[e->older]) {
    if (e->tag == tag) {
      records.push_back(e->record);
      ++found;
    }
  }
}

void key_index::put(std::uint64_t key_hash, std::uint32_t record) {
  entry& first = newest_[key_hash & (newest_.size() - 1)];
  std::uint32_t older = 0;
  if (first.record != nobody) {
    older = static_cast<std::uint32_t>(older_.size());
    older_.push_back(first);
  }
  first = {tag_of(key_hash), record, older};
}

void key_index::grow() {
  const auto newest = std::exchange(newest_, std::vector<entry>(newest_.size() * 2));
  const auto older = std::exchange(older_, std::vector<entry>(1));
  std::vector<entry> bucket;
  for (std::size_t i = 0; i < newest.size(); ++i) {
    __builtin_prefetch(&older[newest[std::min(i + buckets_ahead, newest.size() - 1)].older]);
    bucket.clear();
    for (const entry* e = &newest[i]; e->record != nobody; e = &older[e->older]) {
      bucket.push_back(*e);
    }
    const std::uint64_t first = i & ((1U << first_bits) - 1);
    std::for_each(bucket.rbegin(), bucket.rend(),
                  [&](const entry& e) { put(std::uint64_t{e.tag} << first_bits | first, e.record); });
  }
}

} // namespace leadstream::dedup
