#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// A telephone number that exists by the plan of its country.
struct phone_number {
  std::string e164;      ///< "+41443643535", at most 16 characters
  std::string extension; ///< digits to dial afterwards, empty when there is none
  std::string region;    ///< ISO 3166-1 alpha-2 of the number, "001" for numbers of no country
};

/// Reads a number in any notation. `region` (ISO 3166-1 alpha-2, any case, may be empty) says how to read a
/// number without country code. The error is a sentence for people.
result<phone_number> clean_phone(std::string_view text, std::string_view region);

/// Whether telephone numbers of that region can be read.
bool is_phone_region(const std::string& region);

} // namespace leadstream
