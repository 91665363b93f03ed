#pragma once
#include "tests/simweb/overpass/map_data.hpp"
#include "tests/simweb/overpass/query.hpp"

#include <string>

namespace leadstream::simweb::overpass {

/// What a query gives: elements as JSON, comma separated, and how many.
struct answer {
  std::string elements;
  std::size_t count = 0;
  std::string error; ///< a regular expression that does not compile
};

/// Runs the query. `at_most` elements are printed whatever the query says (for answers that break off).
answer evaluate(const query& what, const map_data& data, std::size_t at_most = SIZE_MAX);

/// One element as the real server prints it.
void append_element(std::string& out, const map_element& element, const output& how);

/// Text as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

} // namespace leadstream::simweb::overpass
