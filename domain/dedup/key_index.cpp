#include "domain/dedup/key_index.hpp"

namespace leadstream::dedup {
namespace {

constexpr std::size_t first_buckets = 1U << 12U;

} // namespace

key_index::key_index() : heads_(first_buckets) {}

void key_index::insert(std::uint64_t key_hash, std::uint32_t record) {
  if (entries_.size() >= heads_.size()) {
    grow();
  }
  std::uint32_t& head = bucket(key_hash);
  entries_.push_back({static_cast<std::uint32_t>(key_hash >> 32U), record, head});
  low_.push_back(static_cast<std::uint32_t>(key_hash));
  head = static_cast<std::uint32_t>(entries_.size());
}

void key_index::find(std::uint64_t key_hash, std::vector<std::uint32_t>& records) const {
  const auto tag = static_cast<std::uint32_t>(key_hash >> 32U);
  unsigned found = 0;
  for (std::uint32_t at = heads_[key_hash & (heads_.size() - 1)]; at != 0 && found < most_found;) {
    const entry& e = entries_[at - 1];
    if (e.tag == tag) {
      records.push_back(e.record);
      ++found;
    }
    at = e.next;
  }
}

void key_index::grow() {
  heads_.assign(heads_.size() * 2, 0);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    std::uint32_t& head = heads_[low_[i] & (heads_.size() - 1)];
    entries_[i].next = head;
    head = i + 1;
  }
}

} // namespace leadstream::dedup
