#include "net/api/assets.hpp"

#include <algorithm>

namespace leadstream::api {

const asset* find_asset(std::string_view name) {
  const auto& all = assets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const asset& a) { return a.name == name; });
  return found == all.end() ? nullptr : &*found;
}

} // namespace leadstream::api
