#include "domain/flow/opt_out_list.hpp"

#include "domain/url/host.hpp"

namespace leadstream::flow {
namespace {

/// As hosts of URLs are written; "*." and a dot in front mean the same as the domain alone.
std::string normal(std::string domain) {
  domain.erase(0, domain.starts_with("*.") ? 2 : domain.starts_with('.') ? 1 : 0);
  const auto host = normalise_host(domain);
  return host ? *host : domain;
}

} // namespace

opt_out_list::opt_out_list(const std::vector<std::string>& fixed) {
  for (const auto& domain : fixed) {
    fixed_.insert(normal(domain));
  }
}

void opt_out_list::add(const std::string& domain) {
  const std::lock_guard lock(mutex_);
  added_.insert(normal(domain));
}

bool opt_out_list::remove(const std::string& domain) {
  const std::lock_guard lock(mutex_);
  return added_.erase(normal(domain)) > 0;
}

bool opt_out_list::contains(std::string_view host) const {
  const std::lock_guard lock(mutex_);
  if (fixed_.empty() && added_.empty()) {
    return false;
  }
  for (;;) {
    if (fixed_.contains(host) || added_.contains(host)) {
      return true;
    }
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) {
      return false;
    }
    host.remove_prefix(dot + 1);
  }
}

} // namespace leadstream::flow
