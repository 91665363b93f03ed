#include "tests/simweb/sources/news.hpp"

#include "tests/simweb/site/email_markup.hpp"
#include "tests/simweb/site/page.hpp"
#include "tests/simweb/site/structured.hpp"
#include "tests/simweb/sources/directories.hpp"

#include <array>
#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

bool is_atom(const company& of) {
  return of.index % 2 == 1;
}

std::string headline(const company& of, std::size_t number) {
  return html_text(of.words->headlines[(of.index + number) % 6]);
}

std::string address(const company& of, std::size_t number) {
  return of.website() + article_path(of, number).substr(1);
}

// "2026-10-14" as mail writes it.
std::string mail_date(const std::string& day) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {} {} 09:30:00 +0100", day.substr(8), months.at(std::stoul(day.substr(5, 2)) - 1),
                     day.substr(0, 4));
}

std::string rss_item(const std::string& title, const std::string& link, const std::string& day,
                     const std::string& text) {
  return fmt::format(
      "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><description>{}</description>"
      "</item>\n",
      title, link, mail_date(day), text);
}

std::string rss(const std::string& title, const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>" + title +
         "</title><link>http://news.test/</link>\n" + items + "</channel></rss>\n";
}

} // namespace

std::string feed_path(const company& of) {
  return of.index % 3 == 0 ? "/feed.xml" : "";
}

std::string feed_text(const company& of) {
  std::string items;
  for (std::size_t i = 0; i < articles; ++i) {
    const auto day = recent_date(of, i);
    items +=
        is_atom(of)
            ? fmt::format("<entry><title type=\"html\">{}</title><link href=\"{}\"/><published>{}T09:30:00Z"
                          "</published><content type=\"html\">&lt;p&gt;{}&lt;/p&gt;</content></entry>\n",
                          headline(of, i), address(of, i), day, headline(of, i))
            : rss_item(headline(of, i), address(of, i), day, "<![CDATA[<p>" + headline(of, i) + "</p>]]>");
  }
  return is_atom(of)
             ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
               "<title>" +
                   html_text(of.name) + "</title>\n" + items + "</feed>\n"
             : rss(html_text(of.name), items);
}

std::string press_headline(const company& of) {
  return of.index % 4 == 0 ? fmt::format("{} opens a new office in {}", of.name, of.town->name)
                           : std::string();
}

reply news_search(const world_options& world, const request& asked) {
  if (asked.path == "/robots.txt")
    return {.headers = {{"Content-Type", "text/plain"}}, .body = "User-agent: *\nDisallow: /admin/\n"};
  if (asked.path != "/rss")
    return {.status = 404};
  const auto name = query_value(asked, "q");
  std::string items = rss_item("Bollinger Capital raises $90 million in Series C", "http://news.test/other",
                               "2026-10-02", "The company opens five new offices.");
  for (std::uint64_t i = 0; i < world.companies; ++i)
    if (const auto one = make_company(world, i); one.name == name && !press_headline(one).empty())
      items += rss_item(html_text(press_headline(one)), fmt::format("http://news.test/{}", i),
                        recent_date(one, 0), html_text(press_headline(one)));
  return {.headers = {{"Content-Type", "application/rss+xml"}}, .body = rss("News", items)};
}

} // namespace leadstream::simweb
