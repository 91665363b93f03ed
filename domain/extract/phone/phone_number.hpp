#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// A number that exists in a numbering plan.
struct phone_number {
  std::string e164;   ///< empty: it is no valid number
  std::string region; ///< ISO 3166-1 alpha-2 of its plan, where one country has it alone
  std::string extension;
};

/// Reads one number. `region` is where it would be dialled; without one only "+41…" and "0041…" can be read.
phone_number read_phone(std::string_view text, const std::string& region);

/// Whether a region (ISO 3166-1 alpha-2, in capitals) has a numbering plan.
bool is_region(const std::string& region);

/// The regions that share a country code ("1" -> US), main one first; empty for no code.
std::string region_of_country_code(int code);

} // namespace leadstream::extraction
