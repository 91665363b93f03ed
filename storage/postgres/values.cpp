#include "storage/postgres/values.hpp"

#include "storage/failure.hpp"

#include <array>
#include <charconv>

namespace leadstream::storage::postgres {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::string quoted(std::string text) {
  return "'" + std::move(text) + "'";
}

[[noreturn]] void refuse(std::string_view text) {
  throw failure(error_code::malformed,
                "a value of the database does not read as its type: " + std::string(text.substr(0, 100)));
}

template <class Number>
Number read_number(std::string_view text) {
  Number value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    refuse(text);
  }
  return value;
}

template <class Number>
std::string number_literal(Number value) {
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return quoted(std::string(buffer.data(), written.ptr));
}

unsigned nibble(char digit) {
  const std::size_t at = digits.find(digit);
  return at == std::string_view::npos ? 0U : static_cast<unsigned>(at);
}

} // namespace

std::string literal(const uuid& value) {
  return quoted(to_string(value));
}

std::string literal(const std::vector<uuid>& values) {
  std::string list = "{";
  for (const uuid& value : values) {
    list += (list.size() == 1 ? "" : ",") + to_string(value);
  }
  return quoted(list + "}");
}

std::string literal(std::int64_t value) {
  return number_literal(value);
}

std::string literal(double value) {
  return number_literal(value);
}

std::string literal(wall_time value) {
  return quoted(to_rfc3339(value));
}

std::string bytes_literal(std::string_view value) {
  std::string text = "\\x";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return quoted(text);
}

uuid read_id(std::string_view text) {
  const auto id = parse_uuid(text);
  return id ? *id : (refuse(text), uuid{});
}

std::int64_t read_integer(std::string_view text) {
  if (text == "t" || text == "f") {
    return text == "t" ? 1 : 0;
  }
  return read_number<std::int64_t>(text);
}

double read_real(std::string_view text) {
  return read_number<double>(text);
}

wall_time read_time(std::string_view text) {
  // 2026-11-22 10:15:30.123456+00 lacks a T, and often the minutes of its zone.
  std::string iso(text);
  if (iso.size() > 10) {
    iso[10] = 'T';
  }
  const std::size_t zone = iso.find_last_of("+-");
  if (zone != std::string::npos && zone > 10 && iso.size() == zone + 3) {
    iso += ":00";
  }
  const auto moment = parse_rfc3339(iso);
  return moment ? *moment : (refuse(text), wall_time{});
}

std::string read_bytes(std::string_view text) {
  if (!text.starts_with("\\x")) {
    refuse(text);
  }
  std::string value;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    value += static_cast<char>(nibble(text[i]) << 4U | nibble(text[i + 1]));
  }
  return value;
}

} // namespace leadstream::storage::postgres
