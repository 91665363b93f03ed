#include "domain/extract/page/text_layer.hpp"

#include "domain/extract/email/cloudflare.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <unicode/uchar.h>

namespace leadstream::extraction {
namespace {

enum class gap : std::uint8_t { none, blank, cell, line };

/// What met without a blank between: a link to a mailbox or number, text and an element, two elements.
enum class seam : std::uint8_t { none, reach, text, elements };

/// Characters that nobody sees; they are set into addresses to mislead machines.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x202A && c <= 0x202E) ||
         c == 0xFEFF || c == 0xAD || (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_wide_blank(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

/// Full-width and look-alike forms, and digits of any script, of the characters that addresses and numbers
/// are made of.
char32_t plain_form(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) {
    return c - 0xFEE0;
  }
  if (c >= 0x660 && u_isdigit(static_cast<UChar32>(c))) {
    return U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(c)));
  }
  return c == 0xFE6B ? U'@' : c == 0x2010 || c == 0x2011 || c == 0x2012 ? U'-' : c;
}

bool is_heading_line(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

bool is_heading(std::string_view name) {
  return is_heading_line(name) || is_one_of(name, {"dt", "th", "strong", "b", "legend"});
}

bool is_chrome(std::string_view name) {
  return is_one_of(name, {"nav", "header", "footer", "aside", "form", "button", "select"});
}

bool is_reversed(const document& page, std::uint32_t i) {
  const node& n = page.nodes[i];
  if (n.name == "bdo") {
    return equals_ignoring_case(page.get(i, "dir"), "rtl");
  }
  const std::string_view style = n.attributes == 0 ? std::string_view{} : page.get(i, "style");
  return contains_ignoring_case(style, "rtl") && contains_ignoring_case(style, "bidi-override");
}

std::string reversed(std::string_view text) {
  std::string out;
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t start = end - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
      --start;
    }
    out.append(text.substr(start, end - start));
    end = start;
  }
  return out;
}

} // namespace

/// Walks the nodes once, in order; keeps only where the innermost open blocks end.
class text_builder {
public:
  text_builder(const document& page, text_layer& out) : page_(page), out_(out) {
    out_.text_.reserve(page.nodes.size() * 12);
  }

  void run() {
    for (std::uint32_t i = 0; i < page_.nodes.size();) {
      close_before(i);
      i = page_.nodes[i].is_text() ? text(i) : element(i);
    }
    close_segment();
  }

private:
  struct open_block {
    std::uint32_t end;
    gap after;
  };

  void close_before(std::uint32_t i) {
    while (!blocks_.empty() && blocks_.back().end <= i) {
      want(blocks_.back().after);
      blocks_.pop_back();
    }
  }

  void want(gap wanted) { pending_ = std::max(pending_, wanted); }

  std::uint32_t text(std::uint32_t i) {
    note_seam(i);
    append(i, page_.nodes[i].text);
    return i + 1;
  }

  std::uint32_t element(std::uint32_t i) {
    const node& n = page_.nodes[i];
    if (n.how == layout::hidden) {
      return n.end;
    }
    enter_regions(i);
    if (n.how == layout::block || n.how == layout::cell) {
      const gap around = n.how == layout::block ? gap::line : gap::cell;
      want(around);
      blocks_.push_back({n.end, around});
    } else if (n.how == layout::line_break) {
      want(parts_words(n.parent) ? gap::blank : gap::line);
    } else if (n.name == "small" && is_heading_line(page_.nodes[n.parent].name)) {
      want(gap::cell); // <h3>Bob Ray <small>Head of Sales</small></h3>
      blocks_.push_back({n.end, gap::cell});
    } else {
      note_seam(i);
    }
    return n.attributes == 0 ? i + 1 : special(i);
  }

  /// Whether a heading of two words is broken between them: <h3>Jane<br>Doe</h3>.
  bool parts_words(std::uint32_t heading) const {
    return is_heading_line(page_.nodes[heading].name) && split(page_.text_of(heading), " ").size() == 2;
  }

  /// Inline elements that touch are set apart by style sheets as a rule: "<b>Ann Lee</b><span>Chef</span>".
  void note_seam(std::uint32_t i) {
    if (i == 0 || pending_ != gap::none || !open_) {
      return;
    }
    const std::uint32_t parent = page_.nodes[i].parent;
    std::uint32_t before = i - 1;
    while (before > parent && page_.nodes[before].parent != parent) {
      before = page_.nodes[before].parent;
    }
    if (before <= parent) {
      return; // the first inside its parent
    }
    seam_ = is_reach(before) || is_reach(i)                             ? seam::reach
            : page_.nodes[before].is_text() || page_.nodes[i].is_text() ? seam::text
                                                                        : seam::elements;
  }

  /// A link to a mailbox or number holds it whole.
  bool is_reach(std::uint32_t i) const {
    const std::string_view href = page_.nodes[i].name == "a" ? page_.get(i, "href") : std::string_view{};
    return starts_with_ignoring_case(href, "mailto:") || starts_with_ignoring_case(href, "tel:");
  }

  /// Whether what follows a seam is a part of its own rather than the rest of a word.
  bool parts_at(char32_t next) const {
    const char last = out_.text_.back();
    if (seam_ == seam::elements && ends_sentence() &&
        (is_unicode_upper(next) || (next >= '0' && next <= '9'))) {
      return true; // <span>Quillwell, Inc.</span><span>548 Market St</span>
    }
    const bool between_words = (is_word(last) || is_high(last) || last == ')') &&
                               (next == '+' || next >= 0x80 || is_word(static_cast<char>(next)));
    if (!between_words) {
      return false;
    }
    const bool phrase = out_.text_.find(' ', out_.segments_.back().begin) != std::string::npos;
    const bool begins = is_unicode_upper(next) && !is_upper(last);
    return seam_ == seam::reach || (phrase && (begins || (seam_ == seam::elements && !is_digit(last)))) ||
           (seam_ == seam::elements && begins && !is_digit(last));
  }

  bool ends_sentence() const {
    const std::string& text = out_.text_;
    return text.size() >= 2 && (text.back() == '.' || text.back() == ',') &&
           is_letter(text[text.size() - 2]) &&
           text.find(' ', out_.segments_.back().begin) != std::string::npos;
  }

  void enter_regions(std::uint32_t i) {
    const node& n = page_.nodes[i];
    const auto extend = [&](std::uint32_t& until, bool begins) {
      if (begins && i >= until) {
        until = n.end;
      }
    };
    extend(chrome_until_, is_chrome(n.name));
    extend(heading_until_, is_heading(n.name));
    extend(link_until_, n.name == "a");
  }

  /// Elements whose text is not their visible text.
  std::uint32_t special(std::uint32_t i) {
    const node& n = page_.nodes[i];
    if (const auto hex = page_.get(i, "data-cfemail"); !hex.empty()) {
      append(i, make_valid_utf8(decode_cloudflare(hex)));
      return n.end;
    }
    if (n.name == "img") {
      const std::string_view alt = trim(page_.get(i, "alt"));
      if (alt == "@" || alt == "." || equals_ignoring_case(alt, "at") || equals_ignoring_case(alt, "(at)")) {
        append(i, alt == "." ? "." : "@");
      } else if (alt.size() < 80 && alt.find('@') != std::string_view::npos) {
        append(i, alt);
      }
    } else if (is_reversed(page_, i)) {
      append(i, reversed(page_.text_of(i)));
      return n.end;
    }
    return i + 1;
  }

  void append(std::uint32_t i, std::string_view text) {
    run_begins_ = true;
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (is_blank(c)) {
        want(gap::blank);
        ++at;
      } else if (!is_high(c)) {
        begin_character(i, static_cast<unsigned char>(c));
        append_word(i, text, at);
      } else {
        append_wide(i, text, at);
      }
    }
  }

  /// All up to the next blank or character of several bytes: nothing changes within.
  void append_word(std::uint32_t i, std::string_view text, std::size_t& at) {
    std::size_t end = at + 1;
    while (end < text.size() && !is_blank(text[end]) && !is_high(text[end])) {
      ++end;
    }
    if (i < link_until_) {
      out_.segments_.back().link_bytes += static_cast<std::uint32_t>(end - at - 1);
    }
    out_.text_.append(text.substr(at, end - at));
    at = end;
  }

  void append_wide(std::uint32_t i, std::string_view text, std::size_t& at) {
    const char32_t c = plain_form(next_code_point(text, at));
    if (is_wide_blank(c)) {
      want(gap::blank);
    } else if (!is_invisible(c)) {
      begin_character(i, c);
      append_utf8(out_.text_, c);
    }
  }

  void begin_character(std::uint32_t i, char32_t c) {
    if (seam_ != seam::none && pending_ == gap::none && open_ && parts_at(c)) {
      want(gap::cell);
    }
    seam_ = seam::none;
    const auto here = static_cast<std::uint32_t>(out_.text_.size());
    if (!open_ || pending_ >= gap::cell) {
      begin_segment(i);
    } else if (pending_ == gap::blank) {
      out_.text_ += ' ';
    }
    pending_ = gap::none;
    segment& s = out_.segments_.back();
    if (i < link_until_) {
      ++s.link_bytes;
    }
    s.heading = s.heading && i < heading_until_;
    if (run_begins_) {
      out_.runs_.push_back({std::max(here, s.begin), i});
      run_begins_ = false;
    }
  }

  void begin_segment(std::uint32_t i) {
    const bool cell = pending_ == gap::cell;
    close_segment();
    if (!out_.text_.empty()) {
      out_.text_ += cell ? '\t' : '\n';
    }
    segment s;
    s.begin = static_cast<std::uint32_t>(out_.text_.size());
    s.node = i;
    s.continues_row = cell;
    s.heading = true;
    s.chrome = i < chrome_until_;
    out_.segments_.push_back(s);
    open_ = true;
  }

  void close_segment() {
    if (open_) {
      out_.segments_.back().end = static_cast<std::uint32_t>(out_.text_.size());
    }
    open_ = false;
  }

  const document& page_;
  text_layer& out_;
  std::vector<open_block> blocks_;
  gap pending_ = gap::none;
  seam seam_ = seam::none;
  bool open_ = false;
  bool run_begins_ = true;
  std::uint32_t chrome_until_ = 0;
  std::uint32_t heading_until_ = 0;
  std::uint32_t link_until_ = 0;
};

text_layer::text_layer(const document& page) {
  text_builder(page, *this).run();
}

std::uint32_t text_layer::node_at(std::size_t offset) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), offset,
                                      [](std::size_t at, const run& r) { return at < r.offset; });
  return after == runs_.begin() ? 0 : std::prev(after)->node;
}

std::vector<std::size_t> text_layer::seams_of(const segment& s) const {
  std::vector<std::size_t> out;
  for (auto next = std::upper_bound(runs_.begin(), runs_.end(), s.begin,
                                    [](std::size_t at, const run&r) { return at < r.offset; });
       next != runs_.end() && next->offset < s.end; ++next) {
    out.push_back(next->offset);
  }
  return out;
}

std::pair<std::size_t, std::size_t> text_layer::range_of(const document& page, std::uint32_t element) const {
  const auto starts = [this](std::uint32_t index) -> std::size_t {
    const auto found = std::lower_bound(runs_.begin(), runs_.end(), index,
                                        [](const run& r, std::uint32_t n) { return r.node < n; });
    return found == runs_.end() ? text_.size() : found->offset;
  };
  return {starts(element), starts(page.nodes[element].end)};
}

std::size_t text_layer::segment_at(std::size_t offset) const {
  const auto after = std::upper_bound(segments_.begin(), segments_.end(), offset,
                                      [](std::size_t at, const segment& s) { return at < s.begin; });
  return after == segments_.begin() ? 0 : static_cast<std::size_t>(after - segments_.begin()) - 1;
}

} // namespace leadstream::extraction
