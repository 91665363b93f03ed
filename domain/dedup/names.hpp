#pragma once
#include <string>
#include <string_view>

namespace leadstream::dedup {

/// A folded name without its legal form ("acme widgets gmbh and co kg" -> "acme widgets"). A name that is
/// nothing but legal forms stays whole.
std::string_view core_of(std::string_view folded);

/// How much it says about a business that a word stands in its name: 1 for a rare word, about 0.3 for what
/// many businesses are called ("restaurant"), near 0 for articles and conjunctions.
float weight_of(std::string_view word);

/// Whether the word names an outlet, of which one house may have several side by side: hotel, restaurant,
/// bar, bank.
bool names_outlet(std::string_view word);

} // namespace leadstream::dedup
