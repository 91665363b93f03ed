#pragma once
#include "domain/intel/growth.hpp"
#include "domain/intel/rules.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace leadstream::intel {

/// A turn by which trouble and topic are one.
struct pain_turn {
  std::string_view category;
  double confidence = 0;
};

/// The surest turn in the plain words of a clause; among equals the first of the lexicon pain_turns.
std::optional<pain_turn> pain_turn_in(std::string_view plain);

/// Whether plain words speak of the house, or as the house: "our", "we", "my".
bool speaks_of_house(std::string_view plain);

/// Whether the plain words of a clause deny the trouble in it.
bool clause_denies_pain(std::string_view plain);

/// Whether the plain words of a whole sentence say that its trouble is not the house's own of today: a
/// title, advice, a sale, a trouble of others, in general, of the past or mended.
bool sentence_denies_pain(std::string_view plain, text_kind kind);

} // namespace leadstream::intel
