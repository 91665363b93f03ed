#pragma once
#include "domain/enrich/fingerprints.hpp"
#include "domain/extract/page/document.hpp"
#include "domain/model/page.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadstream::enrich {

/// A page as technologies are looked for on it. Views must outlive the call.
struct tech_page {
  std::string_view url;
  std::string_view html;                        ///< as served, valid UTF-8
  const extraction::document* parsed = nullptr; ///< null: nothing that needs a tree is looked for
  std::vector<header> headers;                  ///< cookies are read from Set-Cookie
  std::vector<std::pair<std::string, std::string>> cookies;
  std::vector<std::pair<std::string, std::string>> dns; ///< record type ("MX") and value
};

/// Finds technologies by fingerprints: linear in the page, whatever it holds. Any thread, many at once.
class tech_detector {
public:
  explicit tech_detector(fingerprints known);

  /// With the built-in fingerprints.
  static const tech_detector& standard();

  /// What the page shows, surest first, then by name: matches, without those whose requirements are not met
  /// or that others exclude, with what they imply.
  std::vector<found_technology> detect(const tech_page& page) const;

  const fingerprints& known() const;

private:
  class implementation;
  std::shared_ptr<const implementation> impl_;
};

} // namespace leadstream::enrich
