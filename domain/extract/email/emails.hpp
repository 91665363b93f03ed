#pragma once
#include "domain/extract/context.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace leadstream::extraction {

/// An address at its place on the page.
struct email_hit {
  std::string address;
  const char* method;
  double confidence;
  std::uint32_t node; ///< the element or text that holds it, 0 when no place tells
};

/// Every address of the visible text, of links and of attributes that hide one; with repeats, in no special
/// order.
std::vector<email_hit> find_emails(const context& page);

/// Addresses of plain text; `home` is the page's own domain, here and below.
void scan_plain(std::string_view text, std::string_view home,
                const std::function<void(const std::string&, std::size_t)>& found);

/// Addresses that text disguises: "info [at] example (dot) com" in eight languages. Linear.
void scan_disguised(std::string_view text, std::string_view home,
                    const std::function<void(const std::string&, std::size_t)>& found);

/// Addresses in attributes: mailto and its relatives, data-… in parts, reversed, encoded.
void scan_attributes(const context& page, std::vector<email_hit>& hits);

/// Addresses that scripts put together: 'info' + '@' + 'example.com', character codes, escapes.
void scan_scripts(const context& page, std::vector<email_hit>& hits);

} // namespace leadstream::extraction
