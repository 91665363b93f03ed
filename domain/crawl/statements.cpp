#include "domain/crawl/statements.hpp"

#include "domain/text/markup_text.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::crawl {
namespace {

using extraction::is_one_of;
using extraction::starts_with_ignoring_case;

std::size_t find_without_case(std::string_view text, std::string_view word, std::size_t from) {
  for (auto at = text.find(word.front(), from); at != std::string_view::npos;
       at = text.find(word.front(), at + 1)) {
    if (starts_with_ignoring_case(text.substr(at), word)) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// "/div" of "</DIV class=x>"
std::string name_of_tag(std::string_view tag) {
  const std::size_t from = tag.starts_with('/') ? 1 : 0;
  return lower(tag.substr(0, std::min(tag.find_first_of(" \t\r\n\f/>", from), tag.size())));
}

/// Tags within a sentence.
bool is_inline(std::string_view name) {
  return is_one_of(
      name.substr(name.starts_with('/') ? 1 : 0),
      {"a", "abbr", "b", "big", "em", "font", "i", "mark", "s", "small", "span", "strong", "u", "wbr"});
}

/// How long the sign at the beginning of a text is that ends a sentence; 0: none does.
std::size_t width_of_end(std::string_view text) {
  switch (text.front()) {
  case '.':
  case '!':
  case '?':
  case ':':
  case ';':
    return text.substr(1).starts_with(' ') ? 2 : 0;
  case ' ':
    if (text.size() < 3 || is_word(text[1])) {
      return 0;
    }
    for (const std::string_view sign :
         {" - ", " | ", " / ", " – ", " — ", " · ", " » ", " • ", " › ", " « "}) {
      if (text.starts_with(sign)) {
        return sign.size();
      }
    }
    return 0;
  default:
    return text.starts_with("…") || text.starts_with("。") ? std::string_view("…").size() : 0;
  }
}

/// Takes the first sentence off a text; the halves of "404 - Not found" and "Not found | Muster" are two.
std::string_view take_sentence(std::string_view& text) {
  std::size_t length = 0;
  std::size_t width = 0;
  while (length < text.size() && (width = width_of_end(text.substr(length))) == 0) {
    ++length;
  }
  const std::string_view sentence = text.substr(0, length);
  text.remove_prefix(length + width);
  return sentence;
}

using place = statement::place;

class reader {
public:
  reader(std::string_view html, std::size_t most) : html_(html), most_(most) {}

  visible_text read() {
    std::size_t at = 0;
    while (at < html_.size() && seen_.whole) {
      const auto tag = std::min(html_.find('<', at), html_.size());
      const std::string_view text = html_.substr(at, std::min(tag - at, most_ + 1));
      chunk_ += text;
      plain_ = plain_ || (!in_link_ && !extraction::trim(text).empty());
      at = tag == html_.size() ? tag : after_tag(tag);
    }
    end_block();
    return std::move(seen_);
  }

private:
  /// Where what follows the tag at `open` begins.
  std::size_t after_tag(std::size_t open) {
    if (html_.substr(open).starts_with("<!--")) {
      const auto end = html_.find("-->", open);
      return end == std::string_view::npos ? html_.size() : end + 3;
    }
    const std::string name = name_of_tag(html_.substr(open + 1, 16));
    const auto end = html_.find('>', open);
    if (!is_inline(name)) {
      end_block();
      enter(name);
    } else if (name == "a" || name == "/a") {
      in_link_ = name == "a" &&
                 find_without_case(html_.substr(open, end - open), "href", 0) != std::string_view::npos;
    }
    if (is_one_of(name, {"script", "style", "template", "svg"}) &&
        !html_.substr(open, end - open).ends_with('/')) {
      const auto close = find_without_case(html_, "</" + name, open);
      return close == std::string_view::npos ? html_.size()
                                             : std::min(html_.find('>', close), html_.size() - 1) + 1;
    }
    return end == std::string_view::npos ? html_.size() : end + 1;
  }

  void enter(std::string_view name) {
    const bool closes = name.starts_with('/');
    const std::string_view plain = name.substr(closes ? 1 : 0);
    if (plain == "title") {
      in_title_ = !closes && !had_title_;
      had_title_ = true;
    } else if (is_one_of(plain, {"h1", "h2"})) {
      in_heading_ = !closes;
    } else if (is_one_of(plain, {"nav", "footer"})) {
      asides_ = closes ? std::max(asides_ - 1, 0) : asides_ + 1;
    }
  }

  void end_block() {
    if (extraction::trim(chunk_).empty()) {
      chunk_.clear();
      plain_ = in_link_ = false;
      return;
    }
    const std::string text = extraction::fold_blanks(
        chunk_.find('&') == std::string::npos ? std::string_view(chunk_) : (decoded_ = markup_text(chunk_)));
    chunk_.clear();
    const place where = in_title_                ? place::title
                        : in_heading_            ? place::heading
                        : asides_ > 0 || !plain_ ? place::aside
                                                 : place::text;
    plain_ = in_link_ = false; // many a link is never closed
    for (std::string_view rest = text; !rest.empty();) {
      add(take_sentence(rest), where);
    }
    bytes_ += where == place::text || where == place::heading ? text.size() : 0;
    seen_.whole = bytes_ <= most_;
  }

  void add(std::string_view sentence, place where) {
    if (!sentence.empty()) {
      seen_.statements.push_back({std::string(sentence), where, before_});
      before_ += where == place::text || where == place::heading ? sentence.size() : 0;
    }
  }

  std::string_view html_;
  std::size_t most_;
  visible_text seen_;
  std::string chunk_;
  std::string decoded_;
  std::size_t bytes_ = 0;
  std::size_t before_ = 0;
  bool plain_ = false; ///< the block has text outside of links
  bool in_link_ = false;
  bool in_title_ = false;
  bool had_title_ = false;
  bool in_heading_ = false;
  int asides_ = 0;
};

} // namespace

visible_text read_statements(std::string_view html, std::size_t most) {
  return reader(html, most).read();
}

} // namespace leadstream::crawl
