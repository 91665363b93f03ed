#include "tests/simweb/hostile/cases.hpp"
#include "tests/simweb/site/compress.hpp"

#include <utility>

namespace leadstream::simweb {
namespace {

using answering = std::function<void(const hostile_request&, test::raw_connection&)>;

std::string text(const std::string& body) {
  return ok(body, "Content-Type: text/plain\r\n");
}

std::string xml(const std::string& body) {
  return ok(body, "Content-Type: application/xml\r\n");
}

/// A sound page, but for what `special` answers about robots.txt and the sitemap.
hostile_case beside(std::string name, std::string path, answering special) {
  return {std::move(name), [path = std::move(path), special = std::move(special)](
                               const hostile_request& asked, test::raw_connection& connection) {
            if (asked.path.starts_with(path)) {
              special(asked, connection);
            } else if (asked.path == "/") {
              connection.write(ok(sound_page(asked.host)));
            } else {
              connection.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
          }};
}

hostile_case robots(std::string name, const std::string& body) {
  return beside(std::move(name), "/robots.txt",
                [answer = text(body)](const hostile_request&, test::raw_connection& c) { c.write(answer); });
}

hostile_case robots_status(std::string name, const std::string& status) {
  return beside(std::move(name), "/robots.txt", [status](const hostile_request&, test::raw_connection& c) {
    c.write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
}

hostile_case sitemap(std::string name, const std::string& answer) {
  return beside(std::move(name), "/sitemap",
                [answer](const hostile_request&, test::raw_connection& c) { c.write(answer); });
}

std::string laughs() {
  std::string out =
      R"(<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "http://sitemap-laughs.hostile.test/x">)";
  for (int i = 1; i < 12; ++i) {
    out += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) {
      out += "&a" + std::to_string(i - 1) + ";";
    }
    out += "\">";
  }
  return out + "]><urlset><url><loc>&a11;</loc></url></urlset>";
}

std::string deep(int levels) {
  std::string out = "<?xml version=\"1.0\"?><urlset>";
  for (int i = 0; i < levels; ++i) {
    out += "<url>";
  }
  return out;
}

std::string external(int canary) {
  const std::string away = "http://127.0.0.1:" + std::to_string(canary) + "/";
  return R"(<?xml version="1.0"?><!DOCTYPE urlset SYSTEM ")" + away + "x.dtd\" [<!ENTITY % p SYSTEM \"" +
         away +
         "p\">%p;<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
         "<urlset><url><loc>&x;</loc></url><url><loc>" +
         away + "page</loc></url></urlset>";
}

std::string endless_index(const std::string& host) {
  std::string out = "<?xml version=\"1.0\"?><sitemapindex>";
  for (int i = 0; i < 2'000; ++i) {
    out += "<sitemap><loc>http://" + host + "/sitemap-" + std::to_string(i) + ".xml</loc></sitemap>";
  }
  return out + "</sitemapindex>";
}

} // namespace

std::vector<hostile_case> robots_cases(int canary) {
  const std::string away = "http://127.0.0.1:" + std::to_string(canary) + "/";
  const std::string filler(10U << 20U, '#');
  return {
      robots("robots-10mb", "User-agent: *\nDisallow: /private\n" + filler),
      robots("robots-disallow-late", filler.substr(0, 1U << 20U) + "\nUser-agent: *\nDisallow: /\n"),
      robots("robots-other-agent", "User-agent: LeadstreamBotX\nUser-agent: Leadstream\nDisallow: /\n"),
      robots("robots-forbids", "User-agent: *\nDisallow: /\n"),
      robots("robots-wildcards", "User-agent: *\nDisallow: /" + std::string(2'000, '*') + "x$\n"),
      robots("robots-sitemap-private", "User-agent: *\nAllow: /\nSitemap: " + away + "sitemap.xml\n"),
      robots("robots-crawl-delay", "User-agent: *\nCrawl-delay: 1e300\nCrawl-delay: -5\nCrawl-delay: nan\n"),
      robots("robots-binary", std::string(50'000, '\0') + "\xff\xfe"),
      robots_status("robots-503", "503 Unavailable"),
      robots_status("robots-403", "403 Forbidden"),
      beside("robots-redirects", "/r",
             [](const hostile_request& asked, test::raw_connection& c) {
               c.write("HTTP/1.1 302 Moved\r\nLocation: /r" + std::to_string(asked.path.size()) +
                       std::string(asked.path.size() % 50, 'x') +
                       "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
             }),
      beside("robots-redirect-private", "/robots.txt",
             [away](const hostile_request&, test::raw_connection& c) {
               c.write("HTTP/1.1 302 Moved\r\nLocation: " + away +
                       "robots.txt\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
             }),
      sitemap("sitemap-xxe", xml(external(canary))),
      sitemap("sitemap-laughs", xml(laughs())),
      sitemap("sitemap-deep", xml(deep(1'000'000))),
      sitemap("sitemap-bomb", ok(gzip_bomb(200U << 20U), "Content-Type: application/gzip\r\n")),
      sitemap("sitemap-rubbish",
              xml("<urlset><url><loc>http://sitemap-rubbish.hostile.test/a</loc></url><<<&&&")),
      beside("sitemap-endless", "/sitemap",
             [](const hostile_request& asked, test::raw_connection& c) {
               const std::string entry = "<url><loc>http://" + asked.host + "/products</loc></url>";
               std::string body = "<urlset>";
               while (body.size() < (8U << 20U)) {
                 body += entry;
               }
               c.write(xml(body));
             }),
      beside("sitemap-endless-index", "/sitemap",
             [](const hostile_request& asked, test::raw_connection& c) {
               c.write(xml(endless_index(asked.host)));
             }),
  };
}

} // namespace leadstream::simweb
