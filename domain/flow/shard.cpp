#include "domain/flow/shard.hpp"

#include "domain/url/url.hpp"

#include <string>

namespace leadstream::flow {

std::uint32_t shard_of_host(std::string_view host) {
  const std::string domain = registrable_domain(host);
  // FNV-1a: stable over versions and machines, which std::hash is not.
  std::uint32_t hash = 2166136261U;
  for (const char c : domain.empty() ? host : std::string_view(domain)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash % web_shards;
}

} // namespace leadstream::flow
