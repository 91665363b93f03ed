#include "domain/text/markup_text.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/code_points.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace leadstream {
namespace {

constexpr std::size_t longest_reference = 10;
constexpr std::array<std::pair<std::string_view, char32_t>, 10> references{{{"amp", U'&'},
                                                                            {"lt", U'<'},
                                                                            {"gt", U'>'},
                                                                            {"quot", U'"'},
                                                                            {"apos", U'\''},
                                                                            {"nbsp", U' '},
                                                                            {"ndash", U'–'},
                                                                            {"mdash", U'—'},
                                                                            {"rsquo", U'’'},
                                                                            {"hellip", U'…'}}};
constexpr std::array<std::string_view, 14> block_tags{"p",  "br", "div", "li", "ul", "ol", "tr",
                                                      "h1", "h2", "h3",  "h4", "h5", "h6", "table"};

/// The character of a reference without & and ;, 0 when it is none.
char32_t referred(std::string_view name) {
  if (!name.starts_with('#')) {
    const auto found = std::find_if(references.begin(), references.end(),
                                    [&](const auto& one) { return one.first == name; });
    return found == references.end() ? 0 : found->second;
  }
  const bool hexadecimal = name.starts_with("#x") || name.starts_with("#X");
  name.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t number = 0;
  const auto [end, fault] =
      std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
  return fault == std::errc{} && end == name.data() + name.size() ? number : 0;
}

/// What stands in place of a tag that begins behind '<': a line's end, a blank, or (0) nothing within a line.
char gap_of(std::string_view tag) {
  tag.remove_prefix(tag.starts_with('/') ? 1 : 0);
  std::string name;
  for (const char c : tag.substr(0, 5)) {
    if (!is_letter(c) && (c < '0' || c > '9')) {
      break;
    }
    name += static_cast<char>(c | 0x20);
  }
  const bool ends_line = std::find(block_tags.begin(), block_tags.end(), name) != block_tags.end();
  return ends_line ? '\n' : name == "td" || name == "th" || name == "img" || name == "optio" ? ' ' : '\0';
}

class reader {
public:
  explicit reader(std::string_view html) : rest_(html) {}

  std::string read() && {
    while (!rest_.empty()) {
      step();
    }
    return std::move(out_);
  }

private:
  void step() {
    const char c = rest_.front();
    const char next = rest_.size() > 1 ? rest_[1] : ' ';
    if (c == '<' && (is_letter(next) || next == '/' || next == '!')) {
      const auto end = std::min(rest_.find('>'), rest_.size() - 1);
      const char gap = gap_of(rest_.substr(1, end));
      gap_ = gap == '\n' || gap_ == 0 ? gap : gap_;
      rest_.remove_prefix(end + 1);
    } else if (c == '&') {
      refer();
    } else {
      if (is_blank(c)) {
        gap_ = gap_ == 0 ? ' ' : gap_;
      } else {
        add({&c, 1});
      }
      rest_.remove_prefix(1);
    }
  }

  void refer() {
    const auto end = rest_.substr(0, longest_reference).find(';');
    const char32_t point = end == std::string_view::npos ? 0 : referred(rest_.substr(1, end - 1));
    if (point == 0) {
      add("&");
      rest_.remove_prefix(1);
      return;
    }
    if (point == U' ') {
      gap_ = gap_ == 0 ? ' ' : gap_;
    } else {
      std::string bytes;
      append_utf8(bytes, point);
      add(bytes);
    }
    rest_.remove_prefix(end + 1);
  }

  void add(std::string_view bytes) {
    if (gap_ != 0 && !out_.empty()) {
      out_ += gap_;
    }
    gap_ = 0;
    out_ += bytes;
  }

  std::string_view rest_;
  std::string out_;
  char gap_ = 0; ///< what stands between the last word and the next
};

} // namespace

std::string markup_text(std::string_view html) {
  return reader(html).read();
}

} // namespace leadstream
