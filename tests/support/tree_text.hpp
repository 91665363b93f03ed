#pragma once
#include "domain/extract/page/document.hpp"

#include <string>

/// A document's nodes as text, a node a line: what two parsers must agree upon.
inline std::string tree_text(const leadstream::extraction::document& page, bool attributes = true) {
  std::string out;
  for (const auto& one : page.nodes) {
    out += std::to_string(one.parent) + '-' + std::to_string(one.end) + ' ' +
           std::to_string(static_cast<int>(one.how)) + ' ';
    out += one.is_text() ? '"' + std::string(one.text) + '"' : '<' + std::string(one.name) + '>';
    for (std::uint32_t i = 0; attributes && i < one.attributes; ++i) {
      const auto& attribute = page.attributes[one.first_attribute + i];
      out += ' ' + std::string(attribute.name) + "='" + std::string(attribute.value) + '\'';
    }
    out += '\n';
  }
  return out;
}
