#include "domain/url/url.hpp"

#include <algorithm>
#include <libpsl.h>
#include <memory>
#include <utility>

namespace leadstream {
namespace {

struct free_psl_string {
  void operator()(char* text) const { psl_free_string(text); }
};

bool is_lower_ascii(std::string_view host) {
  return std::all_of(host.begin(), host.end(),
                     [](unsigned char c) { return c < 0x80 && (c < 'A' || c > 'Z') && c != 0; });
}

/// "brand.com" of "brand.com" or "www.brand.com", which most hosts are: one question instead of four. Nothing
/// when it is more complicated.
std::string_view plain_domain(const std::string& host) {
  std::string_view rest = host;
  if (rest.starts_with("www.") && rest.find('.', 4) != std::string_view::npos) {
    rest.remove_prefix(4);
  }
  const std::size_t dot = rest.find('.');
  const bool two_labels = dot != std::string_view::npos && dot > 0 && dot + 1 < rest.size() &&
                          rest.find('.', dot + 1) == std::string_view::npos;
  // The view ends where the host ends, so it is terminated as C wants it.
  return two_labels && psl_is_public_suffix(psl_builtin(), rest.data()) == 0 ? rest : std::string_view();
}

std::string in_list(std::string host) {
  if (const std::size_t size = plain_domain(host).size(); size > 0) {
    host.erase(0, host.size() - size);
    return host;
  }
  const char* found = psl_registrable_domain(psl_builtin(), host.c_str());
  return found == nullptr ? std::string() : std::string(found);
}

} // namespace

std::string registrable_domain(std::string_view host) {
  if (host.empty() || host.size() > 1024 || host.front() == '.' || is_address(host))
    return {};
  std::string text(host);
  if (is_lower_ascii(host))
    return in_list(std::move(text));
  char* lower = nullptr;
  if (psl_str_to_utf8lower(text.c_str(), "utf-8", nullptr, &lower) != PSL_SUCCESS)
    return {};
  const std::unique_ptr<char, free_psl_string> owner(lower);
  return in_list(lower);
}

} // namespace leadstream
