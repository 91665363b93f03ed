#include "tests/bench/pair_score.hpp"

#include <algorithm>

namespace bench {
namespace {

/// The pairs within runs of equal names.
std::uint64_t pairs_of(std::vector<std::uint64_t> names) {
  std::sort(names.begin(), names.end());
  std::uint64_t pairs = 0;
  for (auto from = names.begin(); from != names.end();) {
    const auto to = std::upper_bound(from, names.end(), *from);
    const auto size = static_cast<std::uint64_t>(to - from);
    pairs += size * (size - 1) / 2;
    from = to;
  }
  return pairs;
}

} // namespace

pair_score score_pairs(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& found) {
  std::vector<std::uint64_t> both(truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    both[i] = static_cast<std::uint64_t>(truth[i]) << 32U | found[i];
  }
  return {pairs_of({truth.begin(), truth.end()}), pairs_of({found.begin(), found.end()}),
          pairs_of(std::move(both))};
}

} // namespace bench
