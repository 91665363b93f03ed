#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// A company name taken apart.
struct legal_split {
  std::string core;       ///< the name without its legal form; empty when it is nothing else
  std::string legal_form; ///< in its usual spelling ("GmbH & Co. KG"), empty when there is none
  std::string before;     ///< the form as it stands before the core, in proper case: "ООО"
  std::string behind;     ///< the form as it stands behind the core, in proper case: "GmbH u. Co. KG"
};

/// Recognises the legal form at the end of a name, or where a language puts it there at the front
/// (config/lexicons/legal_forms.txt). The name is to be clean UTF-8 with single spaces.
legal_split split_legal_form(std::string_view name);

} // namespace leadstream
