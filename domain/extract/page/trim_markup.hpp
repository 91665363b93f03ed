#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// Markup with all cut away that costs a parser much and tells an extractor nothing.
struct trimmed_markup {
  std::string html; ///< without comments, script and style bodies, drawings and inline images
  std::vector<std::string_view> scripts; ///< bodies of scripts, views into the argument
  std::vector<std::string_view> json_ld; ///< bodies of application/ld+json scripts, views into the argument
};

/// One linear pass before parsing.
trimmed_markup trim_markup(std::string_view html);

} // namespace leadstream::extraction
