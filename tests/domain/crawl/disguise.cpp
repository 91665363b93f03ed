#include "domain/crawl/disguise.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

page html(std::string body, std::string type = "text/html; charset=utf-8") {
  page content;
  content.status = 200;
  content.headers = {{"Content-Type", std::move(type)}};
  content.body = std::move(body);
  return content;
}

const std::string filler(4'000, 'a');

bool is_block_page(const page& content) {
  return crawl::disguise_of(content) == crawl::disguise::block_page;
}

} // namespace

TEST_CASE("short pages that refuse are block pages, whatever their status") {
  const auto refuses =
      GENERATE(as<std::string>{}, "<html><title>Access Denied</title><p>You don't have permission</p>",
               "<h1>Please verify you are human</h1><div class='g-recaptcha'></div>",
               "<p>Zugriff verweigert</p>", "<div id=x>Complete the CAPTCHA to go on</div>",
               "<p>hi</p><script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>");
  CHECK(is_block_page(html(refuses)));
}

TEST_CASE("pages with content of their own are not block pages") {
  const auto good = GENERATE(as<std::string>{}, "<h1>Welcome to our bakery</h1><p>Fresh bread every day.</p>",
                             "<h1>What a CAPTCHA is</h1><p>" + filler + "</p>",
                             "<style>.captcha{display:none}</style><p>Kontakt: info@example.li</p>",
                             "<script>var s='access denied';</script><p>Our menu</p>", "");
  CHECK_FALSE(is_block_page(html(good)));
}

TEST_CASE("only markup is judged") {
  CHECK_FALSE(is_block_page(html("{\"captcha\":true}", "application/json")));
}

TEST_CASE("broken markup does not matter") {
  CHECK_FALSE(is_block_page(html("<script>never closed")));
  CHECK_FALSE(is_block_page(html("<")));
  CHECK(is_block_page(html("<p>access denied<script")));
}

TEST_CASE("Pages of domains that nobody uses are parked") {
  const auto parked =
      GENERATE(as<std::string>{}, "<h1>example.test</h1><p>This domain is for sale</p>",
               "<p>Diese Domain kaufen</p>", "<p>Ce domaine est à vendre</p>",
               "<html><script src='https://www.sedoparking.com/frmpark/x.js'></script></html>",
               "<title>Apache2 Debian Default Page</title><p>It works!</p>");
  CHECK(crawl::disguise_of(html(parked)) == crawl::disguise::parked);
}

TEST_CASE("A page that says that it is missing is missing, whatever its status") {
  const auto missing = GENERATE_COPY(as<std::string>{}, "<title>404 Not Found</title><h1>Not found</h1>",
                                     "<h1>Page not found</h1><a href='/'>home</a>",
                                     "<h1>Seite nicht gefunden</h1>", "<h1>Oups, page introuvable</h1>",
                                     "<title>Pagina non trovata - Rossi</title><p>" + filler + "</p>");
  CHECK(crawl::disguise_of(html(missing)) == crawl::disguise::missing_page);
}

TEST_CASE("Pages that only speak of such things are what they are") {
  const auto good = GENERATE_COPY(as<std::string>{}, "<p>We sell houses. For sale: two flats.</p>",
                                  "<h1>Lost and found</h1>", "<p>Room 404</p>",
                                  "<title>How to fix a 404</title><p>page not found " + filler + "</p>",
                                  "<p>buy this domain " + filler + "</p>");
  CHECK(crawl::disguise_of(html(good)) == crawl::disguise::none);
}
