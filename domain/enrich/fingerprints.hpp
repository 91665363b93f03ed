#pragma once
#include "domain/enrich/technology.hpp"
#include "domain/model/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// Fingerprints in the Wappalyzer form: files of technologies and one of categories.
struct fingerprints {
  std::vector<technology> technologies;
  std::map<int, std::string> categories;
  /// What could not be taken over and why: WooCommerce: scriptSrc: "a(?!b)": invalid perl operator: (?!.
  std::vector<std::string> skipped;
  /// Fields that need a browser or requests of their own (js, xhr, robots, dom properties …): "WooCommerce:
  /// js".
  std::vector<std::string> unseen;
};

/// Adds the technologies of one file ({"Name":{"cats":[…],…}}).
result<done> read_technologies(std::string_view json_text, fingerprints& into);

/// Adds the categories of a file ({"1":{"name":"CMS"}}).
result<done> read_categories(std::string_view json_text, fingerprints& into);

} // namespace leadstream::enrich
