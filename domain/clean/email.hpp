#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// An email address as it is stored and compared.
struct email_address {
  std::string value;  ///< lower case, the domain as punycode
  std::string local;  ///< before the @
  std::string domain; ///< after the @
};

/// Checks and normalises an address that a mailbox of the public internet can have: a dot-atom of at most 64
/// bytes (RFC 5321; letters of other scripts by RFC 6531), @, a domain name with a dot; at most 254 bytes.
/// Spaces around it are cut, of a mailto: link the address is taken. Quoted local parts, comments and address
/// literals are refused. The error is a sentence for people.
result<email_address> clean_email(std::string_view text);

} // namespace leadstream
