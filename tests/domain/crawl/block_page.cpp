#include "domain/crawl/block_page.hpp"

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

} // namespace

TEST_CASE("short pages that refuse are block pages, whatever their status") {
  const auto refuses =
      GENERATE(as<std::string>{}, "<html><title>Access Denied</title><p>You don't have permission</p>",
               "<h1>Please verify you are human</h1><div class='g-recaptcha'></div>",
               "<p>Zugriff verweigert</p>", "<div id=x>Complete the CAPTCHA to go on</div>",
               "<p>hi</p><script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>");
  CHECK(crawl::is_block_page(html(refuses)));
}

TEST_CASE("pages with content of their own are not block pages") {
  const auto good = GENERATE(as<std::string>{}, "<h1>Welcome to our bakery</h1><p>Fresh bread every day.</p>",
                             "<h1>What a CAPTCHA is</h1><p>" + filler + "</p>",
                             "<style>.captcha{display:none}</style><p>Kontakt: info@example.li</p>",
                             "<script>var s='access denied';</script><p>Our menu</p>", "");
  CHECK_FALSE(crawl::is_block_page(html(good)));
}

TEST_CASE("only markup is judged") {
  CHECK_FALSE(crawl::is_block_page(html("{\"captcha\":true}", "application/json")));
}

TEST_CASE("broken markup does not matter") {
  CHECK_FALSE(crawl::is_block_page(html("<script>never closed")));
  CHECK_FALSE(crawl::is_block_page(html("<")));
  CHECK(crawl::is_block_page(html("<p>access denied<script")));
}
