#include "tests/simweb/site/page.hpp"

#include <cctype>

namespace leadstream::simweb {
namespace {

void remove_all(std::string& html, std::string_view what) {
  std::string out;
  out.reserve(html.size());
  std::size_t from = 0;
  for (std::size_t at = html.find(what); at != html.npos; at = html.find(what, from)) {
    out.append(html, from, at - from);
    from = at + what.size();
  }
  html = out.append(html, from, html.npos);
}

// Names of elements in capitals, scripts and styles left alone.
void shout_tags(std::string& html) {
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    if (html.compare(at, 7, "<script") == 0 || html.compare(at, 6, "<style") == 0) {
      at = html.find("</s", at + 1);
      if (at == html.npos)
        return;
      continue;
    }
    for (std::size_t i = at + (html.compare(at, 2, "</") == 0 ? 2 : 1); i < html.size(); ++i) {
      if (std::isalnum(static_cast<unsigned char>(html[i])) == 0)
        break;
      html[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(html[i])));
    }
  }
}

void insert_after(std::string& html, std::string_view mark, std::string_view what) {
  if (const auto at = html.find(mark); at != html.npos)
    html.insert(at + mark.size(), what);
}

} // namespace

std::string damaged(std::string html, html_quality quality) {
  switch (quality) {
  case html_quality::clean:
    break;
  case html_quality::unclosed:
    for (const auto* tag : {"</p>", "</li>", "</td>", "</tr>", "</body>", "</html>"})
      remove_all(html, tag);
    break;
  case html_quality::shouting_tags:
    shout_tags(html);
    break;
  case html_quality::misnested:
    insert_after(html, "</h1>", "<b><i>&nbsp;</b></i><center><font color=red size=2>&raquo;</center></font>");
    remove_all(html, "</div>");
    break;
  case html_quality::stray_characters:
    insert_after(html, "</h1>",
                 "<p>1 < 2 & 3 > 2 &nbsp &copy 5 << 6 <3 <img src=logo.gif alt=Logo alt=again</p>");
    html += "<!-- never closed";
    break;
  }
  return html;
}

} // namespace leadstream::simweb
