#include "domain/crawl/moved_site.hpp"

#include "domain/text/plain_words.hpp"

#include <string>

namespace leadstream::crawl {
namespace {

constexpr std::size_t shortest_part = 4; ///< letters that two names share by more than chance

std::string domain_of(const url& address) {
  const std::string domain = registrable_domain(address.host);
  return domain.empty() ? address.host : domain;
}

/// Without blanks; "baeckerei" and "bäckerei" are one.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : plain_words(text)) {
    const bool umlaut =
        c == 'e' && !out.empty() && std::string_view("aou").find(out.back()) != std::string_view::npos;
    if (c != ' ' && !umlaut) {
      out += c;
    }
  }
  return out;
}

/// The first label of a domain, letters and digits alone.
std::string label_of(const std::string& domain) {
  return squeezed(domain.substr(0, domain.find('.')));
}

bool alike(const std::string& a, const std::string& b) {
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return a == b || (shorter.size() >= shortest_part && longer.find(shorter) != std::string::npos);
}

} // namespace

bool leads_elsewhere(const url& asked, const url& landed, std::string_view name) {
  const std::string from = domain_of(asked);
  const std::string to = domain_of(landed);
  return from != to && !alike(label_of(from), label_of(to)) && !alike(label_of(from), squeezed(name));
}

} // namespace leadstream::crawl
