#include "domain/extract/page/html_tags.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

constexpr tag_set blocks{
    GUMBO_TAG_ADDRESS,  GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,
    GUMBO_TAG_BUTTON,   GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER,   GUMBO_TAG_DD,         GUMBO_TAG_DETAILS,
    GUMBO_TAG_DIR,      GUMBO_TAG_DIV,     GUMBO_TAG_DL,       GUMBO_TAG_DT,         GUMBO_TAG_FIELDSET,
    GUMBO_TAG_FIGURE,   GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_FIGCAPTION, GUMBO_TAG_H1,
    GUMBO_TAG_H2,       GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,         GUMBO_TAG_H6,
    GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP,  GUMBO_TAG_HTML,     GUMBO_TAG_LEGEND,     GUMBO_TAG_LI,
    GUMBO_TAG_MAIN,     GUMBO_TAG_MENU,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,         GUMBO_TAG_OPTION,
    GUMBO_TAG_P,        GUMBO_TAG_PRE,     GUMBO_TAG_SECTION,  GUMBO_TAG_SELECT,     GUMBO_TAG_SUMMARY,
    GUMBO_TAG_TABLE,    GUMBO_TAG_TBODY,   GUMBO_TAG_TFOOT,    GUMBO_TAG_THEAD,      GUMBO_TAG_TR,
    GUMBO_TAG_TEXTAREA, GUMBO_TAG_UL,      GUMBO_TAG_NOSCRIPT, GUMBO_TAG_HR};

constexpr tag_set hidden{GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TITLE,
                         GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG,   GUMBO_TAG_IFRAME,
                         GUMBO_TAG_MATH,     GUMBO_TAG_AUDIO,  GUMBO_TAG_VIDEO};

} // namespace

layout layout_of(GumboTag tag) {
  if (hidden.has(tag)) {
    return layout::hidden;
  }
  if (tag == GUMBO_TAG_BR) {
    return layout::line_break;
  }
  if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
    return layout::cell;
  }
  return blocks.has(tag) ? layout::block : layout::inlined;
}

bool hides_text(std::string_view style) {
  const std::size_t at = style.find("display");
  return at != std::string_view::npos && trim(trim(style.substr(at + 7), " :")).starts_with("none");
}

} // namespace leadstream::extraction
