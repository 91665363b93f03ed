#include "domain/extract/page/html_tokens.hpp"

#include "domain/extract/page/character_references.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>

namespace leadstream::extraction {
namespace {

constexpr auto nowhere = std::string_view::npos;
constexpr std::size_t most_attributes = 256; ///< of a tag: each is compared with those before it

enum class byte_class : std::uint8_t { plain, refused, begins_control, begins_non_character };

constexpr std::array<byte_class, 256> byte_classes = [] {
  std::array<byte_class, 256> made{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    made[c] = c == '\t' || c == '\n' || c == '\f' ? byte_class::plain : byte_class::refused;
  }
  made[0x7F] = byte_class::refused;
  made[0xC2] = byte_class::begins_control;
  for (std::size_t c = 0xEF; c < 256; ++c) {
    made[c] = byte_class::begins_non_character;
  }
  return made;
}();

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// U+FDD0 to U+FDEF and the last two code points of each plane.
bool is_non_character(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  const unsigned char second = byte_at(text, at + 1);
  const unsigned char third = byte_at(text, at + 2);
  if (first == 0xEF) {
    return (second == 0xB7 && third >= 0x90 && third <= 0xAF) || (second == 0xBF && third >= 0xBE);
  }
  return (second & 0xFU) == 0xF && third == 0xBF && byte_at(text, at + 3) >= 0xBE;
}

/// Where a name ends, of a tag or of an attribute (which may also end by '=').
constexpr bool ends_name(char c) {
  return is_blank(c) || c == '/' || c == '>';
}

bool starts_name(char c) {
  return is_letter(c);
}

} // namespace

bool is_plain_markup(std::string_view html) {
  for (std::size_t i = 0; i < html.size(); ++i) {
    const byte_class what = byte_classes[static_cast<unsigned char>(html[i])];
    if (what == byte_class::plain) {
      continue;
    }
    if (what == byte_class::refused || (what == byte_class::begins_control && byte_at(html, i + 1) < 0xA0) ||
        (what == byte_class::begins_non_character && is_non_character(html, i))) {
      return false;
    }
  }
  return true;
}

bool html_tokens::next(html_token& token) {
  while (at_ < html_.size()) {
    if (!begins_markup(at_)) {
      const std::size_t end = end_of_text();
      token.what = html_token::kind::text;
      token.text = without_references(html_.substr(at_, end - at_), reference_place::text, memory_);
      at_ = end;
      return true;
    }
    if (markup(token)) {
      return true;
    }
  }
  return false;
}

bool html_tokens::begins_markup(std::size_t at) const {
  if (html_[at] != '<' || at + 1 == html_.size()) {
    return false;
  }
  const char c = html_[at + 1];
  return starts_name(c) || c == '!' || c == '?' || (c == '/' && at + 2 < html_.size());
}

std::size_t html_tokens::end_of_text() const {
  std::size_t end = html_.find('<', at_ + 1);
  while (end != nowhere && !begins_markup(end)) {
    end = html_.find('<', end + 1);
  }
  return std::min(end, html_.size());
}

/// Takes one piece of markup; false when it is no token.
bool html_tokens::markup(html_token& token) {
  const char c = html_[at_ + 1];
  if (starts_name(c)) {
    at_ += 1;
    return tag(token, html_token::kind::start);
  }
  if (c == '/' && starts_name(html_[at_ + 2])) {
    at_ += 2;
    return tag(token, html_token::kind::end);
  }
  if (html_.substr(at_).starts_with("</>")) {
    at_ += 3;
    return false;
  }
  return c == '!' ? declaration(token) : comment(token, ">", at_ + 2);
}

bool html_tokens::declaration(html_token& token) {
  const std::string_view rest = html_.substr(at_ + 2);
  if (rest.starts_with("--")) {
    const bool empty = rest.starts_with("-->") || rest.starts_with("--->");
    return comment(token, empty ? ">" : "-->", at_ + 4);
  }
  const std::size_t begin = at_ + 2;
  constexpr std::string_view word = "doctype";
  if (!starts_with_ignoring_case(rest, word)) {
    return comment(token, ">", begin);
  }
  skip_past(">", begin);
  const std::string_view whole = html_.substr(begin, at_ - begin);
  token.what = html_token::kind::doctype;
  token.name = in_lower_case(trim(whole.substr(word.size()), " \t\n\f>"));
  return true;
}

bool html_tokens::comment(html_token& token, std::string_view mark, std::size_t from) {
  skip_past(mark, from);
  token.what = html_token::kind::comment;
  return true;
}

/// Goes on behind a mark, or to the end.
void html_tokens::skip_past(std::string_view mark, std::size_t from) {
  const std::size_t found = html_.find(mark, from);
  at_ = found == nowhere ? html_.size() : found + mark.size();
}

bool html_tokens::tag(html_token& token, html_token::kind what) {
  const std::size_t begin = at_;
  while (at_ < html_.size() && !ends_name(html_[at_])) {
    ++at_;
  }
  const std::string_view name = html_.substr(begin, at_ - begin);
  token.what = what;
  token.tag = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
  token.name = token.tag == GUMBO_TAG_UNKNOWN ? in_lower_case(name)
                                              : std::string_view(gumbo_normalized_tagname(token.tag));
  token.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  const bool whole = read_attributes(token.first_attribute);
  if (!whole || what == html_token::kind::end) {
    attributes_.resize(token.first_attribute);
  }
  token.attributes = static_cast<std::uint32_t>(attributes_.size()) - token.first_attribute;
  return whole;
}

/// Reads up to and with '>'; false when the page ends before.
bool html_tokens::read_attributes(std::uint32_t first) {
  while (true) {
    skip_blanks();
    if (at_ == html_.size()) {
      return false;
    }
    const char c = html_[at_];
    if (c == '>') {
      ++at_;
      return true;
    }
    if (c == '/') {
      ++at_;
    } else if (!read_attribute(first)) {
      return false;
    }
  }
}

bool html_tokens::read_attribute(std::uint32_t first) {
  const std::size_t begin = at_++;
  while (at_ < html_.size() && !ends_name(html_[at_]) && html_[at_] != '=') {
    ++at_;
  }
  attribute read{in_lower_case(html_.substr(begin, at_ - begin)), {}};
  skip_blanks();
  if (at_ < html_.size() && html_[at_] == '=') {
    ++at_;
    skip_blanks();
    if (!read_value(read.value)) {
      return false;
    }
  }
  const auto known = [&](const attribute& one) { return one.name == read.name; };
  if (attributes_.size() - first < most_attributes &&
      std::none_of(attributes_.begin() + first, attributes_.end(), known)) {
    attributes_.push_back(read);
  }
  return true;
}

bool html_tokens::read_value(std::string_view& value) {
  const char quote = at_ < html_.size() ? html_[at_] : '\0';
  const std::size_t begin = quote == '"' || quote == '\'' ? at_ + 1 : at_;
  std::size_t end = begin;
  if (begin != at_) {
    end = html_.find(quote, begin);
    if (end == nowhere) {
      at_ = html_.size();
      return false;
    }
    at_ = end + 1;
  } else {
    while (end < html_.size() && !is_blank(html_[end]) && html_[end] != '>') {
      ++end;
    }
    at_ = end;
  }
  value = without_references(html_.substr(begin, end - begin), reference_place::attribute, memory_);
  return true;
}

void html_tokens::skip_blanks() {
  while (at_ < html_.size() && is_blank(html_[at_])) {
    ++at_;
  }
}

std::string_view html_tokens::in_lower_case(std::string_view name) {
  if (std::none_of(name.begin(), name.end(), is_upper)) {
    return name;
  }
  auto* copy = static_cast<char*>(memory_.allocate(name.size()));
  std::transform(name.begin(), name.end(), copy, to_lower);
  return {copy, name.size()};
}

std::string_view html_tokens::raw_text(std::string_view name) {
  const std::size_t begin = at_;
  for (std::size_t at = html_.find("</", begin); at != nowhere; at = html_.find("</", at + 2)) {
    const std::size_t behind = at + 2 + name.size();
    if (behind < html_.size() && ends_name(html_[behind]) &&
        equals_ignoring_case(html_.substr(at + 2, name.size()), name)) {
      at_ = at + 2;
      html_token end;
      tag(end, html_token::kind::end);
      return html_.substr(begin, at - begin);
    }
  }
  at_ = html_.size();
  return html_.substr(begin);
}

} // namespace leadstream::extraction
