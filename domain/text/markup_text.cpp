#include "domain/text/markup_text.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/named_references.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace leadstream {
namespace {

constexpr std::string_view hard_blank = "\u00A0";
constexpr std::array<std::string_view, 14> block_tags{"p",  "br", "div", "li", "ul", "ol", "tr",
                                                      "h1", "h2", "h3",  "h4", "h5", "h6", "table"};

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
    if (rest_.starts_with("<!--")) {
      const auto end = rest_.find("-->", 4);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 3);
    } else if (c == '<' && (is_letter(next) || next == '/' || next == '!')) {
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
    const std::string text =
        end == std::string_view::npos ? std::string() : reference_text(rest_.substr(1, end));
    if (text.empty()) {
      add("&");
      rest_.remove_prefix(1);
      return;
    }
    if (text == hard_blank || is_blank(text.front())) {
      gap_ = gap_ == 0 ? ' ' : gap_;
    } else {
      add(text);
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
