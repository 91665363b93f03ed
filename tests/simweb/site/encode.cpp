#include "tests/simweb/site/encode.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::simweb {
namespace {

using byte_table = std::array<std::pair<char32_t, unsigned char>, 10>;

constexpr byte_table windows_1252 = {{{U'€', 0x80},
                                      {U'…', 0x85},
                                      {U'‘', 0x91},
                                      {U'’', 0x92},
                                      {U'“', 0x93},
                                      {U'”', 0x94},
                                      {U'•', 0x95},
                                      {U'–', 0x96},
                                      {U'—', 0x97},
                                      {U'™', 0x99}}};
constexpr byte_table latin9 = {{{U'€', 0xa4},
                                {U'Š', 0xa6},
                                {U'š', 0xa8},
                                {U'Ž', 0xb4},
                                {U'ž', 0xb8},
                                {U'Œ', 0xbc},
                                {U'œ', 0xbd},
                                {U'Ÿ', 0xbe},
                                {0, 0},
                                {0, 0}}};
constexpr byte_table latin1 = {};

// The pages are written here, so that they are valid UTF-8 goes without saying.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80)
    return lead;
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  char32_t character = lead & (0x3fu >> more);
  for (int i = 0; i < more && at < text.size(); ++i)
    character = (character << 6) | (static_cast<unsigned char>(text[at++]) & 0x3fu);
  return character;
}

std::size_t ascii_run(std::string_view text, std::size_t at) {
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
  const auto end = std::find_if(begin, text.end(), [](char c) { return (c & 0x80) != 0; });
  return static_cast<std::size_t>(end - begin);
}

std::string one_byte(std::string_view text, const byte_table& extra) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto plain = ascii_run(text, at);
    out += text.substr(at, plain);
    at += plain;
    if (at == text.size())
      break;
    const char32_t character = next_character(text, at);
    const auto special =
        std::find_if(extra.begin(), extra.end(), [&](const auto& one) { return one.first == character; });
    const bool taken = std::any_of(extra.begin(), extra.end(), [&](const auto& one) {
      return one.second == character && one.second >= 0xa0;
    });
    if (special != extra.end())
      out += static_cast<char>(special->second);
    else if (character >= 0xa0 && character < 0x100 && !taken)
      out += static_cast<char>(character);
    else
      out += "&#" + std::to_string(static_cast<unsigned>(character)) + ";";
  }
  return out;
}

std::string utf16(std::string_view text) {
  std::string out = "\xff\xfe";
  out.reserve(text.size() * 2 + 2);
  const auto put = [&](char32_t unit) {
    const char bytes[] = {static_cast<char>(unit & 0xff), static_cast<char>(unit >> 8)};
    out.append(bytes, 2);
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character < 0x10000) {
      put(character);
    } else {
      put(0xd800 + ((character - 0x10000) >> 10));
      put(0xdc00 + ((character - 0x10000) & 0x3ff));
    }
  }
  return out;
}

} // namespace

std::string encode_page(std::string_view utf8, encoding how) {
  switch (how) {
  case encoding::windows_1252_header:
  case encoding::windows_1252_meta:
    return one_byte(utf8, windows_1252);
  case encoding::latin1_meta:
    return one_byte(utf8, latin1);
  case encoding::latin9_header:
    return one_byte(utf8, latin9);
  case encoding::utf16_bom:
    return utf16(utf8);
  case encoding::utf8_bom:
    return "\xef\xbb\xbf" + std::string(utf8);
  default:
    return std::string(utf8);
  }
}

std::string content_type(encoding how) {
  switch (how) {
  case encoding::utf8_header:
  case encoding::utf8_wrong_meta:
    return "text/html; charset=utf-8";
  case encoding::windows_1252_header:
    return "text/html; charset=windows-1252";
  case encoding::latin9_header:
    return "text/html; charset=ISO-8859-15";
  default:
    return "text/html";
  }
}

std::string meta_charset(encoding how) {
  switch (how) {
  case encoding::utf8_header:
  case encoding::utf8_meta:
    return "<meta charset=\"utf-8\">\n";
  case encoding::windows_1252_meta:
    return "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">\n";
  case encoding::latin1_meta:
  case encoding::utf8_wrong_meta: // the header says otherwise and is right
    return "<meta http-equiv=\"content-type\" content=\"text/html; charset=iso-8859-1\" />\n";
  default:
    return {};
  }
}

} // namespace leadstream::simweb
