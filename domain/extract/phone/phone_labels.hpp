#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::extraction {

/// What the words around a row of digits say it is.
enum class digits_meaning : std::uint8_t { unknown, phone, fax, other };

/// By the words before it: the nearest label counts ("Tel. 1 Fax" -> fax). "Tel/Fax" is a phone.
digits_meaning meaning_before(std::string_view text);

/// By what follows at once: "(fax)", "%", "EUR". A word with a colon belongs to what comes next.
digits_meaning meaning_behind(std::string_view text);

} // namespace leadstream::extraction
