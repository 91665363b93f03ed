#pragma once
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/document.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Parses HTML as browsers do, into memory of the arena, which the document then owns. Throws
/// budget_exceeded.
document parse(std::string html, const std::shared_ptr<arena>& memory);

/// The nodes and attributes of any markup, by gumbo; views into the arena. For what build_tree() refuses, and
/// to compare. Throws budget_exceeded.
void parse_whole(std::string_view markup, arena& memory, document& out);

} // namespace leadstream::extraction
