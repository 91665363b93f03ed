#pragma once
#include <string>

namespace leadstream {

/// The same page in a language, as rel=alternate with hreflang declares it.
struct translation {
  std::string language; ///< BCP 47 in lower case: "pt-br", "x-default"
  std::string url;      ///< absolute
  bool operator==(const translation&) const = default;
};

} // namespace leadstream
