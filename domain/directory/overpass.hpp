#pragma once
#include "domain/directory/osm_tags.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/result.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The Overpass API of OpenStreetMap: what is asked and what is answered.
/// Source: https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL and its output_json.
namespace leadstream::directory {

/// One condition on tags; all pairs of a filter must hold. An empty value asks for any value.
struct tag_filter {
  struct pair {
    std::string key;
    std::string value;
    bool is_pattern = false; ///< value is a regular expression, compared without case
  };
  std::vector<pair> pairs;
};

struct overpass_query {
  std::vector<tag_filter> filters; ///< any of them
  /// "Vaduz", "9490 Vaduz", "9490, LI", "Zurich, CH", a boundary "relation/1155955", or a box
  /// "47.1,9.5,47.2,9.6" (south, west, north, east)
  std::string location;
  std::uint32_t limit = 50; ///< elements wanted
  std::chrono::seconds timeout{60};
  std::vector<tag_filter> otherwise = {}; ///< instead, where nothing fulfils the filters; may be empty
};

/// The query text in Overpass QL. Only elements with a name are asked for.
std::string to_overpass_ql(const overpass_query& query);

/// Asks which areas a location names, with any accents; for a postcode whether anything has it.
struct place_question {
  std::string query;        ///< Overpass QL; empty for a box, which is where it is
  bool with_region = false; ///< the location names a larger region, too
};
place_question ask_for_place(const std::string& location, std::chrono::seconds timeout);

/// The form body that carries a query.
std::string to_form(std::string_view query);

/// What an answer says.
struct overpass_answer {
  std::vector<observation> companies; ///< raw observations without id, in the order of the answer
  std::string remark;                 ///< why the answer is partial; empty when it is whole
  std::size_t nameless = 0;           ///< elements without an id or a name, left out
};

/// What an answer says to the question for a place.
struct place_answer {
  bool found = false;             ///< there is such a place, in a region that there is
  std::vector<std::string> names; ///< of the areas, as the map writes them
};

/// An error as of read_overpass().
result<place_answer> read_place_answer(std::string_view body, const place_question& asked);

/// The location with the first of the names that its own spellings are not; empty when there is none.
std::string other_spelling(std::string_view location, const std::vector<std::string>& names);

/// Names the industry of an element's tags; a fact with an empty value when they tell none.
using industry_rule = std::function<fact(const tag_list&)>;

/// Reads an answer of status 200. An error when it is not the JSON of Overpass (an HTML page of a busy
/// server).
result<overpass_answer> read_overpass(std::string_view body, wall_time fetched_at,
                                      const industry_rule& industry_of);

} // namespace leadstream::directory
