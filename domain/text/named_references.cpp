#include "domain/text/named_references.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/charset.hpp"
#include "domain/text/code_points.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <unordered_map>

namespace leadstream {
namespace {

using reference_table = std::unordered_map<std::string_view, std::string>;

reference_table read_table() {
  reference_table made;
  for (const std::string_view line : lexicon_lines("character_references")) {
    const auto parts = extraction::split(line, " ");
    std::string& text = made[parts.front()];
    for (std::size_t i = 1; i < parts.size(); ++i) {
      std::uint32_t point = 0;
      std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), point, 16);
      append_utf8(text, point);
    }
  }
  return made;
}

} // namespace

const std::string* named_reference(std::string_view name) {
  static const reference_table table = read_table();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : &found->second;
}

char32_t numbered_reference(char32_t number) {
  if (number >= 0x80 && number < 0xA0) {
    return extraction::windows_1252(static_cast<unsigned char>(number));
  }
  return number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) ? 0xFFFD : number;
}

std::string reference_text(std::string_view reference) {
  if (!reference.starts_with('#')) {
    const std::string* known = named_reference(reference);
    return known == nullptr ? std::string() : *known;
  }
  const bool hexadecimal = reference.starts_with("#x") || reference.starts_with("#X");
  const char* const first = reference.data() + (hexadecimal ? 2 : 1);
  const char* const last = reference.data() + reference.size() - 1;
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(first, last, number, hexadecimal ? 16 : 10);
  std::string text;
  if (number != 0 && fault == std::errc{} && end == last) {
    append_utf8(text, numbered_reference(number));
  }
  return text;
}

std::string undo_references(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t before = std::min(text.find('&'), text.size());
    out += text.substr(0, before);
    text.remove_prefix(before);
    const std::size_t end = text.substr(0, longest_reference).find(';');
    const std::string said =
        end == std::string_view::npos ? std::string() : reference_text(text.substr(1, end));
    out += said.empty() ? text.substr(0, 1) : std::string_view(said);
    text.remove_prefix(said.empty() ? std::min<std::size_t>(1, text.size()) : end + 1);
  }
  return out;
}

} // namespace leadstream
