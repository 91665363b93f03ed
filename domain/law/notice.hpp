#pragma once
#include "domain/model/lead.hpp"

#include <string>

namespace leadstream::law {

/// Who answers for the data and why it may be kept.
struct controller {
  std::string identity;  ///< name, postal address, mail address
  std::string basis;     ///< "legitimate_interests", …
  std::string opt_out;   ///< where to object, as a URL; may be empty
  std::string retention; ///< how long data are kept, as a part of a sentence; empty: without a term
};

/// Why the data are there.
inline constexpr const char* purpose = "first contact about our services";
/// "legitimate_interests" in words, with where the law says it.
std::string basis_text(const std::string& basis);

/// The text that a first contact must carry (GDPR Art. 14): who, why, what, from where, how long, which
/// rights.
std::string first_contact_notice(const lead& whole, const controller& who);

} // namespace leadstream::law
