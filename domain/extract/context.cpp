#include "domain/extract/context.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {

std::string absolute(const context& page, std::string_view reference) {
  const std::string_view clean = trim(reference);
  const result<url> target = page.base ? resolve(*page.base, clean) : parse_url(clean);
  return target ? to_string(*target) : std::string{};
}

bool same_site(const context& page, std::string_view host) {
  if (host == page.host) {
    return true;
  }
  return !page.domain.empty() && host.ends_with(page.domain) &&
         (host.size() == page.domain.size() || host[host.size() - page.domain.size() - 1] == '.');
}

} // namespace leadstream::extraction
