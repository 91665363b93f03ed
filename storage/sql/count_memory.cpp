#include "storage/sql/count_memory.hpp"

namespace leadstream::storage::sql {

std::optional<std::uint64_t> count_memory::version() const {
  const std::uint64_t now = clock_;
  return now % 2 == 0 ? std::optional(now) : std::nullopt;
}

std::optional<std::uint64_t> count_memory::find(std::uint64_t version, const std::string& what) const {
  const std::lock_guard lock(guard_);
  const auto found = counts_.find(what);
  return version == kept_at_ && found != counts_.end() ? std::optional(found->second) : std::nullopt;
}

void count_memory::keep(std::uint64_t version, const std::string& what, std::uint64_t count) {
  constexpr std::size_t most = 10'000;
  const std::lock_guard lock(guard_);
  if (version < kept_at_) {
    return;
  }
  if (version > kept_at_ || counts_.size() >= most) {
    counts_.clear();
    kept_at_ = version;
  }
  counts_.emplace(what, count);
}

} // namespace leadstream::storage::sql
