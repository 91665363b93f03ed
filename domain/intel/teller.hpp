#pragma once
#include "domain/intel/clauses.hpp"
#include "domain/intel/growth_type.hpp"

#include <cstdint>
#include <string_view>

namespace leadstream::intel {

/// Whose news a sentence tells.
enum class teller : std::uint8_t { own, unclear, other };

/// Whether `company` (empty: the author) does, or has done to it, what the sentence tells of at the place
/// `verb` of its plain words: by the subject that stands nearest before it.
teller whose(const parted_sentence& sentence, std::size_t verb, growth_type type, std::string_view company);

/// Whether a sentence speaks of `company` at all: by its name, as "the company" or as "we".
bool names_own(const parted_sentence& sentence, std::string_view company);

} // namespace leadstream::intel
