#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::intel {

/// What a growth signal tells.
enum class growth_type : std::uint8_t {
  recent_job_postings,
  funding_announcements,
  new_office_locations,
  product_launches,
  hiring_spree
};
const char* to_string(growth_type type);
std::optional<growth_type> parse_growth_type(std::string_view text);

/// What kind of growth a sentence that is known to be a signal speaks of, by its words. A sentence that
/// begins with "funding_announcements: " says so itself. Nothing when no word tells.
std::optional<growth_type> growth_type_of(std::string_view sentence);

} // namespace leadstream::intel
