#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// A company name, cleaned.
struct company_name {
  std::string value;      ///< as it is stored and shown: "Müller & Söhne GmbH", 2..100 characters
  std::string legal_form; ///< in its usual spelling: "GmbH"; empty when none was recognised
  std::string core;       ///< without legal form: "Müller & Söhne"; empty when the name is nothing else
};

/// Cleans a company name: control and invisible characters, emoji, trade marks and decoration go, spaces are
/// single; a name that shouts or whispers gets title case, but for known acronyms, particles and legal forms.
/// The error is a sentence for people.
result<company_name> clean_name(std::string_view text);

/// The name of a person by the same rules of characters and case, without looking for a legal form; at most
/// 100 characters.
result<std::string> clean_person_name(std::string_view text);

} // namespace leadstream
