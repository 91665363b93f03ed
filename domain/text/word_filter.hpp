#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace leadstream {

/// Tells of most words, by first byte and length, that they are none of a set, before they are hashed.
class word_filter {
public:
  void add(std::string_view word) { lengths_[first_of(word)] |= length_bit(word); }

  /// False for no word that was added.
  bool may_hold(std::string_view word) const { return (lengths_[first_of(word)] & length_bit(word)) != 0; }

private:
  static std::size_t first_of(std::string_view word) {
    return word.empty() ? 0 : static_cast<unsigned char>(word[0]);
  }
  static std::uint32_t length_bit(std::string_view word) {
    return std::uint32_t{1} << std::min<std::size_t>(word.size(), 31);
  }

  std::array<std::uint32_t, 256> lengths_{}; ///< a bit for each length of the words with this first byte
};

} // namespace leadstream
