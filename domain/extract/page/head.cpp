#include "domain/extract/page/head.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

void set_once(std::string& target, std::string_view value) {
  if (target.empty()) {
    target = fold_blanks(value);
  }
}

void read_meta(const document& page, std::uint32_t i, page_head& out, std::string& open_graph_title) {
  const std::string name = lower(page.get(i, page.has(i, "property") ? "property" : "name"));
  const std::string_view content = page.get(i, "content");
  if (name == "description" || name == "og:description") {
    set_once(out.description, content);
  } else if (name == "og:site_name" || name == "application-name") {
    set_once(out.site_name, content);
  } else if (name == "og:title") {
    set_once(open_graph_title, content);
  } else if (name == "og:type") {
    out.is_article = equals_ignoring_case(content, "article");
  }
}

} // namespace

page_head read_head(const document& page) {
  page_head out;
  std::string open_graph_title;
  std::string first_heading;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    const std::string_view name = page.nodes[i].name;
    if (name == "title" && out.title.empty()) {
      out.title = fold_blanks(page.text_content(i));
    } else if (name == "meta") {
      read_meta(page, i, out, open_graph_title);
    } else if (name == "base") {
      set_once(out.base, page.get(i, "href"));
    } else if (name == "link" && contains_word(lower(page.get(i, "rel")), "canonical")) {
      set_once(out.canonical, page.get(i, "href"));
    } else if (name == "h1" && first_heading.empty()) {
      first_heading = page.text_of(i);
    }
  }
  set_once(out.title, open_graph_title);
  set_once(out.title, first_heading);
  return out;
}

} // namespace leadstream::extraction
