#pragma once
#include "domain/extract/page/html_tags.hpp"
#include "domain/extract/page/html_tokens.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// Elements that a search of the stack for an open element does not look beyond.
constexpr tag_set default_scope{GUMBO_TAG_APPLET, GUMBO_TAG_CAPTION, GUMBO_TAG_HTML,    GUMBO_TAG_TABLE,
                                GUMBO_TAG_TD,     GUMBO_TAG_TH,      GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT};
constexpr tag_set table_scope{GUMBO_TAG_HTML, GUMBO_TAG_TABLE};

/// Elements that end tags of others do not close.
constexpr tag_set special_elements{
    GUMBO_TAG_ADDRESS,  GUMBO_TAG_APPLET,   GUMBO_TAG_AREA,    GUMBO_TAG_ARTICLE,    GUMBO_TAG_ASIDE,
    GUMBO_TAG_BASE,     GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,
    GUMBO_TAG_BR,       GUMBO_TAG_BUTTON,   GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER,     GUMBO_TAG_COL,
    GUMBO_TAG_COLGROUP, GUMBO_TAG_DD,       GUMBO_TAG_DETAILS, GUMBO_TAG_DIR,        GUMBO_TAG_DIV,
    GUMBO_TAG_DL,       GUMBO_TAG_DT,       GUMBO_TAG_EMBED,   GUMBO_TAG_FIELDSET,   GUMBO_TAG_FIGCAPTION,
    GUMBO_TAG_FIGURE,   GUMBO_TAG_FOOTER,   GUMBO_TAG_FORM,    GUMBO_TAG_FRAME,      GUMBO_TAG_FRAMESET,
    GUMBO_TAG_H1,       GUMBO_TAG_H2,       GUMBO_TAG_H3,      GUMBO_TAG_H4,         GUMBO_TAG_H5,
    GUMBO_TAG_H6,       GUMBO_TAG_HEAD,     GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,     GUMBO_TAG_HR,
    GUMBO_TAG_HTML,     GUMBO_TAG_IFRAME,   GUMBO_TAG_IMG,     GUMBO_TAG_INPUT,      GUMBO_TAG_ISINDEX,
    GUMBO_TAG_LI,       GUMBO_TAG_LINK,     GUMBO_TAG_LISTING, GUMBO_TAG_MARQUEE,    GUMBO_TAG_MENU,
    GUMBO_TAG_META,     GUMBO_TAG_NAV,      GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES,   GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_OBJECT,   GUMBO_TAG_OL,       GUMBO_TAG_P,       GUMBO_TAG_PARAM,      GUMBO_TAG_PLAINTEXT,
    GUMBO_TAG_PRE,      GUMBO_TAG_SCRIPT,   GUMBO_TAG_SECTION, GUMBO_TAG_SELECT,     GUMBO_TAG_STYLE,
    GUMBO_TAG_SUMMARY,  GUMBO_TAG_TABLE,    GUMBO_TAG_TBODY,   GUMBO_TAG_TD,         GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_TEXTAREA, GUMBO_TAG_TFOOT,    GUMBO_TAG_TH,      GUMBO_TAG_THEAD,      GUMBO_TAG_TITLE,
    GUMBO_TAG_TR,       GUMBO_TAG_UL,       GUMBO_TAG_WBR,     GUMBO_TAG_XMP};

/// The insertion modes, the stack of open elements and the active formatting elements of the WHATWG algorithm
/// over a flat document. See build_tree().
class tree_builder {
public:
  tree_builder(std::string_view html, document& out, arena& memory)
      : tokens_(html, out.attributes, memory), out_(out), memory_(memory), most_nodes_(html.size() / 3 + 64) {
  }

  bool run();

private:
  enum class insertion : std::uint8_t {
    before_html,
    before_head,
    in_head,
    in_head_noscript,
    after_head,
    in_body,
    in_table,
    in_caption,
    in_column_group,
    in_table_body,
    in_row,
    in_cell,
    in_select
  };
  enum class quirks : std::uint8_t { no, yes, unknown };

  struct open_element {
    std::uint32_t index;
    GumboTag tag; ///< GUMBO_TAG_LAST for a form that was closed before what it holds
    std::string_view name;
  };
  struct formatting_element {
    std::uint32_t index;
    GumboTag tag; ///< GUMBO_TAG_LAST for a marker
  };

  // html_tree.cpp: the stack, and all up to the body
  void process(const html_token& token);
  void finish();
  void give_up() { failed_ = true; }
  void doctype(std::string_view rest);
  void before_html(const html_token& token);
  void before_head(const html_token& token);
  void in_head(const html_token& token);
  void in_head_noscript(const html_token& token);
  void after_head(const html_token& token);
  void late_in_head(const html_token& token);
  void leave_head(const html_token& token);
  bool take_blanks(html_token& token);
  bool keep_blanks(html_token& token);
  void insert(const html_token& token);
  void insert_implied(GumboTag tag);
  void insert_void(const html_token& token);
  void insert_raw(const html_token& token, bool references);
  void append_text(std::string_view text);
  void push(std::uint32_t index, GumboTag tag, std::string_view name);
  void pop();
  void pop_until(const tag_set& tags);
  void pop_implied(GumboTag but = GUMBO_TAG_LAST);
  const open_element& current() const { return open_.back(); }
  bool in_scope(const tag_set& tags, const tag_set& limits) const;
  bool in_scope(GumboTag tag) const { return in_scope(tag_set{tag}, default_scope); }

  // html_tree_body.cpp
  void in_body(const html_token& token);
  void start_in_body(const html_token& token);
  void start_heading(const html_token& token);
  void start_item(const html_token& token, const tag_set& items);
  void start_button(const html_token& token);
  void start_anchor(const html_token& token);
  void start_form(const html_token& token);
  void start_table(const html_token& token);
  void start_ordinary(const html_token& token);
  void end_in_body(const html_token& token);
  void end_block(const html_token& token);
  void end_paragraph();
  void end_item(const html_token& token, const tag_set& limits);
  void end_heading();
  void end_form();
  void end_marked(const html_token& token);
  void end_ordinary(const html_token& token);
  void close_paragraph();

  // html_tree_formatting.cpp
  void adopt(const html_token& token);
  void reconstruct();
  void push_formatting();
  void clear_to_marker();
  void forget_formatting(std::size_t at) { formatting_.erase(formatting_.begin() + static_cast<long>(at)); }
  std::optional<std::size_t> formatting_of(GumboTag tag) const;
  std::optional<std::size_t> place_on_stack(std::uint32_t index) const;
  bool same_attributes(const node& a, const node& b) const;

  // html_tree_tables.cpp
  void in_table(const html_token& token);
  void start_in_table(const html_token& token);
  void in_caption(const html_token& token);
  void in_column_group(const html_token& token);
  void in_table_body(const html_token& token);
  void in_row(const html_token& token);
  void in_cell(const html_token& token);
  void in_select(const html_token& token);
  void start_in_select(const html_token& token);
  void end_in_select(const html_token& token);
  void close_table();
  void close_cell();
  void close_caption();
  void leave_row();
  void leave_table_body();
  void clear_to(const tag_set& context);
  void reset_mode();

  html_tokens tokens_;
  document& out_;
  arena& memory_;
  std::size_t most_nodes_;
  std::vector<open_element> open_;
  std::vector<formatting_element> formatting_;
  std::optional<std::uint32_t> form_;
  insertion mode_ = insertion::before_html;
  quirks quirks_ = quirks::yes;
  std::uint32_t head_ = 0;
  std::size_t open_paragraphs_ = 0;
  bool initial_ = true;
  bool skip_newline_ = false;
  bool joins_ = true; ///< text goes on with text before it
  bool failed_ = false;
};

} // namespace leadstream::extraction
