#pragma once
#include "domain/enrich/css_selector.hpp"
#include "domain/enrich/tech_pattern.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::enrich {

/// Where a rule looks.
enum class evidence : std::uint8_t {
  url,
  html,
  text,       ///< what a reader sees
  script,     ///< bodies of scripts
  script_src, ///< addresses of scripts
  css,        ///< bodies of styles
  header,
  cookie,
  meta,
  dns,
  dom_exists,
  dom_text,
  dom_attribute
};
inline constexpr std::size_t evidence_count = 13;

/// One sign of a technology.
struct tech_rule {
  evidence where = evidence::html;
  std::string key; ///< header, cookie, meta, DNS record or attribute, in lower case; empty elsewhere
  tech_pattern pattern;
  std::optional<css_selector> selector; ///< of dom rules
};

/// Another technology that is named by one, with the tags of that naming.
struct tech_link {
  std::string name;
  int confidence = 100;
  std::string version;
};

/// A technology and its signs.
struct technology {
  std::string name;
  std::vector<int> categories;
  std::vector<tech_rule> rules;
  std::vector<tech_link> implies;
  std::vector<std::string> requires_any; ///< counts only beside one of these
  std::vector<int> requires_category;    ///< or beside one of these categories
  std::vector<std::string> excludes;
};

/// A technology that a page shows.
struct found_technology {
  std::string name;
  std::string version;  ///< empty when unknown
  int confidence = 100; ///< 0..100
  std::vector<std::string> categories;

  bool operator==(const found_technology&) const = default;
};

} // namespace leadstream::enrich
