#include "domain/extract/phone/phone_icons.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

constexpr std::uint32_t nodes_looked_at = 12;

/// The parts of class names: "fas fa-fax", "icon_phone".
digits_meaning meaning_of_class(std::string_view classes) {
  for (const std::string_view part : split(classes, " -_")) {
    if (is_one_of(part, {"fax", "telefax", "faks"})) {
      return digits_meaning::fax;
    }
    if (is_one_of(part, {"phone", "telephone", "telefon", "tel", "mobile", "whatsapp"})) {
      return digits_meaning::phone;
    }
  }
  return digits_meaning::unknown;
}

digits_meaning meaning_of_name(const document& page, std::uint32_t i) {
  for (const std::string_view attribute : {"alt", "aria-label", "title"}) {
    const std::string_view name = page.get(i, attribute);
    if (name.size() > 32) {
      continue;
    }
    if (const auto meaning = meaning_before(name); meaning != digits_meaning::unknown) {
      return meaning;
    }
  }
  return digits_meaning::unknown;
}

digits_meaning meaning_of_element(const document& page, std::uint32_t i, bool holds_text) {
  if (const auto named = meaning_of_name(page, i); named != digits_meaning::unknown) {
    return named;
  }
  const auto meaning = meaning_of_class(page.get(i, "class"));
  // Containers are "mobile" and "tel" for reasons of layout too.
  return meaning == digits_meaning::phone && holds_text ? digits_meaning::unknown : meaning;
}

} // namespace

digits_meaning meaning_of_icon(const document& page, std::uint32_t text) {
  for (std::uint32_t i = text; i-- > 1 && text - i <= nodes_looked_at;) {
    const node& n = page.nodes[i];
    if (n.is_text()) {
      if (!trim(n.text).empty()) {
        break;
      }
      continue;
    }
    const bool holds_text = n.end > text;
    if (!holds_text && n.how == layout::block) {
      continue;
    }
    if (const auto meaning = meaning_of_element(page, i, holds_text); meaning != digits_meaning::unknown) {
      return meaning;
    }
  }
  return digits_meaning::unknown;
}

} // namespace leadstream::extraction
