#include "app/try/table.hpp"

#include "app/try/handlers.hpp"

namespace leadstream::app {

std::vector<std::string> html_keys(std::initializer_list<const char*> more) {
  std::vector<std::string> keys{"html", "html_base64", "path"};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

const std::vector<trial>& trials() {
  static const std::vector<trial> all{};
  return all;
}

} // namespace leadstream::app
