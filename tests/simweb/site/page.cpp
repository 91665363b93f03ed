#include "tests/simweb/site/page.hpp"

#include "tests/simweb/site/contact_block.hpp"
#include "tests/simweb/site/email_markup.hpp"
#include "tests/simweb/site/encode.hpp"
#include "tests/simweb/site/structured.hpp"
#include "tests/simweb/sources/news.hpp"
#include "tests/simweb/sources/profiles.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

// A sentence with its places filled in.
void append_sentence(std::string& out, std::string_view text, const company& of, std::string_view name) {
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{')) {
    out += text.substr(0, at);
    const auto place = text.substr(at, text.find('}', at) + 1 - at);
    out += place == "{name}"   ? name
           : place == "{town}" ? of.town->name
                               : of.industry->labels[language_number(of.words->code)];
    text.remove_prefix(at + place.size());
  }
  out += text;
  out += ' ';
}

void append_prose(std::string& out, const company& of, dice& random, std::size_t paragraphs) {
  const std::string name = html_text(of.name);
  for (std::size_t i = 0; i < paragraphs; ++i) {
    out += "<p>";
    for (std::size_t sentence = 4 + random.below(4); sentence > 0; --sentence)
      append_sentence(out, random.pick(of.words->sentences), of, name);
    out += "</p>\n";
  }
}

// Style rules of one length each, made once: pages take as many as they like from any place.
constexpr std::size_t rules = 512;
const std::string& style_rules() {
  static const std::string made = [] {
    std::string out;
    dice random(rules);
    for (std::size_t i = 0; i < rules; ++i)
      out += fmt::format(".c{:03}{{margin:{:02}px;color:#{:06x};background:url(/img/bg-{:03}@2x.png)}}\n", i,
                         i % 32, random.below(0x1000000), i);
    return out;
  }();
  return made;
}

// What every page carries and nobody reads; numbers and at signs in it are traps.
void append_ballast(std::string& out, const company& of, dice& random) {
  const auto& style = style_rules();
  const std::size_t width = style.size() / rules;
  const std::size_t count = 60 + random.below(160);
  out += "<style>\nbody{font:16px/1.5 sans-serif;margin:0}\n";
  out.append(style, random.below(rules - count) * width, count * width);
  out += "</style>\n<script>\nvar dataLayer=[];(function(w,d){w.started=" +
         std::to_string(1700000000 + of.index) + ";w.account='UA-" + std::to_string(10000000 + of.index) +
         "-1';w.dsn='https://" + fmt::format("{:016x}{:016x}", random.next(), random.next()) +
         "@o4501.ingest.sentry.io/6123456';})(window,document);\n</script>\n";
}

std::string head(const company& of, std::string_view title, const std::string& structured, dice& random) {
  std::string out = of.traits.quality == html_quality::shouting_tags
                        ? "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" "
                          "\"http://www.w3.org/TR/html4/loose.dtd\">\n"
                        : "<!DOCTYPE html>\n";
  out += fmt::format("<html lang=\"{}\">\n<head>\n{}<title>{} | {}</title>\n<meta name=\"description\" "
                     "content=\"{}, {} {}\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                     of.words->code, meta_charset(of.traits.encoding), title, html_text(of.name),
                     html_text(of.name), street_line(of), town_line(of));
  if (const auto feed = feed_path(of); !feed.empty())
    out += fmt::format("<link rel=\"alternate\" type=\"application/{}+xml\" title=\"News\" href=\"{}\">\n",
                       of.index % 2 == 1 ? "atom" : "rss", feed);
  append_ballast(out, of, random);
  return out + structured + "</head>\n";
}

std::string navigation(const company& of) {
  std::string out = "<nav><ul class=\"menu\">\n";
  for (std::size_t i = 0; i < page_kinds; ++i)
    out += fmt::format("<li><a href=\"{}\">{}</a></li>\n", of.path_of(static_cast<page_kind>(i)),
                       of.words->labels[i]);
  return out + "</ul></nav>\n";
}

std::string footer(const company& of, page_kind kind) {
  std::string out = "<footer>\n";
  for (const auto& url : of.social)
    out += fmt::format("<a rel=\"me noopener\" href=\"{}\"><img src=\"/img/{}.svg\" alt=\"\"></a>\n", url,
                       url.substr(12, 6));
  if (of.traits.layout == 1)
    out += fmt::format("<p>{} {}</p>\n", of.words->phone, phone_html(of, of.phone));
  out += "<form action=\"/newsletter\" method=\"post\"><input type=\"email\" name=\"email\" "
         "placeholder=\"you@example.com\"></form>\n";
  if (kind == page_kind::home)
    out += "<a href=\"/intern/preise.html\" rel=\"nofollow\">Login</a>\n";
  return out +
         fmt::format("<p>&copy; 1998-2026 {}. {}.</p>\n</footer>\n", html_text(of.name), of.words->rights);
}

std::string team_list(const company& of) {
  std::string out = "<ul class=\"team\">\n";
  for (const auto& one : of.people) {
    out += fmt::format("<li><h3>{}</h3><p class=\"role\">{}</p>", html_text(one.name), html_text(one.title));
    if (!one.phone.empty())
      out += fmt::format("<p>{}: {}</p>", of.words->phone, phone_html(of, one.phone));
    if (const auto html = one.email.empty() ? "" : email_html(one.email, of.traits.email); !html.empty())
      out += fmt::format("<p>{}: {}</p>", of.words->email, html);
    out += "</li>\n";
  }
  return out + "</ul>\n";
}

std::string job_list(const company& of, const placement& shown) {
  std::string out = fmt::format("<h2>{}</h2>\n<ul>\n", of.words->open_jobs);
  for (std::size_t i = 0; i < of.index % 4; ++i)
    out += fmt::format("<li>{} ({})</li>\n", html_text(of.words->jobs[i % 6]), recent_date(of, i));
  out += "</ul>\n";
  if (const auto board = board_link(of); !board.empty())
    out += fmt::format("<p><a href=\"{}\">{}</a></p>\n", board, of.words->open_jobs);
  for (const auto& address : shown.emails)
    if (const auto html = email_html(address, of.traits.email); !html.empty())
      out += fmt::format("<p>{} {}</p>\n", of.words->apply, html);
  return out;
}

std::string news_list(const company& of) {
  std::string out;
  for (std::size_t i = 0; i < articles; ++i)
    out += fmt::format(
        "<article><h2>{}</h2><time datetime=\"{}\">{}</time><p><a href=\"{}\">{}</a></p></article>\n",
        of.words->headlines[(of.index + i) % 6], recent_date(of, i), recent_date(of, i), article_path(of, i),
        of.words->read_more);
  return out;
}

// Numbers that are none of telephones.
std::string registration(const company& of) {
  return fmt::format("<p>{}: {}{:09}</p>\n<p>IBAN: {}93 0076 2011 6238 5295 7</p>\n", of.words->vat,
                     of.country->vat_prefix, 100000007 + of.index * 37, of.country->code);
}

std::string body_of(const company& of, page_kind kind, const placement& shown) {
  switch (kind) {
  case page_kind::home:
  case page_kind::contact:
    return contact_block(of, shown) +
           fmt::format("<h3>{}</h3><p>Mo-Fr 08:00-12:00, 13:30-17:30</p>\n", of.words->hours);
  case page_kind::imprint:
    return contact_block(of, shown) + registration(of);
  case page_kind::team:
    return team_list(of);
  case page_kind::careers:
    return job_list(of, shown);
  case page_kind::news:
    return news_list(of);
  case page_kind::about:
    break;
  }
  return {};
}

std::string assemble(const company& of, page_kind kind, std::string_view title, const std::string& structured,
                     const std::string& body, std::uint64_t purpose) {
  dice random(of.index, purpose);
  std::string out = head(of, title, structured, random) + "<body>\n<header>" + navigation(of) +
                    "</header>\n<main>\n" + fmt::format("<h1>{}</h1>\n", title);
  append_prose(out, of, random, 2 + random.below(4));
  out += body;
  append_prose(out, of, random, 2 + random.below(14));
  return out + "</main>\n" + footer(of, kind) + "</body>\n</html>\n";
}

} // namespace

std::string make_page(const company& of, page_kind kind) {
  const auto number = static_cast<std::size_t>(kind);
  const auto shown = contacts_on(of, kind);
  const auto title = kind == page_kind::home ? fmt::format("{} {}", of.words->welcome, of.town->name)
                                             : std::string(of.words->labels[number]);
  return assemble(of, kind, title, structured_data(of, kind, shown), body_of(of, kind, shown), number);
}

std::string article_path(const company& of, std::size_t number) {
  auto path =
      of.path_of(page_kind::home) + std::string(of.words->paths[static_cast<std::size_t>(page_kind::news)]);
  return path + "/" + std::to_string(2024 + number) + "-" +
         slug_of(of.words->headlines[(of.index + number) % 6]);
}

std::string make_article(const company& of, std::size_t number) {
  const auto headline = of.words->headlines[(of.index + number) % 6];
  return assemble(of, page_kind::news, headline, {},
                  fmt::format("<time>{}</time>\n", recent_date(of, number)), 100 + number);
}

} // namespace leadstream::simweb
