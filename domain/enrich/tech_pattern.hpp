#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace leadstream::enrich {

/// A pattern of the Wappalyzer form, `regex\;version:\1\;confidence:50`, taken apart.
struct pattern_text {
  std::string regex;   ///< empty: presence is enough
  std::string version; ///< template with \1 and \1?a:b; empty when there is none
  int confidence = 100;
};
pattern_text parse_pattern(std::string_view written);

/// What a match says.
struct pattern_match {
  std::string version; ///< empty when it says none
};

/// A compiled pattern: unanchored, without case, linear in the text (RE2). Any thread.
class tech_pattern {
public:
  /// Fails for what RE2 has not (look-around, back-references): nothing comes out, and `problem` says why.
  static std::optional<tech_pattern> compile(std::string_view written, std::string& problem);

  std::optional<pattern_match> match(std::string_view text) const;
  const pattern_text& text() const { return text_; }

private:
  pattern_text text_;
  std::shared_ptr<const re2::RE2> regex_; ///< null: matches anything
};

/// RE2's spelling of a JavaScript regular expression.
std::string to_re2(std::string_view javascript);

/// Fills a version template with the groups of a match (index 0 is the whole match).
std::string fill_version(std::string_view form, const std::vector<std::string>& groups);

} // namespace leadstream::enrich
