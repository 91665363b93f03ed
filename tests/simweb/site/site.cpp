#include "tests/simweb/site/site.hpp"

#include "tests/simweb/site/compress.hpp"
#include "tests/simweb/site/encode.hpp"
#include "tests/simweb/sources/news.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

// The host that the site wants to be called by; requests for the other one are sent there.
std::string canonical_host(const company& of) {
  return (of.traits.address == address_style::bare ? "" : "www.") + of.slug + ".test";
}

std::string page_text(const company& of, const site_place& place) {
  return place.article ? make_article(of, *place.article) : make_page(of, *place.page);
}

reply text_answer(std::string body, std::string type) {
  return {.headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

reply not_found() {
  return {.status = 404,
          .headers = {{"Content-Type", "text/html"}},
          .body = "<html><head><title>404</title></head><body><h1>Not found</h1></body></html>"};
}

reply internal_page(const company& of) {
  return text_answer("<html><body><p>Intern: <a href=\"mailto:intern@" + of.slug + ".test\">intern@" +
                         of.slug + ".test</a></p></body></html>",
                     "text/html");
}

reply page_answer(const company& of, const request& asked, const site_place& place) {
  const auto tag = fmt::format(
      "\"{:016x}\"", mix(of.index * 64 + (place.page ? static_cast<std::size_t>(*place.page) : 32)));
  if (asked.header("if-none-match") == tag)
    return {.status = 304, .headers = {{"ETag", tag}}};
  reply made = text_answer(encode_page(damaged(page_text(of, place), of.traits.quality), of.traits.encoding),
                           content_type(of.traits.encoding));
  made.headers.emplace_back("ETag", tag);
  made.headers.emplace_back("Cache-Control", "max-age=600");
  const bool wants_gzip = asked.header("accept-encoding").find("gzip") != std::string_view::npos;
  if (of.traits.transport >= transport::gzip && wants_gzip) {
    made.body = gzip(made.body);
    made.headers.emplace_back("Content-Encoding", "gzip");
    made.headers.emplace_back("Vary", "Accept-Encoding");
  }
  if (of.traits.transport == transport::chunked || of.traits.transport == transport::chunked_gzip)
    made.how = delivery::chunked;
  return made;
}

} // namespace

site_place find_place(const company& of, const request& asked) {
  site_place place;
  if (const auto wanted = canonical_host(of); asked.host != wanted)
    return {.page = {}, .article = {}, .moved_to = "http://" + wanted + asked.path};
  place.robots = asked.path == "/robots.txt";
  place.sitemap = asked.path == "/sitemap.xml";
  place.feed = !feed_path(of).empty() && asked.path == feed_path(of);
  place.internal = asked.path.starts_with("/intern/");
  for (std::size_t i = 0; i < page_kinds; ++i)
    if (asked.path == of.path_of(static_cast<page_kind>(i)))
      place.page = static_cast<page_kind>(i);
  for (std::size_t i = 0; i < articles; ++i)
    if (asked.path == article_path(of, i))
      place.article = i;
  if (asked.path == "/" && !place.page)
    place.moved_to = of.path_of(page_kind::home);
  return place;
}

int crawl_delay(const company& of) {
  const bool plain = of.traits.fault != fault::robots_all && of.traits.fault != fault::robots_part;
  return plain && of.index % 20 == 3 ? 2 : 0;
}

std::string robots_text(const company& of) {
  if (of.traits.fault == fault::robots_all)
    return "User-agent: *\nDisallow: /\n";
  if (of.traits.fault == fault::robots_part)
    return "# pages of people\nUser-agent: *\nDisallow: " + of.path_of(page_kind::team) +
           "\nDisallow: " + of.path_of(page_kind::careers) + "\nDisallow: /intern/\n";
  if (of.index % 5 == 4)
    return {};
  std::string out = "User-agent: *\r\nDisallow: /intern/\r\nDisallow: /*?session=\r\n";
  if (const auto delay = crawl_delay(of); delay > 0)
    out += fmt::format("Crawl-delay: {}\r\n", delay);
  if (of.index % 2 == 0)
    out += "\r\nSitemap: http://" + canonical_host(of) + "/sitemap.xml\r\n";
  return out;
}

std::string sitemap_text(const company& of) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
                    "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t i = 0; i < page_kinds; ++i)
    out += fmt::format("<url><loc>http://{}{}</loc></url>\n", canonical_host(of),
                       of.path_of(static_cast<page_kind>(i)));
  return out + "</urlset>\n";
}

reply site_answer(const company& of, const request& asked, const site_place& place) {
  if (!place.moved_to.empty())
    return {.status = place.moved_to.starts_with('/') ? 302 : 301, .headers = {{"Location", place.moved_to}}};
  if (place.robots)
    return robots_text(of).empty() ? not_found() : text_answer(robots_text(of), "text/plain");
  if (place.sitemap)
    return text_answer(sitemap_text(of), "application/xml");
  if (place.feed)
    return text_answer(feed_text(of), "application/xml");
  if (place.internal)
    return internal_page(of);
  return place.page || place.article ? page_answer(of, asked, place) : not_found();
}

} // namespace leadstream::simweb
