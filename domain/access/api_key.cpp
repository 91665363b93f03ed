#include "domain/access/api_key.hpp"

#include <algorithm>

namespace leadstream::access {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view id_alphabet = alphabet.substr(0, 36);
constexpr std::string_view prefix = "lk_";
constexpr std::size_t id_length = 8;
constexpr std::size_t secret_length = 43;

bool consists_of(std::string_view text, std::string_view letters) {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

std::string draw(std::size_t length, std::string_view letters, const random_source& random) {
  std::string text(length, '0');
  std::generate(text.begin(), text.end(), [&] { return letters[random() % letters.size()]; });
  return text;
}

} // namespace

std::optional<api_key> parse_api_key(std::string_view text) {
  if (text.size() != prefix.size() + id_length + 1 + secret_length || !text.starts_with(prefix)) {
    return std::nullopt;
  }
  const std::string_view id = text.substr(prefix.size(), id_length);
  const std::string_view secret = text.substr(prefix.size() + id_length + 1);
  if (text[prefix.size() + id_length] != '_' || !consists_of(id, id_alphabet) ||
      !consists_of(secret, alphabet)) {
    return std::nullopt;
  }
  return api_key{std::string(id), std::string(secret)};
}

api_key make_api_key(const random_source& random) {
  return {draw(id_length, id_alphabet, random), draw(secret_length, alphabet, random)};
}

std::string make_secret(std::size_t length, const random_source& random) {
  return draw(length, alphabet, random);
}

} // namespace leadstream::access
