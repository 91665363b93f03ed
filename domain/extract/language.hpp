#pragma once
#include "domain/extract/page/document.hpp"

#include <string>
#include <string_view>

namespace leadstream::extraction {

/// A language tag that a page declares ("de-CH"), from html lang, meta or Open Graph; empty when it declares
/// none.
std::string declared_language(const document& page);

/// ISO 639-1 of what the text is written in, by script and by its commonest words; empty when that does not
/// tell.
std::string detect_language(std::string_view text);

/// The language of a page: what the text is, when it is long enough to tell, else what was declared.
std::string language_of(std::string_view declared_tag, std::string_view text);

} // namespace leadstream::extraction
