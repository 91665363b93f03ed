#include "tests/bench/noise.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {
namespace {

struct accent {
  std::string_view letter;
  std::string_view plain;
  std::string_view with_e;
};

constexpr std::array<accent, 15> accents{{{"ä", "a", "ae"},
                                          {"ö", "o", "oe"},
                                          {"ü", "u", "ue"},
                                          {"ß", "ss", "ss"},
                                          {"Ä", "A", "Ae"},
                                          {"Ö", "O", "Oe"},
                                          {"Ü", "U", "Ue"},
                                          {"é", "e", "e"},
                                          {"è", "e", "e"},
                                          {"â", "a", "a"},
                                          {"î", "i", "i"},
                                          {"ç", "c", "c"},
                                          {"É", "E", "E"},
                                          {"ê", "e", "e"},
                                          {"ô", "o", "o"}}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string grouped(const std::string& digits, std::string_view separator, std::size_t first,
                    std::size_t group) {
  std::string text = digits.substr(0, first);
  for (std::size_t i = first; i < digits.size(); i += group) {
    text.append(separator).append(digits.substr(i, group));
  }
  return text;
}

} // namespace

std::uint64_t dice::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

std::string mistype(std::string text, dice& random) {
  std::vector<std::size_t> letters;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_letter(text[i]) && is_letter(text[i + 1])) {
      letters.push_back(i);
    }
  }
  if (letters.empty()) {
    return text;
  }
  const std::size_t at = letters[random.roll(letters.size())];
  switch (random.roll(4)) {
  case 0:
    text.erase(at, 1);
    break;
  case 1:
    text.insert(at, 1, static_cast<char>('a' + random.roll(26)));
    break;
  case 2:
    text[at] = static_cast<char>('a' + random.roll(26));
    break;
  default:
    std::swap(text[at], text[at + 1]);
  }
  return text;
}

std::string without_accents(const std::string& text, bool with_e) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(accents.begin(), accents.end(), [&](const accent& a) {
      return text.compare(i, a.letter.size(), a.letter) == 0;
    });
    if (found == accents.end()) {
      plain += text[i++];
      continue;
    }
    plain += with_e ? found->with_e : found->plain;
    i += found->letter.size();
  }
  return plain;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string write_phone(const std::string& national, const std::string& calling_code, dice& random) {
  const bool american = calling_code == "1";
  const std::string trunk = american ? "" : "0";
  switch (random.roll(7)) {
  case 0:
    return "+" + calling_code + national;
  case 1:
    return "+" + calling_code + " " + grouped(national, " ", 2, 3);
  case 2:
    return trunk + grouped(national, " ", american ? 3 : 2, 3);
  case 3:
    return american ? "(" + national.substr(0, 3) + ") " + grouped(national.substr(3), "-", 3, 4)
                    : "+" + calling_code + " (0)" + grouped(national, " ", 2, 2);
  case 4:
    return trunk + grouped(national, "-", 3, 4);
  case 5:
    return "00" + calling_code + " " + grouped(national, " ", 2, 2);
  default:
    return trunk + grouped(national, american ? "." : "/", 3, 7);
  }
}

std::string write_website(const std::string& domain, dice& random) {
  static constexpr std::array<const char*, 5> heads{"https://www.", "http://www.", "https://", "www.", ""};
  static constexpr std::array<const char*, 5> tails{"", "/", "/index.html", "/kontakt", "/?ref=directory"};
  const char* head = heads[random.roll(heads.size())];
  return head + domain + tails[random.roll(tails.size())];
}

} // namespace bench
