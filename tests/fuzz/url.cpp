#include "domain/url/url.hpp"

#include "domain/url/host.hpp"

#include <cstdint>
#include <cstdlib>

/// Whatever is accepted as a URL reads back as the same URL.
static void check(const leadstream::result<leadstream::url>& parsed) {
  if (!parsed)
    return;
  const auto again = leadstream::parse_url(leadstream::to_string(*parsed));
  // The written form may be longer than what is accepted, for it is percent-encoded.
  if (again ? !(*again == *parsed) : leadstream::to_string(*parsed).size() <= 2'083)
    std::abort();
  (void)leadstream::registrable_domain(parsed->host);
  (void)leadstream::to_unicode_host(parsed->host);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const auto base = leadstream::parse_url("https://example.com/a/b?c").value();
  check(leadstream::parse_url(text));
  check(leadstream::parse_url("http://" + std::string(text)));
  check(leadstream::resolve(base, text));
  (void)leadstream::registrable_domain(text);
  return 0;
}
