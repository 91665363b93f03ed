#include "domain/extract/page/html_tree_builder.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr tag_set head_like{GUMBO_TAG_BASE,     GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_LINK,
                            GUMBO_TAG_META,     GUMBO_TAG_NOFRAMES, GUMBO_TAG_SCRIPT,  GUMBO_TAG_STYLE,
                            GUMBO_TAG_TEMPLATE, GUMBO_TAG_TITLE,    GUMBO_TAG_MENUITEM};
constexpr tag_set blocks{GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,      GUMBO_TAG_BLOCKQUOTE,
                         GUMBO_TAG_CENTER,  GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,        GUMBO_TAG_DIV,
                         GUMBO_TAG_DL,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,
                         GUMBO_TAG_FOOTER,  GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP,     GUMBO_TAG_MAIN,
                         GUMBO_TAG_MENU,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,         GUMBO_TAG_P,
                         GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,  GUMBO_TAG_UL};
constexpr tag_set headings{GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
                           GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
constexpr tag_set preformatted{GUMBO_TAG_PRE, GUMBO_TAG_LISTING};
constexpr tag_set list_items{GUMBO_TAG_LI};
constexpr tag_set descriptions{GUMBO_TAG_DD, GUMBO_TAG_DT};
constexpr tag_set formatting_tags{GUMBO_TAG_B,      GUMBO_TAG_BIG,    GUMBO_TAG_CODE, GUMBO_TAG_EM,
                                  GUMBO_TAG_FONT,   GUMBO_TAG_I,      GUMBO_TAG_S,    GUMBO_TAG_SMALL,
                                  GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT,   GUMBO_TAG_U};
constexpr tag_set marked{GUMBO_TAG_APPLET, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT};
constexpr tag_set inline_voids{GUMBO_TAG_AREA,   GUMBO_TAG_BR,    GUMBO_TAG_EMBED, GUMBO_TAG_IMG,
                               GUMBO_TAG_KEYGEN, GUMBO_TAG_INPUT, GUMBO_TAG_WBR};
constexpr tag_set plain_voids{GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK};
constexpr tag_set out_of_place{GUMBO_TAG_CAPTION, GUMBO_TAG_COL,   GUMBO_TAG_COLGROUP, GUMBO_TAG_FRAME,
                               GUMBO_TAG_HEAD,    GUMBO_TAG_TBODY, GUMBO_TAG_TD,       GUMBO_TAG_TFOOT,
                               GUMBO_TAG_TH,      GUMBO_TAG_THEAD, GUMBO_TAG_TR};
/// Foreign content, and what is rare or moves nodes.
constexpr tag_set unsupported{GUMBO_TAG_HTML, GUMBO_TAG_BODY, GUMBO_TAG_FRAMESET, GUMBO_TAG_PLAINTEXT,
                              GUMBO_TAG_MATH, GUMBO_TAG_SVG,  GUMBO_TAG_ISINDEX,  GUMBO_TAG_IMAGE,
                              GUMBO_TAG_RB,   GUMBO_TAG_RP,   GUMBO_TAG_RT,       GUMBO_TAG_RTC,
                              GUMBO_TAG_NOBR};
constexpr tag_set button_scope = default_scope.with({GUMBO_TAG_BUTTON});
constexpr tag_set list_scope = default_scope.with({GUMBO_TAG_OL, GUMBO_TAG_UL});
constexpr tag_set ended_like_blocks = blocks.with(preformatted).with({GUMBO_TAG_BUTTON});

} // namespace

void tree_builder::in_body(const html_token& token) {
  if (token.what == html_token::kind::start) {
    start_in_body(token);
  } else if (token.what == html_token::kind::end) {
    end_in_body(token);
  } else if (!token.text.empty()) {
    reconstruct();
    append_text(token.text);
  }
}

void tree_builder::start_in_body(const html_token& token) {
  const GumboTag tag = token.tag;
  if (tag == GUMBO_TAG_A) {
    start_anchor(token);
  } else if (blocks.has(tag)) {
    close_paragraph();
    insert(token);
  } else if (formatting_tags.has(tag)) {
    start_ordinary(token);
    push_formatting();
  } else if (inline_voids.has(tag)) {
    reconstruct();
    insert_void(token);
  } else if (headings.has(tag)) {
    start_heading(token);
  } else if (list_items.has(tag) || descriptions.has(tag)) {
    start_item(token, list_items.has(tag) ? list_items : descriptions);
  } else if (head_like.has(tag)) {
    in_head(token);
  } else if (tag == GUMBO_TAG_TABLE) {
    start_table(token);
  } else if (tag == GUMBO_TAG_FORM) {
    start_form(token);
  } else if (preformatted.has(tag)) {
    close_paragraph();
    insert(token);
    skip_newline_ = true;
  } else if (tag == GUMBO_TAG_HR) {
    close_paragraph();
    insert_void(token);
  } else if (plain_voids.has(tag)) {
    insert_void(token);
  } else if (tag == GUMBO_TAG_BUTTON) {
    start_button(token);
  } else if (tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_NOEMBED) {
    insert_raw(token, tag == GUMBO_TAG_TEXTAREA);
  } else if (tag == GUMBO_TAG_XMP) {
    close_paragraph();
    reconstruct();
    insert_raw(token, false);
  } else if (tag == GUMBO_TAG_SELECT) {
    start_ordinary(token);
    mode_ = insertion::in_select;
  } else if (marked.has(tag)) {
    start_ordinary(token);
    formatting_.push_back({0, GUMBO_TAG_LAST});
  } else if (unsupported.has(tag)) {
    give_up();
  } else if (!out_of_place.has(tag)) {
    if ((tag == GUMBO_TAG_OPTION || tag == GUMBO_TAG_OPTGROUP) && current().tag == GUMBO_TAG_OPTION) {
      pop();
    }
    start_ordinary(token);
  }
}

void tree_builder::start_ordinary(const html_token& token) {
  reconstruct();
  insert(token);
}

void tree_builder::start_heading(const html_token& token) {
  close_paragraph();
  if (headings.has(current().tag)) {
    pop();
  }
  insert(token);
}

/// A list item ends the one before it, unless a block stands between.
void tree_builder::start_item(const html_token& token, const tag_set& items) {
  constexpr tag_set looked_through{GUMBO_TAG_ADDRESS, GUMBO_TAG_DIV, GUMBO_TAG_P};
  for (std::size_t at = open_.size(); at > 0; --at) {
    const open_element& one = open_[at - 1];
    if (items.has(one.tag)) {
      const GumboTag tag = one.tag;
      pop_implied(tag);
      pop_until({tag});
      break;
    }
    if (special_elements.has(one.tag) && !looked_through.has(one.tag)) {
      break;
    }
  }
  close_paragraph();
  insert(token);
}

void tree_builder::start_button(const html_token& token) {
  if (in_scope(GUMBO_TAG_BUTTON)) {
    pop_implied();
    pop_until({GUMBO_TAG_BUTTON});
  }
  start_ordinary(token);
}

/// A link within a link ends that.
void tree_builder::start_anchor(const html_token& token) {
  if (const auto before = formatting_of(GUMBO_TAG_A)) {
    const std::uint32_t index = formatting_[*before].index;
    adopt(token);
    if (place_on_stack(index) || formatting_of(GUMBO_TAG_A)) {
      give_up();
    }
  }
  start_ordinary(token);
  push_formatting();
}

void tree_builder::start_form(const html_token& token) {
  if (!form_) {
    close_paragraph();
    insert(token);
    form_ = current().index;
  }
}

void tree_builder::start_table(const html_token& token) {
  if (quirks_ == quirks::no) {
    close_paragraph();
  } else if (quirks_ == quirks::unknown && open_paragraphs_ > 0) {
    give_up();
  }
  insert(token);
  mode_ = insertion::in_table;
}

void tree_builder::close_paragraph() {
  if (open_paragraphs_ > 0 && in_scope({GUMBO_TAG_P}, button_scope)) {
    pop_implied(GUMBO_TAG_P);
    pop_until({GUMBO_TAG_P});
  }
}

void tree_builder::end_in_body(const html_token& token) {
  const GumboTag tag = token.tag;
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML) {
    return; // what follows is treated as if it stood before
  }
  if (tag == GUMBO_TAG_P) {
    end_paragraph();
  } else if (ended_like_blocks.has(tag)) {
    end_block(token);
  } else if (tag == GUMBO_TAG_A || formatting_tags.has(tag)) {
    adopt(token);
  } else if (list_items.has(tag)) {
    end_item(token, list_scope);
  } else if (descriptions.has(tag)) {
    end_item(token, default_scope);
  } else if (headings.has(tag)) {
    end_heading();
  } else if (tag == GUMBO_TAG_FORM) {
    end_form();
  } else if (marked.has(tag)) {
    end_marked(token);
  } else if (tag == GUMBO_TAG_BR) {
    reconstruct();
    insert_implied(GUMBO_TAG_BR);
    pop();
  } else if (tag == GUMBO_TAG_TEMPLATE || unsupported.has(tag)) {
    give_up();
  } else {
    end_ordinary(token);
  }
}

void tree_builder::end_block(const html_token& token) {
  if (in_scope(token.tag)) {
    pop_implied();
    pop_until({token.tag});
  }
}

void tree_builder::end_paragraph() {
  if (open_paragraphs_ == 0 || !in_scope({GUMBO_TAG_P}, button_scope)) {
    insert_implied(GUMBO_TAG_P);
  }
  close_paragraph();
}

void tree_builder::end_item(const html_token& token, const tag_set& limits) {
  if (in_scope({token.tag}, limits)) {
    pop_implied(token.tag);
    pop_until({token.tag});
  }
}

void tree_builder::end_heading() {
  if (in_scope(headings, default_scope)) {
    pop_implied();
    pop_until(headings);
  }
}

void tree_builder::end_marked(const html_token& token) {
  if (in_scope(token.tag)) {
    pop_implied();
    pop_until({token.tag});
    clear_to_marker();
  }
}

/// A form may end before elements that it holds: they stay open, and it ends with them.
void tree_builder::end_form() {
  if (!form_) {
    return;
  }
  const auto place = place_on_stack(*form_);
  form_.reset();
  if (!place || std::any_of(open_.begin() + static_cast<std::ptrdiff_t>(*place) + 1, open_.end(),
                            [](const auto& one) { return default_scope.has(one.tag); })) {
    return;
  }
  pop_implied();
  if (open_.size() == *place + 1) {
    pop();
  } else {
    open_[*place].tag = GUMBO_TAG_LAST;
    open_[*place].name = {};
  }
}

void tree_builder::end_ordinary(const html_token& token) {
  for (std::size_t at = open_.size(); at > 0; --at) {
    const open_element& one = open_[at - 1];
    if (one.tag == token.tag && one.name == token.name) {
      pop_implied(token.tag);
      while (open_.size() >= at) {
        pop();
      }
      return;
    }
    if (special_elements.has(one.tag)) {
      return;
    }
  }
}

} // namespace leadstream::extraction
