#pragma once
#include <cstdint>
#include <vector>

namespace bench {

/// Pairs of records that are one business by truth, by a clustering, and by both.
struct pair_score {
  std::uint64_t true_pairs = 0;
  std::uint64_t found_pairs = 0;
  std::uint64_t right_pairs = 0;

  double precision() const {
    return found_pairs == 0 ? 0 : static_cast<double>(right_pairs) / static_cast<double>(found_pairs);
  }
  double recall() const {
    return true_pairs == 0 ? 0 : static_cast<double>(right_pairs) / static_cast<double>(true_pairs);
  }
  double f1() const {
    const auto all = true_pairs + found_pairs;
    return all == 0 ? 0 : 2.0 * static_cast<double>(right_pairs) / static_cast<double>(all);
  }
};

/// Counts the pairs of two clusterings of the same records, each given as a cluster's name for each record.
pair_score score_pairs(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& found);

} // namespace bench
