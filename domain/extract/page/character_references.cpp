#include "domain/extract/page/character_references.hpp"

#include "domain/text/named_references.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_bare_name = 6; ///< of a reference that is known without ';'
constexpr auto nowhere = std::string_view::npos;

class decoder {
public:
  decoder(std::string_view text, reference_place place, char* out)
      : text_(text), in_attribute_(place == reference_place::attribute), begin_(out), out_(out) {}

  std::string_view run(std::size_t first) {
    for (std::size_t at = first; at != nowhere; at = text_.find('&', at_)) {
      put(text_.substr(at_, at - at_));
      at_ = at;
      const std::size_t length = reference(text_.substr(at + 1));
      if (length == 0) {
        put("&");
      }
      at_ += 1 + length;
    }
    put(text_.substr(at_));
    return {begin_, static_cast<std::size_t>(out_ - begin_)};
  }

private:
  void put(std::string_view bytes) { out_ = std::copy(bytes.begin(), bytes.end(), out_); }

  /// Writes what a reference (without '&') stands for and says how long it is; 0 when it is none.
  std::size_t reference(std::string_view rest) { return rest.starts_with('#') ? numeric(rest) : named(rest); }

  std::size_t numeric(std::string_view rest) {
    const bool hexadecimal = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
    const std::size_t first = hexadecimal ? 2 : 1;
    std::uint32_t number = 0;
    std::size_t end = first;
    for (; end < rest.size() && (hexadecimal ? hex_value(rest[end]) >= 0 : is_digit(rest[end])); ++end) {
      const auto digit = static_cast<std::uint32_t>(hex_value(rest[end]));
      number = std::min<std::uint32_t>(number * (hexadecimal ? 16 : 10) + digit, 0x110000);
    }
    if (end == first) {
      return 0;
    }
    std::string bytes;
    append_utf8(bytes, numbered_reference(number));
    put(bytes);
    return end + (end < rest.size() && rest[end] == ';' ? 1 : 0);
  }

  std::size_t named(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && is_word(rest[end])) {
      ++end;
    }
    if (end < rest.size() && rest[end] == ';' && put_named(rest.substr(0, end + 1))) {
      return end + 1;
    }
    if (in_attribute_) {
      const bool whole = end == rest.size() || rest[end] != '=';
      return whole && put_named(rest.substr(0, end)) ? end : 0;
    }
    for (std::size_t length = std::min(end, longest_bare_name); length > 1; --length) {
      if (put_named(rest.substr(0, length))) {
        return length;
      }
    }
    return 0;
  }

  bool put_named(std::string_view name) {
    const std::string* text = named_reference(name);
    if (text != nullptr) {
      put(*text);
    }
    return text != nullptr;
  }

  std::string_view text_;
  bool in_attribute_;
  char* begin_;
  char* out_;
  std::size_t at_ = 0;
};

} // namespace

std::string_view without_references(std::string_view text, reference_place place, arena& memory) {
  const std::size_t first = text.find('&');
  if (first == nowhere) {
    return text;
  }
  // "&nGt;" is five bytes that stand for six: no reference grows by more.
  const std::size_t room = text.size() + text.size() / 4 + 1;
  return decoder(text, place, static_cast<char*>(memory.allocate(room))).run(first);
}

} // namespace leadstream::extraction
