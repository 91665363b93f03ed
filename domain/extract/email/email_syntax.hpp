#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Which part of a text an address takes.
struct email_span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string address; ///< empty: there is none
};

/// The address around the '@' at `at`: grows over the letters of an address on both sides, never past
/// `floor`, and gives up what cannot belong to it (a word glued to its end, dots, quotes). `home` is the
/// page's own domain, here and below.
email_span email_around(std::string_view text, std::size_t at, std::string_view home, std::size_t floor = 0);

/// The text as an address with its domain in lower case, when it is one that a company could have: syntax
/// that providers accept, a known suffix, and no junk (image names, examples, placeholders, tracker ids).
/// Else empty.
std::string plausible_email(std::string_view candidate, std::string_view home);

/// Whether an address is one of a role (info@, sales@, kontakt@ …) rather than of a person.
bool is_role_address(std::string_view address);

} // namespace leadstream::extraction
