#pragma once
#include <cstddef>
#include <string_view>

/// How alike two texts are, byte by byte: meant for folded text (see text.hpp). Any thread, no allocation.
namespace leadstream::dedup {

/// Texts are compared up to this many bytes; what follows is left out.
inline constexpr std::size_t longest_compared = 256;

/// The least number of insertions, deletions and substitutions that turn one text into the other
/// (Levenshtein), by Myers' bit-parallel algorithm.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// 1 - edit_distance / the longer length: 1 for equal texts (also two empty ones), 0 for nothing in common.
double edit_similarity(std::string_view a, std::string_view b);

/// The same, or 0 when the lengths alone keep it below `least`.
double edit_similarity_above(std::string_view a, std::string_view b, double least);

/// Jaro-Winkler similarity, 0..1: kind to texts that begin alike, meant for single words.
double jaro_winkler(std::string_view a, std::string_view b);

} // namespace leadstream::dedup
