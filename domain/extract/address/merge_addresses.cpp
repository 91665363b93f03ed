#include "domain/extract/address/addresses.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

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

/// The numbers of a street, letters that follow them included, in order.
std::vector<std::string> numbers_of(std::string_view street) {
  std::vector<std::string> out;
  for (const std::string_view word : split(street, " ,.-/#\t")) {
    if (is_digit(word.front())) {
      out.push_back(unicode_lower(word));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool share_a_word(const std::string& a, const std::string& b) {
  const auto words = split(a, " ,.-/");
  return std::any_of(words.begin(), words.end(), [&b](std::string_view word) {
    return word.size() >= 4 && !is_digit(word.front()) && b.find(word) != std::string::npos;
  });
}

/// Whether both are one place: equal postcode, and one has no street, or the one's street says no more than
/// the other's: its numbers are among the other's, and a word is common. "Center 4, 200 First Street" and
/// "Center 5, 200 First Street" are two places.
bool same_place(const place& a, const place& b) {
  if (squeezed(a.postal_code) != squeezed(b.postal_code)) {
    return false;
  }
  const std::string s = squeezed(a.street);
  const std::string t = squeezed(b.street);
  if (s.empty() || t.empty() || s == t) {
    return true;
  }
  const std::vector<std::string> m = numbers_of(a.street);
  const std::vector<std::string> n = numbers_of(b.street);
  const bool within = std::includes(m.begin(), m.end(), n.begin(), n.end()) ||
                      std::includes(n.begin(), n.end(), m.begin(), m.end());
  return within &&
         (contains(s, t) || contains(t, s) ||
          (!m.empty() && !n.empty() && share_a_word(unicode_lower(a.street), unicode_lower(b.street))));
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
