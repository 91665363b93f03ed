#pragma once
#include "domain/extract/arena.hpp"
#include "domain/extract/document.hpp"

#include <memory>
#include <string>

namespace leadstream::extraction {

/// Parses HTML as browsers do, into memory of the arena, which the document then owns. Throws
/// budget_exceeded.
document parse(std::string html, const std::shared_ptr<arena>& memory);

} // namespace leadstream::extraction
