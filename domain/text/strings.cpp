#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>

namespace leadstream::extraction {

bool contains_ignoring_case(std::string_view text, std::string_view lower_case_part) {
  return std::search(text.begin(), text.end(), lower_case_part.begin(), lower_case_part.end(),
                     [](char x, char y) { return to_lower(x) == y; }) != text.end();
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_start) {
  return text.size() >= lower_case_start.size() &&
         equals_ignoring_case(text.substr(0, lower_case_start.size()), lower_case_start);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  while (!text.empty()) {
    if (is_blank(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(no_break)) {
      text.remove_prefix(2);
    } else if (is_blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(no_break)) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return text;
}

std::string_view trim(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

std::string fold_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto no_break = [text](std::size_t at) { return text.substr(at).starts_with("\xC2\xA0"); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t word = at;
    while (at < text.size() && !is_blank(text[at]) && (text[at] != '\xC2' || !no_break(at))) {
      ++at;
    }
    out.append(text.substr(word, at - word));
    if (at < text.size()) {
      if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
      at += is_blank(text[at]) ? 1 : 2;
    }
  }
  if (!out.empty() && out.back() == ' ') {
    out.pop_back();
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::array<bool, 256> separates{};
  for (const char c : separators) {
    separates.at(static_cast<unsigned char>(c)) = true;
  }
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = start;
    while (end < text.size() && !separates[static_cast<unsigned char>(text[end])]) {
      ++end;
    }
    if (const auto part = trim(text.substr(start, end - start)); !part.empty()) {
      parts.push_back(part);
    }
    start = end + 1;
  }
  return parts;
}

bool contains_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || is_blank(text[at - 1])) && (end == text.size() || is_blank(text[end]))) {
      return true;
    }
  }
  return false;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> lower_case_parts) {
  const std::string folded = lower(text);
  return std::any_of(lower_case_parts.begin(), lower_case_parts.end(),
                     [&folded](std::string_view part) { return folded.find(part) != std::string::npos; });
}

} // namespace leadstream::extraction
