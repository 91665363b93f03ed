#pragma once
#include "domain/extract/page/document.hpp"
#include "domain/extract/phone/phone_labels.hpp"

#include <cstdint>

namespace leadstream::extraction {

/// What icons right before a run of text, and the classes and names of the elements that begin with it, say
/// its digits are: <i class="fa fa-fax"></i>, <img alt="Fax">, <span aria-label="Fax">.
digits_meaning meaning_of_icon(const document& page, std::uint32_t text);

} // namespace leadstream::extraction
