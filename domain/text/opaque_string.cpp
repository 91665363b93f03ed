#include "domain/text/opaque_string.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace leadstream {

std::string opaque_string(std::string_view text) {
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(piece);
  for (int32_t at = 0; at < wide.length(); ++at) {
    if (u_charType(wide[at]) == U_SPACE_SEPARATOR) {
      wide.setCharAt(at, u' ');
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) {
    wide = nfc->normalize(wide, status);
  }
  std::string made;
  wide.toUTF8String(made);
  return made;
}

} // namespace leadstream
