#pragma once
#include <string_view>
#include <vector>

/// Files that are built into the program: the description of the API and the page that shows it.
namespace leadstream::api {

struct asset {
  std::string_view name; ///< "leads.json"
  std::string_view bytes;
};

/// All of them, in no order.
const std::vector<asset>& assets();

/// Null when there is no file of that name.
const asset* find_asset(std::string_view name);

} // namespace leadstream::api
