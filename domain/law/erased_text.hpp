#pragma once
#include "domain/law/suppression.hpp"

#include <string>
#include <string_view>

namespace leadstream::law {

/// The text with "erased" in place of every mention of the subject, in any case and with '@' and '+' percent-
/// encoded too. A longer address, domain or number in which it only stands stays; with a domain goes what
/// stands below it, addresses too. Knows the escapes of JSON, whose text stays JSON.
std::string erased_text(std::string_view text, const subject& who);

/// Whether the text may mention the subject: a number however its digits are parted, with or without its
/// country.
bool may_mention(std::string_view text, const subject& who);

} // namespace leadstream::law
