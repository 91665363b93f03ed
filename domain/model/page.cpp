#include "domain/model/page.hpp"

#include <algorithm>

namespace leadstream {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::string_view find_header(const std::vector<header>& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const header& candidate) { return same_name(candidate.name, name); });
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

} // namespace leadstream
