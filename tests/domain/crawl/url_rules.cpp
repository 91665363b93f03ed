#include "domain/crawl/url_rules.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace leadstream;
using namespace leadstream::crawl;

namespace {

url at(const std::string& text) {
  return *parse_url(text);
}

} // namespace

TEST_CASE("Sessions and campaigns are no part of a page's address") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"http://a.test/p?utm_source=x&id=5&fbclid=y", "http://a.test/p?id=5"},
      {"http://a.test/p?PHPSESSID=123", "http://a.test/p"},
      {"http://a.test/p;jsessionid=1A2B?x=1", "http://a.test/p?x=1"},
      {"http://a.test/p?sid=1&sidebar=2", "http://a.test/p?sidebar=2"},
      {"http://a.test/p?id=5", "http://a.test/p?id=5"},
      {"http://a.test/p?osCsid=b1946ac92492d2347c6235b4d2611184", "http://a.test/p"},
      {"http://a.test/p?zenid=1a2b&x=1", "http://a.test/p?x=1"},
      {"http://a.test/p?s_id=b1946ac92492d2347c6235b4d2611184", "http://a.test/p"},
      {"http://a.test/p?basid=12", "http://a.test/p?basid=12"},
      {"http://a.test/(S(x0abc45tgh))/d.aspx", "http://a.test/d.aspx"},
      {"http://a.test/shop/(X(1)S(x0abc45tgh))/d.aspx", "http://a.test/shop/d.aspx"},
      {"http://a.test/(archive)/d.aspx", "http://a.test/(archive)/d.aspx"},
  };
  for (const auto& [given, expected] : rows) {
    CHECK(to_string(without_session(at(given))) == expected);
  }
}

TEST_CASE("Links into pages without end are traps, plain pages are none") {
  for (const auto* link :
       {"http://a.test/calendar/2026/11", "http://a.test/events/2026-11-22", "http://a.test/termine?month=11",
        "http://a.test/2026/11/", "http://a.test/2026/11/22/", "http://a.test/agenda/2027",
        "http://a.test/list?sort=price&dir=asc", "http://a.test/shop?filter=red", "http://a.test/?s=query",
        "http://a.test/post?replytocom=55", "http://a.test/a/b/a/b/a/b/a", "http://a.test/warenkorb/",
        "http://a.test/wp-login.php", "http://a.test/cdn-cgi/l/email-protection",
        "http://a.test/x?a=1&b=2&c=3&d=4&e=5&f=6", "http://a.test/page?print=1"}) {
    INFO(link);
    CHECK(is_trap(at(link)));
  }
  for (const auto* link : {"http://a.test/", "http://a.test/kontakt", "http://a.test/events",
                           "http://a.test/index.php?id=12", "http://a.test/news/2026/11/our-new-office",
                           "http://a.test/history-1998", "http://a.test/team/anna-1", "http://a.test/page/2",
                           "http://a.test/?page_id=7", "http://a.test/20-years"}) {
    INFO(link);
    CHECK_FALSE(is_trap(at(link)));
  }
}

TEST_CASE("A query chooses a page or a view of one") {
  for (const char* view : {"http://a.test/list?color=red", "http://a.test/list?size=0&brand=3",
                           "http://a.test/list?page=2", "http://a.test/list?min_price=10"}) {
    INFO(view);
    CHECK(is_view(at(view)));
  }
  for (const char* page :
       {"http://a.test/list", "http://a.test/index.php?id=12", "http://a.test/?page_id=7",
        "http://a.test/?p=7", "http://a.test/index.php?page=kontakt", "http://a.test/?kontakt",
        "http://a.test/team?lang=de", "http://a.test/list?itemId=5&color=red"}) {
    INFO(page);
    CHECK_FALSE(is_view(at(page)));
  }
}

TEST_CASE("Files are known by their endings") {
  CHECK(is_file(at("http://a.test/a.PDF")));
  CHECK(is_file(at("http://a.test/x/photo.jpeg?size=2")));
  CHECK_FALSE(is_file(at("http://a.test/a.html")));
  CHECK_FALSE(is_file(at("http://a.test/v1.pdf/details")));
  CHECK_FALSE(is_file(at("http://a.test/")));
}

TEST_CASE("A URL may name its language") {
  const std::vector<std::pair<std::string, named_language>> rows{
      {"http://a.test/de/kontakt", {"de", false}},  {"http://a.test/pt-BR/", {"pt", true}},
      {"http://a.test/en_us/x", {"en", true}},      {"http://a.test/x?lang=fr", {"fr", true}},
      {"http://it.a.example/chi", {"it", false}},   {"http://a.test/zh-hans/kontakt", {"zh", true}},
      {"http://a.test/sr-Latn-RS/", {"sr", true}},  {"http://a.test/fil/kontakt", {"fil", false}},
      {"http://a.test/ger/kontakt", {"de", false}}, {"http://a.test/english/kontakt", {"en", true}},
      {"http://a.test/hr/team", {"hr", false}},
  };
  for (const auto& [given, expected] : rows) {
    INFO(given);
    CHECK(language_of(at(given)) == expected);
  }
  for (const char* none :
       {"http://a.test/kontakt", "http://a.test/xx/kontakt", "http://a.test/design", "http://www.a.test/",
        "http://de.com/", "http://a.test/it-services/", "http://a.test/no-risk-no-fun/"}) {
    INFO(none);
    CHECK(language_of(at(none)).code.empty());
  }
}

TEST_CASE("One page has one key, whatever its spelling; and one without its language") {
  CHECK(page_key(at("http://www.a.test/x/")) == page_key(at("https://a.test/x?utm_medium=m")));
  CHECK(page_key(at("http://a.test/index.html")) == page_key(at("http://a.test/")));
  CHECK(page_key(at("http://a.test/u/%c3%bc")) == page_key(at("http://a.test/u/ü")));
  CHECK(page_key(at("http://a.test/%61%7Eb?n=%6d%c3%a9")) == page_key(at("http://a.test/a~b?n=m%C3%A9")));
  CHECK(page_key(at("http://a.test/a%2Fb")) != page_key(at("http://a.test/a/b")));
  CHECK(page_key(at("http://a.test/x?id=1")) != page_key(at("http://a.test/x?id=2")));
  CHECK(key_without_language(at("http://a.test/de/team")) ==
        key_without_language(at("http://a.test/en/team/")));
  CHECK(key_without_language(at("http://a.test/team?lang=de")) ==
        key_without_language(at("http://a.test/team")));
  CHECK(key_without_language(at("http://fr.a.example/team")) ==
        key_without_language(at("http://a.example/team")));
  CHECK(key_without_language(at("http://a.test/de")) == key_without_language(at("http://a.test/")));
}
