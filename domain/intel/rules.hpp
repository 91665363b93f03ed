#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace leadstream::intel {

/// A line "label | expression" or "label | weight | expression" of a lexicon.
struct text_rule {
  std::string label;
  double weight = 1;
  std::string expression;
  std::shared_ptr<const re2::RE2> compiled; ///< null when expressions were not to be compiled, or are none
};

/// The rules of a lexicon, compiled (RE2: linear) when `compile`.
std::vector<text_rule> read_rules(std::string_view lexicon_name, bool compile);

/// Compiles a rule's expression; one that is none finds nothing.
void compile(text_rule& rule);

/// Where an expression first matches: [begin, end); begin == npos when nowhere.
struct span {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  bool found() const { return begin != std::string_view::npos; }
};
span find(const text_rule& rule, std::string_view text);

} // namespace leadstream::intel
