#include "domain/extract/page/document.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_text = 64U << 10U;

const attribute* find(const document& page, std::uint32_t element, std::string_view name) {
  const node& n = page.nodes[element];
  for (std::uint32_t i = 0; i < n.attributes; ++i) {
    const attribute& candidate = page.attributes[n.first_attribute + i];
    if (candidate.name == name) {
      return &candidate;
    }
  }
  return nullptr;
}

} // namespace

std::string_view document::get(std::uint32_t element, std::string_view name) const {
  const attribute* found = find(*this, element, name);
  return found == nullptr ? std::string_view{} : found->value;
}

bool document::has(std::uint32_t element, std::string_view name) const {
  return find(*this, element, name) != nullptr;
}

bool document::has_class(std::uint32_t element, std::string_view word) const {
  return contains_word(get(element, "class"), word);
}

std::string document::text_of(std::uint32_t element) const {
  std::string out;
  for (std::uint32_t i = element; i < nodes[element].end && out.size() < longest_text; ++i) {
    if (nodes[i].how == layout::hidden) {
      i = nodes[i].end - 1;
    } else if (nodes[i].is_text()) {
      out += nodes[i].text;
    } else if (nodes[i].how != layout::inlined && i != element) {
      out += ' ';
    }
  }
  return fold_blanks(out);
}

std::string document::text_content(std::uint32_t element) const {
  std::string out;
  for (std::uint32_t i = element; i < nodes[element].end; ++i) {
    out += nodes[i].text;
  }
  return out;
}

std::uint32_t document::closest(std::uint32_t from, std::string_view name) const {
  while (from != 0 && nodes[from].name != name) {
    from = nodes[from].parent;
  }
  return from;
}

} // namespace leadstream::extraction
