#pragma once
#include "domain/model/observation.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Industries: search words in several languages, OpenStreetMap tags and NAICS codes of the same trade
/// (config/industries/industries.txt). Pure, any thread.
namespace leadstream::enrich {

/// One condition on the tags of an element; an empty value asks for any value of the key.
struct osm_filter {
  std::string key;
  std::string value;
  bool is_pattern = false; ///< value is a regular expression without case

  bool operator==(const osm_filter&) const = default;
};

/// What to ask OpenStreetMap for; elements that fulfil any of the filters belong to the industry, or to one
/// of several ("hotels and restaurants"). A word that is not known is looked for as a value of the usual
/// keys; "amenity=restaurant" is that tag.
std::vector<osm_filter> osm_filters(std::string_view industry);

/// For a word that neither an industry nor a tag of one says: names with it as whole words, to be asked for
/// where no element has such a tag. Empty for other words.
std::vector<osm_filter> osm_name_filters(std::string_view industry);

/// The industry of an element's tags as a fact: its word, method "osm_tag", detail the tag that told it
/// ("amenity=dentist"). An empty value when they tell none.
fact industry_of_tags(const std::vector<std::pair<std::string, std::string>>& tags);

/// The word that leads carry for an industry word or its synonym ("Zahnärzte" -> "dentist"); empty when
/// unknown.
std::string canonical_industry(std::string_view word);

/// The NAICS code (6 digits) of an industry word; empty when unknown.
std::string naics_of(std::string_view word);

/// The industry word that stands for a NAICS code, by its longest known prefix of at least 4 digits; empty
/// when none.
std::string industry_of_naics(std::string_view code);

/// Whether a company of industry `actual` is what a search for `wanted` means: the same industry by any
/// synonym, one that belongs to a whole group ("bakery" is a "shop"), or for unknown words the same words.
bool same_industry(std::string_view wanted, std::string_view actual);

} // namespace leadstream::enrich
