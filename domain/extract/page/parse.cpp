#include "domain/extract/page/parse.hpp"

#include "domain/extract/page/html_tags.hpp"
#include "domain/extract/page/html_tree.hpp"
#include "domain/extract/page/trim_markup.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <gumbo.h>

#include <algorithm>

namespace leadstream::extraction {
namespace {

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
      added.text = valid(from->v.text.text);
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
      out_.attributes.push_back({a->name, valid(a->value)});
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
    return kept(lower({original.data, original.length}));
  }

  /// Gumbo counts a character reference beyond Unicode round: what it stands for may be no UTF-8.
  std::string_view valid(std::string_view text) {
    return is_valid_utf8(text) ? text : kept(make_valid_utf8(text));
  }

  std::string_view kept(std::string_view text) {
    auto* copy = static_cast<char*>(memory_.allocate(text.size()));
    return {copy, static_cast<std::size_t>(std::copy(text.begin(), text.end(), copy) - copy)};
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

/// Lines end by '\n' alone, as the WHATWG algorithm wants its input.
void unify_line_ends(std::string& text) {
  std::size_t to = text.find('\r');
  for (std::size_t from = to; from < text.size(); ++from, ++to) {
    const bool pair = text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n';
    from += pair ? 1 : 0;
    text[to] = text[from] == '\r' ? '\n' : text[from];
  }
  text.resize(std::min(to, text.size()));
}

} // namespace

void parse_whole(std::string_view markup, arena& memory, document& out) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = &memory;
  options.max_errors = 0;
  // Never given to gumbo_destroy_output, which recurses: the arena frees everything.
  const GumboOutput* parsed = gumbo_parse_with_options(&options, markup.data(), markup.size());
  out.nodes.clear();
  out.attributes.clear();
  out.nodes.reserve(markup.size() / 24 + 16);
  flattener(out, memory).run(parsed->root);
}

document parse(std::string html, const std::shared_ptr<arena>& memory) {
  const auto held = std::make_shared<holdings>();
  held->source = std::move(html);
  unify_line_ends(held->source);
  held->trimmed = trim_markup(held->source);
  held->memory = memory;
  const std::string& markup = held->trimmed.html;
  document out;
  if (!build_tree(markup, *memory, out)) {
    parse_whole(markup, *memory, out);
  }
  out.scripts = std::move(held->trimmed.scripts);
  out.json_ld = std::move(held->trimmed.json_ld);
  out.memory = held;
  return out;
}

} // namespace leadstream::extraction
