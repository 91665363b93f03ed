#pragma once
#include "domain/extract/page/arena.hpp"

#include <string_view>

namespace leadstream::extraction {

/// Where a character reference stands: in an attribute "&copy=1" is none.
enum class reference_place : unsigned char { text, attribute };

/// The text with its character references undone, by the rules of the WHATWG tokenizer. The view itself when
/// it holds none, else memory of the arena.
std::string_view without_references(std::string_view text, reference_place place, arena& memory);

} // namespace leadstream::extraction
