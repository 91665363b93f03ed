#include "domain/crawl/sitemap.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are read within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leadstream::crawl::sitemap_limits limits;
  limits.bytes = 1U << 20U;
  limits.entries = 50;
  const auto found = leadstream::crawl::parse_sitemap({reinterpret_cast<const char*>(data), size}, limits);
  if (found.pages.size() > limits.entries || found.sitemaps.size() > limits.entries) {
    std::abort();
  }
  return 0;
}
