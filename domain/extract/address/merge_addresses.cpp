#include "domain/extract/address/addresses.hpp"
#include "domain/extract/bounds.hpp"
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

/// A place in the forms that places are compared by.
struct compared {
  explicit compared(const place& p)
      : postal_code(squeezed(p.postal_code)), street(squeezed(p.street)), words(unicode_lower(p.street)),
        numbers(numbers_of(p.street)) {}

  std::string postal_code;
  std::string street;
  std::string words;
  std::vector<std::string> numbers;
};

/// Whether both are one place: equal postcode, and one has no street, or the one's street says no more than
/// the other's: its numbers are among the other's, and a word is common. "Center 4, 200 First Street" and
/// "Center 5, 200 First Street" are two places.
bool same_place(const compared& a, const compared& b) {
  if (a.postal_code != b.postal_code) {
    return false;
  }
  if (a.street.empty() || b.street.empty() || a.street == b.street) {
    return true;
  }
  const auto& m = a.numbers;
  const auto& n = b.numbers;
  const bool within = std::includes(m.begin(), m.end(), n.begin(), n.end()) ||
                      std::includes(n.begin(), n.end(), m.begin(), m.end());
  return within && (contains(a.street, b.street) || contains(b.street, a.street) ||
                    (!m.empty() && !n.empty() && share_a_word(a.words, b.words)));
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
  std::vector<compared> forms; ///< of those
  const auto add = [&](const place& address) {
    const compared form(address);
    const auto same = std::find_if(forms.begin(), forms.end(),
                                   [&](const compared& held) { return same_place(held, form); });
    if (same != forms.end()) {
      place& held = out[static_cast<std::size_t>(same - forms.begin())];
      fill(held, address);
      *same = compared(held);
    } else if (out.size() < most_found_of_a_kind) {
      out.push_back(address);
      forms.push_back(form);
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
