#include "app/try/input.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <fstream>

namespace leadstream::app {
namespace {

constexpr std::size_t longest_page = 64U << 20U;

error wrong(std::string message, std::string key) {
  return {error_code::invalid_argument, std::move(message), std::move(key)};
}

bool given(const nlohmann::json& request, const std::string& key) {
  const auto found = request.find(key);
  return found != request.end() && !found->is_null();
}

int base64_digit(char c) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static const auto table = [&] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i) {
      values[static_cast<unsigned char>(digits[i])] = static_cast<signed char>(i);
    }
    return values;
  }();
  return table[static_cast<unsigned char>(c)];
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

result<std::string> text_of(const nlohmann::json& request, const char* key) {
  const auto found = request.find(key);
  if (found == request.end() || found->is_null()) {
    return std::string();
  }
  if (!found->is_string()) {
    return wrong("\"" + std::string(key) + "\" must be a string", key);
  }
  return found->get<std::string>();
}

result<std::string> required_text(const nlohmann::json& request, const char* key) {
  const auto found = request.find(key);
  if (found == request.end() || found->is_null()) {
    const char* problem = found == request.end() ? " is missing" : " must be a string, not null";
    return wrong("\"" + std::string(key) + "\"" + problem, key);
  }
  return text_of(request, key);
}

result<std::string> bytes_of(const nlohmann::json& request, const std::string& key) {
  const std::string encoded_key = key + "_base64";
  if (given(request, key) == given(request, encoded_key)) {
    return wrong("give exactly one of \"" + key + "\" and \"" + encoded_key + "\"", key);
  }
  if (given(request, key)) {
    return text_of(request, key.c_str());
  }
  const auto encoded = text_of(request, encoded_key.c_str());
  return encoded ? decode_base64(*encoded) : encoded;
}

result<std::string> html_of(const nlohmann::json& request) {
  const int ways =
      int{given(request, "html")} + int{given(request, "html_base64")} + int{given(request, "path")};
  if (ways != 1) {
    return wrong(R"(give exactly one of "html", "html_base64" and "path")", "html");
  }
  if (!given(request, "path")) {
    return bytes_of(request, "html");
  }
  const auto path = text_of(request, "path");
  return path ? read_file(*path, longest_page) : path;
}

result<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != '='; ++i) {
    const int digit = base64_digit(text[i]);
    if (digit < 0) {
      if (is_space(text[i])) {
        continue;
      }
      return wrong("not base64 at character " + std::to_string(i + 1), {});
    }
    bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xFFFFFFU;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
    }
  }
  const bool only_padding = text.substr(i).find_first_not_of("= \r\n\t") == std::string_view::npos;
  if (!only_padding || held == 6) {
    return wrong("base64 ends in the middle of a byte", {});
  }
  return bytes;
}

result<std::string> read_file(const std::string& path, std::size_t limit) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::array<char, 1U << 16U> chunk{};
  while (file && bytes.size() <= limit) {
    file.read(chunk.data(), chunk.size());
    bytes.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (bytes.size() > limit) {
    return error{error_code::too_large,
                 "the file " + path + " is larger than " + std::to_string(limit) + " bytes", "path"};
  }
  if (!file.eof()) {
    return error{error_code::not_found, "the file " + path + " cannot be read", "path"};
  }
  return bytes;
}

} // namespace leadstream::app
