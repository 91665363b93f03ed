#pragma once
#include <cstddef>
#include <re2/re2.h>
#include <string_view>

/// How countries write postcodes, and what a line must have for each form to be worth a look. A pattern is
/// made when a page first needs it: most pages need two of them. Group 1 is the code with what belongs to it.
/// Any thread.
namespace leadstream::extraction::postcode_forms {

const RE2& us();               ///< "Oakland, CA 94607": 2 the state, 3 the code
const RE2& us_without_state(); ///< "Oakland, 94607": 1 the town, 2 the code
const RE2& us_without_code();  ///< "Oakland, CA": 2 the state
const RE2& canada();           ///< "ON K1A 0B1": 2 the province, 3 the code
const RE2& britain();
const RE2& ireland();
const RE2& brazil();      ///< "CEP 90570-080": 2 the label, 3 the code
const RE2& brazil_town(); ///< behind a code: 1 the town, 2 the state
const RE2& australia();   ///< "NSW 2000": 2 the state, 3 the code
const RE2& europe(); ///< "CH-8001 Zürich": 2 letters of the country, 3 the code, 4 the town and what follows
const RE2& behind_town(); ///< "Shanghai 200233": 2 the code

/// What a line must have for a form to be worth a look.
struct line_shape {
  std::size_t longest_run = 0; ///< of digits
  bool letter_then_digit = false;
  bool digit_between_letters = false; ///< "K1A 0B1"
  bool digit_then_letter = false;
  bool digits_behind_word = false; ///< "Texas, 75209", "NSW 2000"
  bool town_behind_digits = false; ///< "8001 Zürich"
  bool digit_dash_digit = false;
};
line_shape shape_of(std::string_view line);

/// "Oakland, CA": where a state may stand without a code.
bool has_capital_behind_comma(std::string_view line);

} // namespace leadstream::extraction::postcode_forms
