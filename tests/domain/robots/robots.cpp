#include "domain/robots/robots.hpp"

#include "domain/robots/pattern.hpp"
#include "tests/support/data.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::robots;

namespace {

bool allowed(std::string_view text, std::string_view agent, std::string_view path) {
  return decide(parse(text), agent, path).allowed;
}

} // namespace

TEST_CASE("the longest rule decides, and an Allow wins a tie", "[robots]") {
  const auto [path, expected] = GENERATE(table<std::string, bool>(
      {{"/", true}, {"/a", false}, {"/a/b", true}, {"/a/b/c", false}, {"/same", true}, {"/other", true}}));
  CAPTURE(path);
  CHECK(allowed("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /same\nAllow: /same\n",
                "bot", path) == expected);
}

TEST_CASE("patterns know a star and an end", "[robots]") {
  const auto [pattern, path, expected] = GENERATE(table<std::string, std::string, bool>({
      {"/*.php", "/index.php", true},
      {"/*.php", "/index.php?x", true},
      {"/*.php$", "/index.php?x", false},
      {"/*.php$", "/a.php/b.php", true},
      {"/a*b*c", "/a-b-c", true},
      {"/a*b*c", "/a-c-b", false},
      {"/a**b", "/ab", true},
      {"/$", "/", true},
      {"/$", "/a", false},
      {"/a$b", "/a$bc", true},
      {"/%2A", "/*", true},
      {"/%2A", "/x", false},
      {"/%7Euser", "/~user", true},
      {"/caf%c3%a9", "/café", true},
      {"/café", "/caf%C3%A9", true},
      {"/a%2fb", "/a/b", false},
      {"*", "/", true},
      {"*/x", "/a/x", true},
      {"x", "/x", false},
  }));
  CAPTURE(pattern, path);
  CHECK(matches(normalise_pattern(pattern), normalise_path(path)) == expected);
}

TEST_CASE("groups of one token are merged and inherit nothing from the others", "[robots]") {
  const std::string text = "User-agent: *\nDisallow: /all\n\nUser-agent: LeadBot\nDisallow: /one\n\n"
                           "User-agent: other\nUser-agent: leadbot\nDisallow: /two\n";
  CHECK_FALSE(allowed(text, "LeadBot/1.0 (+https://example.org)", "/one"));
  CHECK_FALSE(allowed(text, "LeadBot", "/two"));
  CHECK(allowed(text, "LeadBot", "/all"));
  CHECK_FALSE(allowed(text, "somebody", "/all"));
  CHECK(allowed(text, "LeadBotter", "/one"));
}

TEST_CASE("only a rule ends the list of user agents", "[robots]") {
  const std::string text =
      "User-agent: a\nSitemap: https://example.org/s.xml\nnonsense\nUser-agent: b\nDisallow: /x\n";
  CHECK_FALSE(allowed(text, "a", "/x"));
  CHECK_FALSE(allowed(text, "b", "/x"));
}

TEST_CASE("a decision names the rule with its line", "[robots]") {
  const auto found =
      decide(parse("# hello\r\nUSER-AGENT: *\r\nCrawl-delay: 2.5\r\n disallow : /x # why\r\n"), "bot", "/x");
  REQUIRE(found.by);
  CHECK_FALSE(found.allowed);
  CHECK(found.by->text == "Disallow: /x");
  CHECK(found.by->line == 4);
  CHECK(found.crawl_delay == 2.5);
}

TEST_CASE("what people write for the words of a robots.txt is read as they mean it", "[robots]") {
  CHECK_FALSE(allowed("useragent: *\nDisalow: /x\n", "bot", "/x"));
  CHECK_FALSE(allowed("user-agent bot\ndisallow /x\n", "bot", "/x"));
  CHECK(allowed("user-agent bot\ndisallow /x or not\n", "bot", "/x"));
  CHECK(allowed("user-agent: *\nDisallow: /\nAllow: /a/index.html\n", "bot", "/a/"));
  CHECK_FALSE(allowed("user-agent: *\nDisallow: /\nAllow: /a/index.html\n", "bot", "/a/b"));
}

TEST_CASE("a user agent of the browsers' form names its product behind \"compatible\"", "[robots]") {
  const std::string text = "User-agent: AcmeBot\nDisallow: /x\n\nUser-agent: mozilla\nDisallow: /y\n";
  const std::string agent = "Mozilla/5.0 (compatible; AcmeBot/2.1; +https://acme.example/bot)";
  CHECK_FALSE(allowed(text, agent, "/x"));
  CHECK(allowed(text, agent, "/y"));
  CHECK_FALSE(allowed(text, "Mozilla/5.0 (X11; Linux x86_64)", "/y"));
}

TEST_CASE("robots.txt itself is always allowed", "[robots]") {
  CHECK(allowed("User-agent: *\nDisallow: /\n", "bot", "/robots.txt"));
  CHECK_FALSE(allowed("User-agent: *\nDisallow: /\n", "bot", "/robots.txt.bak"));
}

TEST_CASE("byte order marks, bare carriage returns and rubbish are understood", "[robots]") {
  CHECK_FALSE(allowed("\xef\xbb\xbfUser-agent: *\rDisallow: /x\r", "bot", "/x"));
  CHECK(allowed("<html>\n\xff\xfe\n:::\n: x\nDisallow: /x\n", "bot", "/x"));
}

TEST_CASE("what is beyond the limit is not read, and no half line either", "[robots]") {
  const std::string text = "User-agent: *\nDisallow: /ab\nDisallow: /cd\n";
  CHECK(decide(parse(text, 36), "bot", "/c").allowed);
  CHECK(decide(parse(text, 36), "bot", "/cd").allowed);
  CHECK_FALSE(decide(parse(text, 36), "bot", "/ab").allowed);
}

TEST_CASE("a path is found in whatever people write for a URL", "[robots][data]") {
  for (const auto& pair : data::json("robots/google_path_and_escape_pairs.json")) {
    CAPTURE(pair.dump());
    if (pair["kind"] == "path_params_query")
      CHECK(path_of(pair["input"].get<std::string>()) == pair["expected"].get<std::string>());
    else
      CHECK(normalise_pattern(pair["input"].get<std::string>()) == pair["expected"].get<std::string>());
  }
}

TEST_CASE("the test suites of other implementations agree", "[robots][data]") {
  const std::string suite =
      GENERATE("google_cases.json", "protego_cases.json", "reppy_cases.json", "robots_parser_js_cases.json");
  for (const auto& test : data::json("robots/" + suite)) {
    if (test.value("basis", "") == "Google extension" || !test.contains("robots_body"))
      continue;
    const auto rules = parse(test["robots_body"].get<std::string>());
    const auto found =
        decide(rules, test["user_agent"].is_string() ? test["user_agent"].get<std::string>() : "",
               path_of(test["url"].get<std::string>()));
    CAPTURE(test.dump());
    CHECK(found.allowed == test["expected_allowed"].get<bool>());
  }
}

TEST_CASE("crawl delays and sitemaps are read as others read them", "[robots][data]") {
  for (const auto& test : data::json("robots/crawl_delay_and_sitemap_cases.json")) {
    const auto rules = parse(test["robots_body"].get<std::string>());
    CAPTURE(test.dump());
    if (test["directive"] == "sitemaps") {
      CHECK(rules.sitemaps == test["expected"].get<std::vector<std::string>>());
      continue;
    }
    const std::string agent = test["user_agent"].is_string() ? test["user_agent"].get<std::string>() : "";
    const auto delay = decide(rules, agent, "/").crawl_delay;
    // One suite reads what stands before any user-agent line; RFC 9309 and the others do not.
    if (test["suite"] == "seomoz/reppy" && test["test"] == "test_no_leading_user_agent")
      CHECK_FALSE(delay);
    else
      CHECK(delay ==
            (test["expected"].is_null() ? std::nullopt : std::optional(test["expected"].get<double>())));
  }
}

TEST_CASE("a path is judged as it is asked for: dot segments are gone") {
  CHECK(robots::path_of("http://a.test/a/../private/x?q=/../y") == "/private/x?q=/../y");
  CHECK(robots::path_of("http://a.test/%2e%2E/private") == "/private");
  CHECK(robots::path_of("http://a.test/./a") == "/a");
}
