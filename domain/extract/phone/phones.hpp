#pragma once
#include "domain/extract/address/addresses.hpp"
#include "domain/extract/context.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadstream::extraction {

/// A number at its place on the page.
struct phone_hit {
  std::string e164;
  std::string extension;
  const char* method;
  double confidence;
  bool fax;
  std::uint32_t node; ///< the element or text that holds it
  std::size_t offset; ///< in the visible text; npos when it is not there
};

/// Every number of the visible text and of tel: and WhatsApp links; with repeats, in the order of the page.
/// `regions` are tried in turn for numbers without a country code.
/// Digits of a postal address are none.
std::vector<phone_hit> find_phones(const context& page, const std::vector<std::string>& regions,
                                   const std::vector<address_hit>& addresses);

} // namespace leadstream::extraction
