#include "domain/extract/page/html_tree.hpp"

#include "domain/extract/page/character_references.hpp"
#include "domain/extract/page/html_tree_builder.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_open_elements = 512; ///< what stands deeper becomes a sibling, as in browsers
constexpr std::size_t most_formatting_elements = 60;
constexpr std::size_t longest_joined_text = 4096;
constexpr std::size_t tokens_between_checks = 64;

constexpr tag_set implied_ends{GUMBO_TAG_DD,       GUMBO_TAG_DT, GUMBO_TAG_LI, GUMBO_TAG_OPTION,
                               GUMBO_TAG_OPTGROUP, GUMBO_TAG_P,  GUMBO_TAG_RP, GUMBO_TAG_RT};
constexpr tag_set page_ends{GUMBO_TAG_HEAD, GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_BR};
constexpr tag_set head_voids{GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_LINK,
                             GUMBO_TAG_META};
constexpr tag_set head_raw{GUMBO_TAG_NOFRAMES, GUMBO_TAG_STYLE, GUMBO_TAG_SCRIPT};
constexpr tag_set head_content =
    head_voids.with(head_raw).with({GUMBO_TAG_TITLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_MENUITEM});

bool is_start(const html_token& token, GumboTag tag) {
  return token.what == html_token::kind::start && token.tag == tag;
}

/// An end tag that has no meaning here.
bool is_stray_end(const html_token& token, const tag_set& known) {
  return token.what == html_token::kind::end && !known.has(token.tag);
}

} // namespace

bool build_tree(std::string_view html, arena& memory, document& out) {
  return is_plain_markup(html) && tree_builder(html, out, memory).run();
}

bool tree_builder::run() {
  out_.nodes.reserve(most_nodes_ / 8);
  html_token token;
  for (std::size_t count = 1; !failed_ && tokens_.next(token); ++count) {
    if (count % tokens_between_checks == 0) {
      memory_.check_time();
    }
    const bool after_opening = skip_newline_;
    skip_newline_ = false;
    if (after_opening && token.what == html_token::kind::text && token.text.starts_with('\n')) {
      token.text.remove_prefix(1);
    }
    process(token);
    while (open_.size() > most_open_elements && mode_ == insertion::in_body && !failed_) {
      pop();
    }
    failed_ = failed_ || open_.size() > most_open_elements || formatting_.size() > most_formatting_elements ||
              out_.nodes.size() > most_nodes_;
  }
  if (!failed_) {
    finish();
  }
  return !failed_;
}

void tree_builder::process(const html_token& token) {
  if (token.what == html_token::kind::doctype) {
    doctype(token.name);
    return;
  }
  if (token.what == html_token::kind::comment) {
    joins_ = false;
    return;
  }
  constexpr std::array<void (tree_builder::*)(const html_token&), 13> modes{
      &tree_builder::before_html,      &tree_builder::before_head, &tree_builder::in_head,
      &tree_builder::in_head_noscript, &tree_builder::after_head,  &tree_builder::in_body,
      &tree_builder::in_table,         &tree_builder::in_caption,  &tree_builder::in_column_group,
      &tree_builder::in_table_body,    &tree_builder::in_row,      &tree_builder::in_cell,
      &tree_builder::in_select};
  (this->*modes[static_cast<std::size_t>(mode_)])(token);
}

void tree_builder::finish() {
  html_token body;
  body.what = html_token::kind::end;
  body.tag = GUMBO_TAG_BODY;
  if (mode_ < insertion::in_body) {
    if (mode_ == insertion::in_head_noscript) {
      pop();
      mode_ = insertion::in_head;
    }
    process(body);
  }
  while (!open_.empty()) {
    pop();
  }
}

/// Only whether a table may stand within a paragraph depends on it.
void tree_builder::doctype(std::string_view rest) {
  if (!initial_) {
    return;
  }
  initial_ = false;
  const auto quotes = std::count_if(rest.begin(), rest.end(), [](char c) { return c == '"' || c == '\''; });
  const bool transitional =
      contains_any(rest, {"//dtd html 4.01 transitional//", "//dtd html 4.01 frameset//"});
  if (rest == "html" || rest.starts_with("html public \"-//w3c//dtd xhtml 1.") ||
      rest.starts_with("html public \"-//w3c//dtd html 4.01//") || (transitional && quotes == 4)) {
    quirks_ = quirks::no;
  } else {
    quirks_ = transitional && quotes == 2 ? quirks::yes : quirks::unknown;
  }
}

/// Leaves a token of text without the blanks that it begins with; false when nothing else is in it.
bool tree_builder::take_blanks(html_token& token) {
  if (token.what != html_token::kind::text) {
    return true;
  }
  token.text.remove_prefix(std::min(token.text.find_first_not_of(" \t\n\f\r"), token.text.size()));
  return !token.text.empty();
}

/// As take_blanks(), but the blanks are part of the tree.
bool tree_builder::keep_blanks(html_token& token) {
  const std::string_view all = token.text;
  const bool more = take_blanks(token);
  append_text(all.substr(0, all.size() - token.text.size()));
  return more;
}

void tree_builder::before_html(const html_token& token) {
  html_token rest = token;
  if (!take_blanks(rest)) {
    return;
  }
  initial_ = false;
  if (is_start(rest, GUMBO_TAG_HTML)) {
    insert(rest);
    mode_ = insertion::before_head;
  } else if (!is_stray_end(rest, page_ends)) {
    insert_implied(GUMBO_TAG_HTML);
    mode_ = insertion::before_head;
    process(rest);
  }
}

void tree_builder::before_head(const html_token& token) {
  html_token rest = token;
  if (!take_blanks(rest) || is_stray_end(rest, page_ends)) {
    return;
  }
  if (is_start(rest, GUMBO_TAG_HTML)) {
    give_up();
    return;
  }
  head_ = static_cast<std::uint32_t>(out_.nodes.size());
  mode_ = insertion::in_head;
  if (is_start(rest, GUMBO_TAG_HEAD)) {
    insert(rest);
  } else {
    insert_implied(GUMBO_TAG_HEAD);
    process(rest);
  }
}

void tree_builder::in_head(const html_token& token) {
  if (token.what == html_token::kind::text) {
    html_token rest = token;
    if (keep_blanks(rest)) {
      leave_head(rest);
    }
  } else if (token.what == html_token::kind::end) {
    if (token.tag == GUMBO_TAG_HEAD) {
      pop();
      mode_ = insertion::after_head;
    } else if (page_ends.has(token.tag)) {
      leave_head(token);
    } else if (token.tag == GUMBO_TAG_TEMPLATE) {
      give_up();
    }
  } else if (head_voids.has(token.tag)) {
    insert_void(token);
  } else if (token.tag == GUMBO_TAG_TITLE || head_raw.has(token.tag)) {
    insert_raw(token, token.tag == GUMBO_TAG_TITLE);
  } else if (token.tag == GUMBO_TAG_NOSCRIPT) {
    insert(token);
    mode_ = insertion::in_head_noscript;
  } else if (token.tag == GUMBO_TAG_HTML || token.tag == GUMBO_TAG_TEMPLATE ||
             token.tag == GUMBO_TAG_MENUITEM) {
    give_up();
  } else if (token.tag != GUMBO_TAG_HEAD) {
    leave_head(token);
  }
}

void tree_builder::leave_head(const html_token& token) {
  pop();
  mode_ = insertion::after_head;
  process(token);
}

void tree_builder::in_head_noscript(const html_token& token) {
  html_token rest = token;
  if (!keep_blanks(rest)) {
    return;
  }
  if (token.what == html_token::kind::start) {
    if (token.tag == GUMBO_TAG_HEAD || token.tag == GUMBO_TAG_NOSCRIPT) {
      return;
    }
    if (head_voids.has(token.tag) || token.tag == GUMBO_TAG_STYLE || token.tag == GUMBO_TAG_NOFRAMES) {
      in_head(token);
      return;
    }
  } else if (token.what == html_token::kind::end && token.tag == GUMBO_TAG_NOSCRIPT) {
    pop();
    mode_ = insertion::in_head;
    return;
  } else if (is_stray_end(token, {GUMBO_TAG_BR})) {
    return;
  }
  pop();
  mode_ = insertion::in_head;
  process(rest);
}

void tree_builder::after_head(const html_token& token) {
  html_token rest = token;
  if (!keep_blanks(rest) || is_stray_end(token, {GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_BR})) {
    return;
  }
  if (token.what == html_token::kind::start) {
    if (token.tag == GUMBO_TAG_HEAD) {
      return;
    }
    if (token.tag == GUMBO_TAG_HTML || token.tag == GUMBO_TAG_FRAMESET) {
      give_up();
      return;
    }
    if (head_content.has(token.tag)) {
      late_in_head(token);
      return;
    }
  }
  mode_ = insertion::in_body;
  if (is_start(rest, GUMBO_TAG_BODY)) {
    insert(rest);
  } else {
    insert_implied(GUMBO_TAG_BODY);
    process(rest);
  }
}

/// What belongs into the head although that was closed: the blanks that came between move behind it.
void tree_builder::late_in_head(const html_token& token) {
  auto first = out_.nodes.end();
  while (std::prev(first)->is_text() && std::prev(first)->parent == 0) {
    --first;
  }
  const std::vector<node> blanks(first, out_.nodes.end());
  out_.nodes.erase(first, out_.nodes.end());
  push(head_, GUMBO_TAG_HEAD, "head");
  in_head(token);
  pop();
  for (const node& one : blanks) {
    joins_ = false;
    append_text(one.text);
  }
  joins_ = false;
}

void tree_builder::insert(const html_token& token) {
  const auto index = static_cast<std::uint32_t>(out_.nodes.size());
  node& added = out_.nodes.emplace_back();
  added.parent = open_.empty() ? 0 : current().index;
  added.name = token.name;
  added.how = layout_of(token.tag);
  added.first_attribute = token.first_attribute;
  added.attributes = token.attributes;
  if (added.how == layout::inlined && token.attributes > 0 && hides_text(out_.get(index, "style"))) {
    added.how = layout::hidden;
  }
  push(index, token.tag, token.name);
}

void tree_builder::insert_implied(GumboTag tag) {
  html_token token;
  token.what = html_token::kind::start;
  token.tag = tag;
  token.name = gumbo_normalized_tagname(tag);
  insert(token);
}

void tree_builder::insert_void(const html_token& token) {
  insert(token);
  pop();
}

/// An element whose content is text whatever stands in it.
void tree_builder::insert_raw(const html_token& token, bool references) {
  insert(token);
  std::string_view text = tokens_.raw_text(token.name);
  if (token.tag == GUMBO_TAG_TEXTAREA && text.starts_with('\n')) {
    text.remove_prefix(1);
  }
  if (token.tag == GUMBO_TAG_SCRIPT && text.find("<!--") != std::string_view::npos) {
    give_up(); // its end tag may be none
  }
  append_text(references ? without_references(text, reference_place::text, memory_) : text);
  pop();
}

/// Text that follows text in the same element goes on with it.
void tree_builder::append_text(std::string_view text) {
  if (text.empty()) {
    return;
  }
  node& last = out_.nodes.back();
  if (!std::exchange(joins_, true) || !last.is_text() || last.parent != current().index) {
    node& added = out_.nodes.emplace_back();
    added.parent = current().index;
    added.text = text;
    added.end = static_cast<std::uint32_t>(out_.nodes.size());
    return;
  }
  const std::size_t size = last.text.size() + text.size();
  if (size > longest_joined_text) {
    give_up();
    return;
  }
  auto* joined = static_cast<char*>(memory_.allocate(size));
  std::copy(text.begin(), text.end(), std::copy(last.text.begin(), last.text.end(), joined));
  last.text = {joined, size};
}

void tree_builder::push(std::uint32_t index, GumboTag tag, std::string_view name) {
  open_.push_back({index, tag, name});
  open_paragraphs_ += tag == GUMBO_TAG_P ? 1 : 0;
}

void tree_builder::pop() {
  do {
    out_.nodes[current().index].end = static_cast<std::uint32_t>(out_.nodes.size());
    open_paragraphs_ -= current().tag == GUMBO_TAG_P ? 1 : 0;
    open_.pop_back();
  } while (!open_.empty() && current().tag == GUMBO_TAG_LAST);
}

void tree_builder::pop_until(const tag_set& tags) {
  while (!tags.has(current().tag)) {
    pop();
  }
  pop();
}

void tree_builder::pop_implied(GumboTag but) {
  while (implied_ends.has(current().tag) && current().tag != but) {
    pop();
  }
}

bool tree_builder::in_scope(const tag_set& tags, const tag_set& limits) const {
  for (std::size_t at = open_.size(); at > 0; --at) {
    const open_element& one = open_[at - 1];
    if (tags.has(one.tag)) {
      return true;
    }
    if (limits.has(one.tag)) {
      return false;
    }
  }
  return false;
}

} // namespace leadstream::extraction
