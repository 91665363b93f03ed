#include "domain/url/url.hpp"

#include "domain/url/host.hpp"
#include "tests/support/data.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;

namespace {

std::string written(std::string_view text) {
  const auto parsed = parse_url(text);
  return parsed ? to_string(*parsed) : "refused";
}

std::string resolved(std::string_view base, std::string_view reference) {
  const auto parsed = resolve(parse_url(base).value(), reference);
  return parsed ? to_string(*parsed) : "refused";
}

} // namespace

TEST_CASE("a URL is read into its parts", "[url]") {
  const auto parsed = parse_url("HTTPS://WWW.Example.com:8443/a/../b%20c?x=1#part");
  REQUIRE(parsed.ok());
  CHECK(parsed->scheme == "https");
  CHECK(parsed->host == "www.example.com");
  CHECK(parsed->port == 8443);
  CHECK(parsed->path == "/b%20c");
  CHECK(parsed->query == "x=1");
  CHECK(origin(*parsed) == "https://www.example.com:8443");
  CHECK(path_and_query(*parsed) == "/b%20c?x=1");
}

TEST_CASE("a URL has one written form", "[url]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"http://example.com", "http://example.com/"},
      {"http://example.com:80/", "http://example.com/"},
      {"https://example.com:443", "https://example.com/"},
      {"http://example.com:443/", "http://example.com:443/"},
      {"http://example.com.", "http://example.com/"},
      {"http://example.com?q", "http://example.com/?q"},
      {"http://example.com/#part", "http://example.com/"},
      {"http://example.com/ä?ö", "http://example.com/%C3%A4?%C3%B6"},
      {"http://example.com/%7efoo", "http://example.com/%7efoo"},
      {"http://example.com/a/./b/%2e%2E/c/..", "http://example.com/a/"},
      {"http://example.com/..", "http://example.com/"},
      {"http://müller.example/", "http://xn--mller-kva.example/"},
      {"http://MÜLLER.example/", "http://xn--mller-kva.example/"},
      {"http://faß.example/", "http://xn--fa-hia.example/"},
      {"http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"},
      {"http://93.184.216.34/", "http://93.184.216.34/"},
      {"http://[2001:DB8:0:0:0::1]:8080/", "http://[2001:db8::1]:8080/"},
      {"http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"},
      {"http://a_b.example/", "http://a_b.example/"},
  }));
  CHECK(written(text) == expected);
}

TEST_CASE("a URL that readers could take for another one is refused", "[url]") {
  const std::string text = GENERATE(values<std::string>({
      "",
      "example.com",
      "/path",
      "ftp://example.com/",
      "file:///etc/passwd",
      "gopher://example.com/",
      "javascript:alert(1)",
      "data:text/html,x",
      "http:/example.com/",
      "http:example.com",
      "http://",
      "http:///path",
      "http://user@example.com/",
      "http://user:word@example.com/",
      "http://good@127.0.0.1/",
      "http://good\\@127.0.0.1/",
      "http://example.com\\@127.0.0.1/",
      "http://exa mple.com/",
      "http://example.com/a b",
      " http://example.com/",
      "http://example.com/\r\nHost: other",
      "http://example.com/\t",
      std::string("http://example.com/\0x", 21),
      "http://127.1/",
      "http://0/",
      "http://0x7f.1/",
      "http://0x7f000001/",
      "http://2130706433/",
      "http://017700000001/",
      "http://0177.0.0.1/",
      "http://127.0.0.1.5/",
      "http://256.0.0.1/",
      "http://example.0x7/",
      "http://%31%32%37.0.0.1/",
      "http://good%00.127.0.0.1/",
      "http://１２７.1/",
      "http://[fe80::1%25lo]/",
      "http://[::1/",
      "http://[::g]/",
      "http://[::1]x/",
      "http://a..b/",
      "http://.example.com/",
      "http://xn--a/",
      "http://exa!mple.com/",
      "http://example.com:0/",
      "http://example.com:65536/",
      "http://example.com:99999/",
      "http://example.com:-1/",
      "http://example.com:8o/",
  }));
  CAPTURE(text);
  const auto parsed = parse_url(text);
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.problem().code == error_code::invalid_argument);
  CHECK_FALSE(parsed.problem().message.empty());
}

TEST_CASE("the longest URL has 2,083 bytes", "[url]") {
  const std::string start = "http://example.com/";
  CHECK(parse_url(start + std::string(2'083 - start.size(), 'a')).ok());
  CHECK_FALSE(parse_url(start + std::string(2'084 - start.size(), 'a')).ok());
}

TEST_CASE("look-alike digits end as the address they mean, to be judged as such", "[url]") {
  CHECK(written("http://①②⑦.⓪.⓪.①/") == "http://127.0.0.1/");
}

TEST_CASE("a reference is resolved against its page", "[url]") {
  const auto [reference, expected] = GENERATE(table<std::string, std::string>({
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g/"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q"},
      {"", "http://a/b/c/d;p?q"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"../../../g", "http://a/g"},
      {"..", "http://a/b/"},
      {"../..", "http://a/"},
      {"g..", "http://a/b/c/g.."},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"http:g", "http://a/b/c/g"},
      {"https://other.example/x", "https://other.example/x"},
      {"  contact us.html\n", "http://a/b/c/contact%20us.html"},
      {"con\ntact", "http://a/b/c/contact"},
      {"mailto:a@b.example", "refused"},
      {"javascript:void(0)", "refused"},
      {"//user@g/", "refused"},
      {R"(\\g\x)", "refused"},
  }));
  CAPTURE(reference);
  CHECK(resolved("http://a/b/c/d;p?q", reference) == expected);
}

TEST_CASE("addresses are told from names", "[url]") {
  CHECK(is_address("127.0.0.1"));
  CHECK(is_address("::1"));
  CHECK_FALSE(is_address("1.example"));
  CHECK_FALSE(is_address(""));
}

TEST_CASE("a registrable domain is the public suffix and one label more", "[url]") {
  const auto [host, expected] = GENERATE(table<std::string, std::string>({
      {"shop.example.co.uk", "example.co.uk"},
      {"co.uk", ""},
      {"127.0.0.1", ""},
      {"::1", ""},
      {"", ""},
      {"a.github.io", "a.github.io"},
  }));
  CHECK(registrable_domain(host) == expected);
}

TEST_CASE("a punycode host is shown as people write it", "[url]") {
  CHECK(to_unicode_host("xn--mller-kva.example") == "müller.example");
  CHECK(to_unicode_host("example.com") == "example.com");
}

TEST_CASE("all vectors of the public suffix list agree", "[url][data]") {
  const auto vectors = data::json("psl/vectors.json");
  for (const auto& vector : vectors) {
    const std::string host = vector["input"].is_null() ? "" : vector["input"].get<std::string>();
    const auto& expected = vector["registrable_domain"];
    CAPTURE(host);
    CHECK(registrable_domain(host) == (expected.is_null() ? "" : expected.get<std::string>()));
  }
}

TEST_CASE("where the web's own URL tests are accepted, the same URL comes out", "[url][data]") {
  const auto cases = data::json("url/urltestdata.json");
  int agreed = 0;
  int refused = 0;
  for (const auto& test : cases) {
    if (!test.is_object())
      continue;
    const std::string input = test["input"];
    const auto base =
        test["base"].is_string() ? parse_url(test["base"].get<std::string>()) : result<url>(error{});
    if (test["base"].is_string() && !base)
      continue;
    const auto parsed = base ? resolve(*base, input) : parse_url(input);
    const bool http = !test.value("failure", false) && test.value("protocol", "").starts_with("http");
    CAPTURE(test.dump());
    if (!http) {
      CHECK_FALSE(parsed.ok());
      continue;
    }
    if (!parsed) {
      ++refused;
      continue;
    }
    ++agreed;
    std::string expected = test["href"];
    expected = expected.substr(0, expected.find('#'));
    if (expected.ends_with('?'))
      expected.pop_back();
    CHECK(to_string(*parsed) == expected);
  }
  if (!cases.empty())
    CHECK(agreed > refused);
}
