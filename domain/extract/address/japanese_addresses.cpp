#include "domain/extract/address/addresses.hpp"

#include "domain/text/strings.hpp"

#include <re2/re2.h>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_line = 200;

/// Sign, postal code and what follows: "〒150-0001 東京都渋谷区神宮前1-2-3".
bool split_code(std::string_view line, std::string& code, std::string& rest) {
  static const RE2 pattern(R"((?:〒|郵便番号[:：]?)\s*(\d{3}[-‐－]?\d{4})\s*(.*))");
  return RE2::PartialMatch({line.data(), line.size()}, pattern, &code, &rest);
}

/// Prefecture, municipality and what leads to the door, up to a label of the next contact.
place from_prefecture_to_door(const std::string& text) {
  static const RE2 pattern(
      R"(^(東京都|北海道|京都府|大阪府|\p{Han}{2,3}県)?(\p{Han}+?郡\p{Han}+?[町村]|\p{Han}+?市(?:\p{Han}+?区)?|\p{Han}+?[区町村])([^\s:：|｜/]*\d[^|｜/\t]*?)\s*(?:(?i:tel|fax|e-?mail)|電話|☎|[|｜/\t]|$))");
  place out;
  RE2::PartialMatch(text, pattern, &out.state, &out.city, &out.street);
  return out;
}

} // namespace

std::vector<address_hit> japanese_addresses(const context& page) {
  std::vector<address_hit> out;
  const auto& lines = page.text.segments();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string code;
    std::string rest;
    const std::string_view line = page.text.view(lines[i]);
    if (line.size() > longest_line || !split_code(line, code, rest)) {
      continue;
    }
    if (rest.empty() && i + 1 < lines.size()) {
      rest = page.text.view(lines[i + 1]).substr(0, longest_line);
    }
    place found = from_prefecture_to_door(rest);
    if (!found.street.empty()) {
      found.postal_code = code;
      found.country = "JP";
      found.method = "text";
      found.confidence = 0.85;
      out.push_back({std::move(found), i});
    }
  }
  return out;
}

} // namespace leadstream::extraction
