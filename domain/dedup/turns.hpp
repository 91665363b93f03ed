#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

namespace leadstream::dedup {

/// Who may work when several want the same keys: of those that share a key only the first to come works, the
/// others wait in the order they came. What shares none works at once. A plain class, one thread.
class turns {
public:
  using number = std::uint64_t;

  /// Whether the work may begin now; otherwise leave() names it later. A number enters once until it leaves.
  bool enter(number who, std::span<const std::uint64_t> keys);

  /// The work is over: who may begin now.
  std::vector<number> leave(number who);

private:
  struct entry {
    std::vector<std::uint64_t> keys;
    std::size_t behind = 0; ///< keys at which somebody came before
  };
  std::unordered_map<std::uint64_t, std::deque<number>> lines_;
  std::unordered_map<number, entry> entries_;
};

} // namespace leadstream::dedup
