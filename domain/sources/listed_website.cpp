#include "domain/sources/listed_website.hpp"

#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <string_view>

namespace leadstream::sources {
namespace {

std::string_view without_www(std::string_view host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

bool leads_to(const url& address, std::string_view host) {
  const std::string_view there = without_www(address.host);
  return there == host || (there.ends_with(host) && there[there.size() - host.size() - 1] == '.');
}

/// An absolute URL within a part of another, encoded or not.
std::string wrapped_in(std::string_view part, std::string_view own_host) {
  const std::string plain = percent_decode(part);
  const auto at = std::min(plain.find("http://"), plain.find("https://"));
  const auto address = at == std::string::npos ? result<url>(error{}) : parse_url(plain.substr(at));
  return address && !leads_to(*address, own_host) ? to_string(*address) : std::string{};
}

} // namespace

std::string listed_website(const std::string& link, const std::string& page) {
  const auto here = parse_url(page);
  const bool reference = link.starts_with('/') || link.find("://") != std::string::npos;
  const auto target = here && reference ? resolve(*here, link) : result<url>(error{});
  if (!target) {
    return link;
  }
  const std::string_view own_host = without_www(here->host);
  if (!leads_to(*target, own_host)) {
    return link;
  }
  for (std::string_view query = target->query; !query.empty();) {
    const auto end = std::min(query.find('&'), query.size());
    if (std::string found = wrapped_in(query.substr(0, end), own_host); !found.empty()) {
      return found;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return wrapped_in(target->path, own_host);
}

} // namespace leadstream::sources
