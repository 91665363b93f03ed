#include "domain/json/writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace leadstream::json {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool continuation(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

/// Length of the valid UTF-8 sequence at `position`, 0 when it is invalid.
std::size_t sequence_length(std::string_view text, std::size_t position) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
  const std::size_t left = text.size() - position;
  const unsigned char lead = at(0);
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return left >= 2 && continuation(at(1)) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (left < 3 || !continuation(at(1)) || !continuation(at(2))) {
      return 0;
    }
    const bool overlong = lead == 0xE0 && at(1) < 0xA0;
    const bool surrogate = lead == 0xED && at(1) > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (left < 4 || !continuation(at(1)) || !continuation(at(2)) || !continuation(at(3))) {
      return 0;
    }
    const bool overlong = lead == 0xF0 && at(1) < 0x90;
    const bool beyond = lead == 0xF4 && at(1) > 0x8F;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

/// Bytes that stand for themselves.
constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) {
    plain[c] = c != '"' && c != '\\';
  }
  return plain;
}
constexpr std::array<bool, 256> plain = make_plain();

void append_escaped(std::string& out, unsigned char byte) {
  switch (byte) {
  case '"':
    out += "\\\"";
    return;
  case '\\':
    out += "\\\\";
    return;
  case '\n':
    out += "\\n";
    return;
  case '\r':
    out += "\\r";
    return;
  case '\t':
    out += "\\t";
    return;
  default:
    break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[byte >> 4U];
  out += digits[byte & 0x0FU];
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

} // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  std::size_t i = 0;
  const auto flush = [&] { out.append(text.substr(start, i - start)); };
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (plain[byte]) {
      ++i;
      continue;
    }
    if (byte < 0x80) {
      flush();
      append_escaped(out, byte);
      start = ++i;
      continue;
    }
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      flush();
      out += replacement;
      start = ++i;
      continue;
    }
    i += length;
  }
  flush();
  out += '"';
}

void writer::separate() {
  if (need_comma_) {
    out_ += ',';
  }
  need_comma_ = true;
}

writer& writer::open(char bracket) {
  separate();
  out_ += bracket;
  need_comma_ = false;
  return *this;
}

writer& writer::close(char bracket) {
  out_ += bracket;
  need_comma_ = true;
  return *this;
}

writer& writer::key(std::string_view name) {
  separate();
  append_string(out_, name);
  out_ += ':';
  need_comma_ = false;
  return *this;
}

writer& writer::value(std::string_view text) {
  separate();
  append_string(out_, text);
  return *this;
}

writer& writer::value(bool flag) {
  return raw(flag ? "true" : "false");
}

writer& writer::value(std::int64_t number) {
  separate();
  append_number(out_, number);
  return *this;
}

writer& writer::value(std::uint64_t number) {
  separate();
  append_number(out_, number);
  return *this;
}

writer& writer::value(double number) {
  if (!std::isfinite(number)) {
    return null();
  }
  separate();
  append_number(out_, number);
  return *this;
}

writer& writer::null() {
  return raw("null");
}

writer& writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

writer& writer::member_or_null(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? null() : value(text);
}

} // namespace leadstream::json
