#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// One feature of a text: which of the model's buckets it falls into, and how much it weighs.
struct text_feature {
  std::uint32_t bucket = 0;
  float weight = 0;
};

inline constexpr std::uint32_t feature_buckets = 1U << 14U;

/// The features of a text in order of bucket, together of length 1 (so that long texts weigh no more than
/// short ones): words without plural endings, pairs of neighbours, and groups of letters for words never
/// seen. Reads at most 20,000 bytes.
std::vector<text_feature> text_features(std::string_view text);

} // namespace leadstream::enrich
