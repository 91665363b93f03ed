#include "domain/dedup/agreement.hpp"

#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/similarity.hpp"

#include <algorithm>

namespace leadstream::dedup {
namespace {

constexpr double near_domains = 0.85; // the floor of fuzzy matching

template <class Same>
bool any_pair(const profile& a, const profile& b, Same same) {
  for (std::size_t i = 0; i < a.phone_count; ++i) {
    for (std::size_t j = 0; j < b.phone_count; ++j) {
      if (same(a.phones[i], b.phones[j])) {
        return true;
      }
    }
  }
  return false;
}

std::string_view from_digit(std::string_view text) {
  return text.substr(std::min(text.find_first_of("0123456789"), text.size()));
}

/// Two branches or rooms that number themselves are not mistyped.
bool same_digits(std::string_view a, std::string_view b) {
  a = from_digit(a);
  b = from_digit(b);
  while (!a.empty() && !b.empty() && a[0] == b[0]) {
    a = from_digit(a.substr(1));
    b = from_digit(b.substr(1));
  }
  return a.empty() && b.empty();
}

bool is_near(std::string_view a, std::string_view b) {
  const auto [shorter, longer] = std::minmax({a.size(), b.size()});
  const bool hopeless = static_cast<double>(shorter) < near_domains * static_cast<double>(longer);
  const bool on_platform = a.find('/') != std::string_view::npos || b.find('/') != std::string_view::npos;
  return !hopeless && !on_platform && a.substr(a.find('.') + 1) == b.substr(b.find('.') + 1) &&
         same_digits(a, b) && edit_similarity(a, b) >= near_domains;
}

} // namespace

agreement compare_phones(const profile& a, const profile& b) {
  if (a.phone_count == 0 || b.phone_count == 0) {
    return agreement::unknown;
  }
  if (any_pair(a, b, same_phone)) {
    return agreement::equal;
  }
  return any_pair(a, b, similar_phone) ? agreement::near : agreement::different;
}

agreement compare_sites(const profile& a, const profile& b) {
  const std::string_view left = a.view(a.site);
  const std::string_view right = b.view(b.site);
  if (left.empty() || right.empty()) {
    return agreement::unknown;
  }
  if (left == right) {
    return agreement::equal;
  }
  return is_near(left, right) ? agreement::near : agreement::different;
}

bool equal_parts(const profile& a, slice left, const profile& b, slice right) {
  return left.size > 0 && left.size == right.size && a.view(left) == b.view(right);
}

} // namespace leadstream::dedup
