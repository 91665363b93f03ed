#include "domain/enrich/enrich.hpp"

#include "domain/enrich/industry.hpp"
#include "domain/enrich/size.hpp"

#include <algorithm>

namespace leadstream::enrich {
namespace {

constexpr double derived_confidence = 0.9; ///< of what was derived, times that of its source

bool has(const findings& in, field what, std::string_view value) {
  return std::any_of(in.facts.begin(), in.facts.end(),
                     [&](const fact& each) { return each.what == what && each.value == value; });
}

/// Both kinds of facts about size may hold either: a source's "51-200" or a count.
void add_size(findings& to, const fact& said) {
  const auto size = parse_size_category(said.value);
  const auto derived = size ? size : size_of_text(said.value);
  if (derived && !has(to, field::size_category, to_string(*derived))) {
    to.facts.push_back({field::size_category, to_string(*derived), said.method,
                        said.confidence * derived_confidence, said.value});
  }
}

void add_industry(findings& to, const fact& said) {
  const std::string word = canonical_industry(said.value);
  if (!word.empty() && !has(to, field::industry, word)) {
    to.facts.push_back({field::industry, word, "synonym", said.confidence * derived_confidence, said.value});
  }
}

} // namespace

findings enrich(findings from) {
  const std::vector<fact> given = from.facts;
  for (const fact& said : given) {
    if (said.what == field::employee_count || said.what == field::size_category) {
      add_size(from, said);
    } else if (said.what == field::industry) {
      add_industry(from, said);
    }
  }
  return from;
}

} // namespace leadstream::enrich
