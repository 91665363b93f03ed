#include "domain/dedup/similarity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace leadstream::dedup {
namespace {

constexpr std::size_t word_bits = 64;
constexpr std::size_t most_words = longest_compared / word_bits;

void strip_common_ends(std::string_view& a, std::string_view& b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto head = static_cast<std::size_t>(left - a.begin());
  a.remove_prefix(head);
  b.remove_prefix(head);
  const auto [rear, other] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  const auto tail = static_cast<std::size_t>(rear - a.rbegin());
  a.remove_suffix(tail);
  b.remove_suffix(tail);
}

/// One column step of one word of 64 rows: `carry` is the horizontal difference that comes in and goes out.
struct column {
  std::uint64_t positive = ~std::uint64_t{0};
  std::uint64_t negative = 0;

  int step(std::uint64_t equal, int carry, std::uint64_t last_row) {
    const std::uint64_t borrowed = carry < 0 ? 1 : 0;
    const std::uint64_t vertical = equal | negative;
    equal |= borrowed;
    const std::uint64_t diagonal = (((equal & positive) + positive) ^ positive) | equal;
    std::uint64_t up = negative | ~(diagonal | positive);
    std::uint64_t down = positive & diagonal;
    const int out = (up & last_row) != 0 ? 1 : ((down & last_row) != 0 ? -1 : 0);
    up = (up << 1U) | (carry > 0 ? 1U : 0U);
    down = (down << 1U) | borrowed;
    positive = down | ~(vertical | up);
    negative = up & vertical;
    return out;
  }
};

std::size_t bit_parallel(std::string_view pattern, std::string_view text) {
  const std::size_t words = (pattern.size() + word_bits - 1) / word_bits;
  // The bits of each byte of the pattern; touched entries alone are cleared again, the table is too large for
  // that.
  thread_local std::array<std::array<std::uint64_t, most_words>, 256> rows{};
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    rows[static_cast<unsigned char>(pattern[i])][i / word_bits] |= std::uint64_t{1} << (i % word_bits);
  }
  std::array<column, most_words> columns{};
  const std::uint64_t top = std::uint64_t{1} << (word_bits - 1);
  const std::uint64_t last = std::uint64_t{1} << ((pattern.size() - 1) % word_bits);
  auto distance = static_cast<std::ptrdiff_t>(pattern.size());
  for (const char c : text) {
    const auto& equal = rows[static_cast<unsigned char>(c)];
    int carry = 1;
    for (std::size_t w = 0; w + 1 < words; ++w) {
      carry = columns[w].step(equal[w], carry, top);
    }
    distance += columns[words - 1].step(equal[words - 1], carry, last);
  }
  for (const char c : pattern) {
    rows[static_cast<unsigned char>(c)].fill(0);
  }
  return static_cast<std::size_t>(distance);
}

/// As bit_parallel(), for a pattern that one word holds: nearly all names.
std::size_t bit_parallel_short(std::string_view pattern, std::string_view text) {
  thread_local std::array<std::uint64_t, 256> rows{};
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    rows[static_cast<unsigned char>(pattern[i])] |= std::uint64_t{1} << i;
  }
  const std::size_t last = pattern.size() - 1;
  std::uint64_t positive = ~std::uint64_t{0};
  std::uint64_t negative = 0;
  std::size_t distance = pattern.size();
  for (const char c : text) {
    const std::uint64_t equal = rows[static_cast<unsigned char>(c)];
    const std::uint64_t diagonal = (((equal & positive) + positive) ^ positive) | equal | negative;
    const std::uint64_t up = negative | ~(diagonal | positive);
    const std::uint64_t down = positive & diagonal;
    distance += (up >> last & 1U) - (down >> last & 1U);
    const std::uint64_t shifted = (up << 1U) | 1U;
    positive = (down << 1U) | ~(diagonal | shifted);
    negative = shifted & diagonal;
  }
  for (const char c : pattern) {
    rows[static_cast<unsigned char>(c)] = 0;
  }
  return distance;
}

struct common_letters {
  std::size_t count = 0;
  std::size_t transposed = 0;
};

common_letters find_common(std::string_view a, std::string_view b) {
  const std::size_t reach = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  std::array<bool, word_bits> used{};
  std::array<char, word_bits> in_a{};
  common_letters found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t end = std::min(i + reach + 1, b.size());
    for (std::size_t j = i > reach ? i - reach : 0; j < end; ++j) {
      if (!used[j] && a[i] == b[j]) {
        used[j] = true;
        in_a[found.count++] = a[i];
        break;
      }
    }
  }
  std::size_t next = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    found.transposed += used[j] && in_a[next++] != b[j] ? 1U : 0U;
  }
  return found;
}

} // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, longest_compared);
  b = b.substr(0, longest_compared);
  strip_common_ends(a, b);
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  return a.empty() ? b.size() : a.size() <= word_bits ? bit_parallel_short(a, b) : bit_parallel(a, b);
}

double edit_similarity(std::string_view a, std::string_view b) {
  const std::size_t longer = std::min(std::max(a.size(), b.size()), longest_compared);
  return longer == 0 ? 1.0 : 1.0 - static_cast<double>(edit_distance(a, b)) / static_cast<double>(longer);
}

double edit_similarity_above(std::string_view a, std::string_view b, double least) {
  const auto [shorter, longer] = std::minmax({a.size(), b.size()});
  return static_cast<double>(shorter) < least * static_cast<double>(longer) ? 0 : edit_similarity(a, b);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  a = a.substr(0, word_bits);
  b = b.substr(0, word_bits);
  if (a == b) {
    return 1.0;
  }
  const common_letters common = find_common(a, b);
  if (common.count == 0) {
    return 0.0;
  }
  const auto m = static_cast<double>(common.count);
  const std::size_t swaps = common.transposed / 2;
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                       (m - static_cast<double>(swaps)) / m) /
                      3.0;
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto prefix = static_cast<double>(std::min<std::ptrdiff_t>(end - a.begin(), 4));
  return jaro + prefix * 0.1 * (1.0 - jaro);
}

} // namespace leadstream::dedup
