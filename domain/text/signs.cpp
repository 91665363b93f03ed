#include "domain/text/signs.hpp"

#include "domain/text/trim.hpp"

namespace leadstream {

std::string_view trim_signs(std::string_view text, std::string_view ascii) {
  for (std::size_t size = text.size() + 1; size != text.size();) {
    size = text.size();
    text = trim(text, ascii);
    for (const std::string_view sign : {"–", "—", "·", "•", "»", "«"}) {
      text.remove_prefix(text.starts_with(sign) ? sign.size() : 0);
      text.remove_suffix(text.ends_with(sign) ? sign.size() : 0);
    }
  }
  return text;
}

std::string_view before_sign(std::string_view text, std::initializer_list<std::string_view> signs) {
  for (const std::string_view sign : signs) {
    text = text.substr(0, text.find(sign));
  }
  return text;
}

std::string_view behind_sign(std::string_view text, std::initializer_list<std::string_view> signs) {
  for (const std::string_view sign : signs) {
    const std::size_t at = text.rfind(sign);
    text.remove_prefix(at == std::string_view::npos ? 0 : at + sign.size());
  }
  return text;
}

} // namespace leadstream
