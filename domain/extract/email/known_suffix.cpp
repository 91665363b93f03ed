#include "domain/extract/email/known_suffix.hpp"

#include "domain/text/strings.hpp"

#include <algorithm>
#include <libpsl.h>

#include <string>

namespace leadstream::extraction {

namespace {

/// "lan" of "praxis.lan"; empty for addresses of machines and names without a dot.
std::string_view top_of(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  const std::string_view top = dot == std::string_view::npos ? "" : domain.substr(dot + 1);
  return std::all_of(top.begin(), top.end(), is_digit) ? "" : top;
}

} // namespace

bool has_known_suffix(std::string_view domain, std::string_view home) {
  static const psl_ctx_t* const list = psl_builtin();
  const std::string top(top_of(domain));
  if (top.empty() || domain.front() == '.') {
    return false;
  }
  if (is_one_of(top, {"test", "example"}) || top == top_of(home)) {
    return true;
  }
  constexpr int types = PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE;
  return psl_is_public_suffix2(list, top.c_str(), types) != 0 &&
         psl_is_public_suffix2(list, std::string(domain).c_str(), types) == 0;
}

} // namespace leadstream::extraction
