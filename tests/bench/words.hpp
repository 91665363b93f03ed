#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace bench {

/// What differs from country to country.
struct country {
  const char* code;
  const char* calling_code;
  const char* top_level_domain;
  bool number_first; ///< "12 High Street", not "Hauptstrasse 12"
  std::span<const char* const> surnames;
  std::span<const char* const> trades;
  std::span<const char* const> legal_forms;
  std::span<const char* const> cities;
  std::span<const char* const> streets;
  /// Kinds of street: in full and in short.
  std::span<const std::pair<const char*, const char*>> street_kinds;
};

std::span<const country> countries();

/// Parts of made-up brand names.
std::span<const char* const> syllables();

} // namespace bench
