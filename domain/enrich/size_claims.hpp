#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// A sentence that says how many people work for its author.
struct size_claim {
  std::string count; ///< "120", "50-100", "500+"
  std::string sentence;
  double confidence = 0; ///< 0..1
};

/// What a company's own text says of its size, in eight languages: "a team of 40", "over 500 employees",
/// "beschäftigt 120 Mitarbeitende". Whom it wants to hire, whom it works for and how it began do not count.
/// Pure, linear in the text.
std::vector<size_claim> find_size_claims(std::string_view text);

} // namespace leadstream::enrich
