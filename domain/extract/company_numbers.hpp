#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// What a text says of its company's numbers; empty: nothing.
struct company_numbers {
  std::string vat;          ///< without blanks and full stops: "DE123456789"; Swiss ones as "CHE-123.456.789"
  std::string registration; ///< of a register or an authority: "HRB 12345", "12345678000190"
};

/// The first of each that has its country's form: a VAT number behind any label for one, a number of a
/// register behind its own.
company_numbers find_company_numbers(std::string_view text);

} // namespace leadstream::extraction
