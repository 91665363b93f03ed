#pragma once
#include <span>
#include <string_view>

namespace leadstream::simweb {

/// A town with its place on the map and its share of the telephone plan.
struct town {
  std::string_view name;
  double latitude;
  double longitude;
  std::string_view postcode;
  std::string_view area;   ///< area code without the trunk prefix, may be empty
  std::string_view prefix; ///< first digits of every subscriber's number
  std::string_view language;
};

/// A country as far as company sites and telephone numbers need it.
struct country {
  std::string_view code; ///< ISO 3166-1 alpha-2
  std::string_view name; ///< in English
  std::string_view local_name;
  long relation;             ///< the id of its boundary relation on the map
  std::string_view calling;  ///< "41"
  std::string_view trunk;    ///< what precedes the area code inside the country: "0" or nothing
  std::string_view groups;   ///< lengths of the groups of the subscriber's number: "322"
  std::string_view legal[3]; ///< legal forms of companies
  std::span<const town> towns;
  std::string_view vat_prefix;
};

/// Twelve countries, each with two towns or more.
std::span<const country> countries();

/// Two-letter code, name or local name, compared without case; null when there is none.
const country* find_country(std::string_view name);

} // namespace leadstream::simweb
