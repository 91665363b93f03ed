#include "domain/clean/website.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

std::string cleaned(std::string_view text) {
  const auto found = clean_website(text);
  return found ? found->value : "refused";
}

} // namespace

TEST_CASE("a website has one written form", "[clean]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"https://example.com/", "https://example.com"},
      {"HTTP://WWW.Example.COM:80", "http://www.example.com"},
      {"https://example.com:443/en/#top", "https://example.com/en/"},
      {"http://example.com:8080/", "http://example.com:8080"},
      {"www.example.com", "https://www.example.com"},
      {"example.com/shop", "https://example.com/shop"},
      {"example.com:8443", "https://example.com:8443"},
      {"//example.com", "https://example.com"},
      {"  https://example.com\n", "https://example.com"},
      {"http//example.com", "http://example.com"},
      {"http:/example.com", "http://example.com"},
      {"http://http://example.com", "http://example.com"},
      {"http://https://example.com", "https://example.com"},
      {"https://example.com/?utm_source=a&utm_medium=b", "https://example.com"},
      {"https://example.com/?id=1&gclid=x&FBCLID=y", "https://example.com/?id=1"},
      {"https://example.com/a?gclidx=1", "https://example.com/a?gclidx=1"},
      {"https://müller.ch", "https://xn--mller-kva.ch"},
      {"www.müller.de/über uns", "https://www.xn--mller-kva.de/%C3%BCber%20uns"},
      {"http://8.8.8.8/", "http://8.8.8.8"},
      {"https://example.com/" + std::string(300, 'a'), "https://example.com"},
  }));
  CAPTURE(text);
  CHECK(cleaned(text) == expected);
}

TEST_CASE("what is no website is refused with a sentence", "[clean]") {
  const std::string text = GENERATE(values<std::string>(
      {"", "  ", "none", "localhost", "http://localhost:80/", "mailto:info@example.com", "info@example.com",
       "ftp://example.com", "javascript:alert(1)", "http://co.uk", "http://exa mple.com", "http://127.1",
       "http://192.168.1.1/", "http://[::1]/", "http://user:word@example.com", "a sentence about us.",
       "file:///etc/passwd", "tel:+41443643535"}));
  CAPTURE(text);
  const auto found = clean_website(text);
  REQUIRE_FALSE(found.ok());
  CHECK(found.problem().message.ends_with('.'));
}

TEST_CASE("a website tells its registrable domain", "[clean]") {
  CHECK(clean_website("shop.example.co.uk")->registrable_domain == "example.co.uk");
  CHECK(clean_website("http://93.184.216.34/")->registrable_domain.empty());
}

TEST_CASE("a website says whether its https was written or guessed") {
  CHECK(clean_website("example.com")->guessed);
  CHECK(clean_website("//example.com")->guessed);
  CHECK(clean_website("httpd.example.com")->guessed);
  CHECK_FALSE(clean_website("HTTPS://example.com")->guessed);
  CHECK_FALSE(clean_website("https//example.com")->guessed);
  CHECK(to_string(by_http(clean_website("example.com/a")->address)) == "http://example.com/a");
  CHECK(to_string(by_http(clean_website("example.com:8443")->address)) == "http://example.com:8443/");
}

TEST_CASE("an address that is too long says that its path was left out", "[clean]") {
  const auto cut = clean_website("https://example.com/" + std::string(300, 'x'));
  REQUIRE(cut);
  CHECK(cut->value == "https://example.com");
  CHECK(cut->shortened);
  CHECK_FALSE(clean_website("https://example.com/x")->shortened);
}
