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
/// `labelled`: something says that it is a phone number, so that a mobile may lack the zero before it.
phone_number read_phone(std::string_view text, const std::string& region, bool labelled = false);

/// Whether a number is written in the groups that its region writes it in, or with all behind the first group
/// in one: "33 12 45 67" in Denmark, "348 7712065" in Italy.
bool is_grouped_as_dialled(std::string_view text, const std::string& region);

/// Whether a region (ISO 3166-1 alpha-2, in capitals) has a numbering plan.
bool is_region(const std::string& region);

/// The regions that share a country code ("1" -> US), main one first; empty for no code.
std::string region_of_country_code(int code);

} // namespace leadstream::extraction
