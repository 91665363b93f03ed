#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::config {

/// The known word that a mistyped one most likely meant: the fewest edits (insert, delete, replace, swap of
/// neighbours), at most a third of its length. Empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

} // namespace leadstream::config
