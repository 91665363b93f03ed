#include "tests/simweb/world/company.hpp"

#include <array>
#include <utility>

namespace leadstream::simweb {
namespace {

constexpr std::pair<std::string_view, std::string_view> plain[] = {
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}, {"à", "a"},
    {"á", "a"},  {"â", "a"},  {"ã", "a"},  {"ç", "c"},  {"è", "e"},  {"é", "e"},  {"ê", "e"},  {"ë", "e"},
    {"ì", "i"},  {"í", "i"},  {"î", "i"},  {"ï", "i"},  {"ñ", "n"},  {"ò", "o"},  {"ó", "o"},  {"ô", "o"},
    {"õ", "o"},  {"ù", "u"},  {"ú", "u"},  {"û", "u"},  {"ą", "a"},  {"ć", "c"},  {"ę", "e"},  {"ł", "l"},
    {"Ł", "l"},  {"ń", "n"},  {"ś", "s"},  {"Ś", "s"},  {"ź", "z"},  {"ż", "z"},  {"Ż", "z"},  {"Á", "a"},
    {"É", "e"},  {"Í", "i"},  {"Ó", "o"},  {"Ú", "u"},  {"Ô", "o"},  {"Î", "i"},  {"È", "e"},  {"À", "a"},
    {"Ç", "c"},  {"ō", "o"}};

} // namespace

std::string slug_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const char lower = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
        out += lower;
      else if (!out.empty() && out.back() != '-')
        out += '-';
      ++at;
      continue;
    }
    for (const auto& [marked, letters] : plain)
      if (text.substr(at, marked.size()) == marked)
        out += letters;
    at += byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  }
  while (!out.empty() && out.back() == '-')
    out.pop_back();
  return out;
}

} // namespace leadstream::simweb
