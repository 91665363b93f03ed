#include "domain/extract/addresses.hpp"
#include "domain/extract/strings.hpp"
#include "domain/extract/utf8.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

/// Letters and digits alone, in lower case.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : unicode_lower(text)) {
    if (is_word(c) || is_high(c)) {
      out += c;
    }
  }
  return out;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string digits_of(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
  return out;
}

/// Whether both are one place: equal postcode, and one has no street, or the streets begin alike or hold each
/// other with the same numbers.
bool same_place(const place& a, const place& b) {
  if (squeezed(a.postal_code) != squeezed(b.postal_code)) {
    return false;
  }
  const std::string s = squeezed(a.street);
  const std::string t = squeezed(b.street);
  return s.empty() || t.empty() || s.substr(0, 8) == t.substr(0, 8) ||
         (digits_of(s) == digits_of(t) && (contains(s, t) || contains(t, s)));
}

void fill(place& held, const place& more) {
  const auto take = [](std::string& to, const std::string& from) {
    if (to.empty()) {
      to = from;
    }
  };
  take(held.street, more.street);
  take(held.city, more.city);
  take(held.state, more.state);
  take(held.postal_code, more.postal_code);
  take(held.country, more.country);
}

} // namespace

std::vector<place> merge_addresses(const structured_facts& structured, const std::vector<address_hit>& hits) {
  std::vector<place> out;
  const auto add = [&out](const place& address) {
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const place& held) { return same_place(held, address); });
    if (same == out.end()) {
      out.push_back(address);
    } else {
      fill(*same, address);
    }
  };
  for (const described_organization& organization : structured.organizations) {
    for (const place& address : organization.addresses) {
      if (organization.own && (!address.street.empty() || !address.postal_code.empty())) {
        add(address);
      }
    }
  }
  for (const address_hit& hit : hits) {
    add(hit.where);
  }
  return out;
}

} // namespace leadstream::extraction
