#pragma once
#include "domain/model/lead.hpp"

#include <optional>
#include <string_view>

namespace leadstream::enrich {

/// The size category that a text about employees says: "120", "1,234 employees", "51-200", "10'000+", "über
/// 500". A range counts by its upper end, so that "51-200" is '51-200'. Nothing when it says no number, or
/// something else besides: "-5", "1e3", "3.5".
std::optional<size_category> size_of_text(std::string_view text);

} // namespace leadstream::enrich
