#include "domain/url/url.hpp"

#include <algorithm>
#include <libpsl.h>
#include <memory>

namespace leadstream {
namespace {

struct free_psl_string {
  void operator()(char* text) const { psl_free_string(text); }
};

bool is_lower_ascii(std::string_view host) {
  return std::all_of(host.begin(), host.end(),
                     [](unsigned char c) { return c < 0x80 && (c < 'A' || c > 'Z') && c != 0; });
}

std::string in_list(const std::string& host) {
  const char* found = psl_registrable_domain(psl_builtin(), host.c_str());
  return found == nullptr ? std::string() : std::string(found);
}

} // namespace

std::string registrable_domain(std::string_view host) {
  if (host.empty() || host.size() > 1024 || host.front() == '.' || is_address(host))
    return {};
  const std::string text(host);
  if (is_lower_ascii(host))
    return in_list(text);
  char* lower = nullptr;
  if (psl_str_to_utf8lower(text.c_str(), "utf-8", nullptr, &lower) != PSL_SUCCESS)
    return {};
  const std::unique_ptr<char, free_psl_string> owner(lower);
  return in_list(lower);
}

} // namespace leadstream
