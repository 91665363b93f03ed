#include "storage/postgres/session.hpp"

#include <algorithm>

namespace leadstream::storage::postgres {
namespace {

/// Takes a parameter of ours out of the query of a URL; gives its value.
std::string take_parameter(std::string& url, const std::string& name) {
  const std::size_t query = url.find('?');
  const std::size_t at = query == std::string::npos ? query : url.find(name + "=", query);
  if (at == std::string::npos || (url[at - 1] != '?' && url[at - 1] != '&')) {
    return {};
  }
  const std::size_t end = std::min(url.find('&', at), url.size());
  std::string value = url.substr(at + name.size() + 1, end - at - name.size() - 1);
  url.erase(at, std::min(url.size(), end + 1) - at);
  if (url.back() == '&' || url.back() == '?') {
    url.pop_back();
  }
  return value;
}

std::string_view authority_of(std::string_view url) {
  const std::size_t start = std::min(url.find("://"), url.size() - 3) + 3;
  return url.substr(start, url.find_first_of("/?", start) - start);
}

std::string masked(std::string url) {
  const std::string authority(authority_of(url));
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at != std::string::npos && colon < at) {
    url.replace(url.find(authority) + colon, at - colon, ":***");
  }
  return url.substr(0, url.find('?'));
}

} // namespace

address read_address(std::string_view url) {
  address where;
  where.url = url;
  const std::string told = take_parameter(where.url, "pgbouncer");
  where.pooled = told == "true" || authority_of(where.url).ends_with(":6543");
  where.without_secret = masked(where.url);
  return where;
}

} // namespace leadstream::storage::postgres
