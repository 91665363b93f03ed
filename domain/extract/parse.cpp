#include "domain/extract/parse.hpp"

#include "domain/extract/strings.hpp"
#include "domain/extract/trim_markup.hpp"

#include <gumbo.h>

#include <array>
#include <bitset>
#include <cstring>

namespace leadstream::extraction {
namespace {

using tag_set = std::bitset<GUMBO_TAG_LAST + 1>;

tag_set set_of(std::initializer_list<GumboTag> tags) {
  tag_set set;
  for (const GumboTag tag : tags) {
    set.set(static_cast<std::size_t>(tag));
  }
  return set;
}

const tag_set& blocks() {
  static const tag_set set = set_of(
      {GUMBO_TAG_ADDRESS,  GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,
       GUMBO_TAG_BUTTON,   GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER,   GUMBO_TAG_DD,         GUMBO_TAG_DETAILS,
       GUMBO_TAG_DIR,      GUMBO_TAG_DIV,     GUMBO_TAG_DL,       GUMBO_TAG_DT,         GUMBO_TAG_FIELDSET,
       GUMBO_TAG_FIGURE,   GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_FIGCAPTION, GUMBO_TAG_H1,
       GUMBO_TAG_H2,       GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,         GUMBO_TAG_H6,
       GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP,  GUMBO_TAG_HTML,     GUMBO_TAG_LEGEND,     GUMBO_TAG_LI,
       GUMBO_TAG_MAIN,     GUMBO_TAG_MENU,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,         GUMBO_TAG_OPTION,
       GUMBO_TAG_P,        GUMBO_TAG_PRE,     GUMBO_TAG_SECTION,  GUMBO_TAG_SELECT,     GUMBO_TAG_SUMMARY,
       GUMBO_TAG_TABLE,    GUMBO_TAG_TBODY,   GUMBO_TAG_TFOOT,    GUMBO_TAG_THEAD,      GUMBO_TAG_TR,
       GUMBO_TAG_TEXTAREA, GUMBO_TAG_UL,      GUMBO_TAG_NOSCRIPT, GUMBO_TAG_HR});
  return set;
}

const tag_set& hidden() {
  static const tag_set set = set_of({GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TITLE,
                                     GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG, GUMBO_TAG_IFRAME,
                                     GUMBO_TAG_MATH, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO});
  return set;
}

layout layout_of(GumboTag tag) {
  const auto bit = static_cast<std::size_t>(tag);
  if (hidden()[bit]) {
    return layout::hidden;
  }
  if (tag == GUMBO_TAG_BR) {
    return layout::line_break;
  }
  if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
    return layout::cell;
  }
  return blocks()[bit] ? layout::block : layout::inlined;
}

/// An inline element that a style hides holds what only machines should read; a hidden block is a tab or a
/// dialog.
bool hides_text(std::string_view style) {
  const std::size_t at = style.find("display");
  return at != std::string_view::npos && trim(trim(style.substr(at + 7), " :")).starts_with("none");
}

class flattener {
public:
  flattener(document& out, arena& memory) : out_(out), memory_(memory) {}

  /// Walks the tree of gumbo without recursion: a stack of nodes with the child that comes next.
  void run(const GumboNode* root) {
    enter(root);
    while (!open_.empty()) {
      visit& top = open_.back();
      const GumboVector& children = top.from->v.element.children;
      if (top.next < children.length) {
        enter(static_cast<const GumboNode*>(children.data[top.next++]));
      } else {
        out_.nodes[top.index].end = size();
        open_.pop_back();
      }
    }
  }

private:
  struct visit {
    const GumboNode* from;
    std::uint32_t index;
    unsigned next;
  };

  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.nodes.size()); }

  void enter(const GumboNode* from) {
    if (out_.nodes.size() % 256 == 255) {
      memory_.check_time();
    }
    if (from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE) {
      element(from);
    } else if (from->type != GUMBO_NODE_COMMENT && from->type != GUMBO_NODE_DOCUMENT) {
      node& added = add();
      added.text = from->v.text.text;
      added.end = size();
    }
  }

  node& add() {
    node& added = out_.nodes.emplace_back();
    added.parent = open_.empty() ? 0 : open_.back().index;
    return added;
  }

  void element(const GumboNode* from) {
    const GumboElement& source = from->v.element;
    node& added = add();
    added.name = name_of(source);
    added.how = layout_of(source.tag);
    added.first_attribute = static_cast<std::uint32_t>(out_.attributes.size());
    added.attributes = source.attributes.length;
    for (unsigned i = 0; i < source.attributes.length; ++i) {
      const auto* a = static_cast<const GumboAttribute*>(source.attributes.data[i]);
      out_.attributes.push_back({a->name, a->value});
      if (added.how == layout::inlined && out_.attributes.back().name == "style" && hides_text(a->value)) {
        added.how = layout::hidden;
      }
    }
    open_.push_back({from, size() - 1, 0});
  }

  std::string_view name_of(const GumboElement& source) {
    if (source.tag != GUMBO_TAG_UNKNOWN) {
      return gumbo_normalized_tagname(source.tag);
    }
    GumboStringPiece original = source.original_tag;
    gumbo_tag_from_original_text(&original);
    if (original.length == 0) {
      return "unknown";
    }
    auto* copy = static_cast<char*>(memory_.allocate(original.length));
    for (std::size_t i = 0; i < original.length; ++i) {
      copy[i] = to_lower(original.data[i]);
    }
    return {copy, original.length};
  }

  document& out_;
  arena& memory_;
  std::vector<visit> open_;
};

void* allocate(void* userdata, std::size_t size) {
  return static_cast<arena*>(userdata)->allocate(size);
}
void deallocate(void* /*userdata*/, void* /*memory*/) {}

/// What a document keeps alive: its markup, and all that was made of it.
struct holdings {
  std::string source;
  trimmed_markup trimmed;
  std::shared_ptr<arena> memory;
};

} // namespace

document parse(std::string html, const std::shared_ptr<arena>& memory) {
  const auto held = std::make_shared<holdings>();
  held->source = std::move(html);
  held->trimmed = trim_markup(held->source);
  held->memory = memory;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = memory.get();
  options.max_errors = 0;
  const std::string& markup = held->trimmed.html;
  // Never given to gumbo_destroy_output, which recurses: the arena frees everything.
  const GumboOutput* parsed = gumbo_parse_with_options(&options, markup.data(), markup.size());
  document out;
  out.nodes.reserve(markup.size() / 24 + 16);
  flattener(out, *memory).run(parsed->root);
  out.scripts = std::move(held->trimmed.scripts);
  out.json_ld = std::move(held->trimmed.json_ld);
  out.memory = held;
  return out;
}

} // namespace leadstream::extraction
