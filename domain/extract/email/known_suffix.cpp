#include "domain/extract/email/known_suffix.hpp"

#include <libpsl.h>

#include <string>

namespace leadstream::extraction {

bool has_known_suffix(std::string_view domain) {
  static const psl_ctx_t* const list = psl_builtin();
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) {
    return false;
  }
  const std::string top(domain.substr(dot + 1));
  if (top == "test") {
    return true;
  }
  constexpr int types = PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE;
  return psl_is_public_suffix2(list, top.c_str(), types) != 0 &&
         psl_is_public_suffix2(list, std::string(domain).c_str(), types) == 0;
}

} // namespace leadstream::extraction
