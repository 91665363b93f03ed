#pragma once
#include "domain/extract/context.hpp"

#include <string>

namespace leadstream::extraction {

/// A line as it is written, with a bar between the elements that set a name apart from its title:
/// "<b>Anna Keller</b> <i>Inhaberin</i>" -> "Anna Keller | Inhaberin".
std::string with_bars_between_elements(const context& page, const segment& line);

} // namespace leadstream::extraction
