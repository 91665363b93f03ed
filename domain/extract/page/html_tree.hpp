#pragma once
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/document.hpp"

#include <string_view>

namespace leadstream::extraction {

/// Builds the nodes and attributes of a document by the tree construction of the WHATWG algorithm, as long as
/// each node belongs behind all others: then the flat document is written in one pass over the tokens, about
/// ten times faster than a tree. False, with a document of no use, where the algorithm would move nodes (a
/// formatting element that is closed across a block, text within a table), for foreign content, templates and
/// framesets, and for markup that the tokenizer may not read as it is: such pages are for a whole parser.
/// Views point into the markup and the arena. Throws budget_exceeded.
bool build_tree(std::string_view html, arena& memory, document& out);

} // namespace leadstream::extraction
