#include "domain/url/percent.hpp"

namespace leadstream {
namespace {

std::string encode(std::string_view text, std::string_view unsafe) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || unsafe.find(c) != std::string_view::npos)
      append_percent_encoded(out, byte);
    else
      out += c;
  }
  return out;
}

} // namespace

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9')
    return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f')
    return static_cast<unsigned>(digit - 'a') + 10;
  if (digit >= 'A' && digit <= 'F')
    return static_cast<unsigned>(digit - 'A') + 10;
  return std::nullopt;
}

void append_percent_encoded(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_value(text[i + 2]) : std::nullopt;
    out += low ? static_cast<char>(*high * 16 + *low) : text[i];
    i += low ? 2 : 0;
  }
  return out;
}

std::string encode_component(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      append_percent_encoded(out, static_cast<unsigned char>(c));
  }
  return out;
}

std::string encode_path(std::string_view path) {
  return encode(path, "\"#<>?`{}");
}

std::string encode_query(std::string_view query) {
  return encode(query, "\"#<>'");
}

} // namespace leadstream
