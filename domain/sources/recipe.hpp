#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/model/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::sources {

/// How a directory is searched and read, so that a directory is added without code.
struct recipe {
  enum class form : std::uint8_t {
    html,    ///< CSS selectors; "a.web@href" takes an attribute, "@data-id" one of the record itself
    json,    ///< paths: "contact.phones.0"
    json_ld, ///< paths in the JSON-LD nodes of a type
  };
  /// A page that was saved, with what it gives: a recipe's own test.
  struct example {
    std::string url;
    std::string page;
    std::string expected; ///< JSON {"records": [{column: text}], "next": URL}
  };

  std::string base; ///< base URL, {base} in the template; empty: the directory is not ready
  std::string
      search; ///< URL template with {base}, {industry}, {location}, {page}, {offset} (page_size a page)
  recipe::form form = recipe::form::html;
  std::string each;                          ///< what holds a record: a selector, a path, a schema.org type
  std::map<std::string, std::string> fields; ///< where a column (import_columns()) is found in a record
  std::string next;                          ///< where the next page's URL is found; empty: pages are counted
  std::uint32_t first_page = 1;
  std::uint32_t page_size = 0; ///< a page with fewer records is the last; 0: an empty page is
  std::uint32_t most_pages = 25;
  bool robots = true; ///< whether robots.txt is asked
  std::vector<example> examples;
};

/// What a page of a directory gives.
struct recipe_page {
  std::vector<std::map<std::string, std::string>> records; ///< texts by column
  std::string next; ///< absolute URL of the next page; empty when there is none
};
result<recipe_page> read_recipe_page(const recipe& how, const page& answer);

/// Whether one page after the other can be asked for: by {page}, {offset} or links.
bool has_pages(const recipe& how);

/// What is wrong with a recipe (a selector that does not parse, a column or a placeholder that nobody knows,
/// a base that is no URL); empty when nothing is.
std::string fault_of(const recipe& how);

/// Runs an example; empty when the page gives what is expected, else how it differs.
std::string check_example(const recipe& how, const recipe::example& one);

} // namespace leadstream::sources
