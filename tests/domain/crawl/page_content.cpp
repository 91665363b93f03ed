#include "domain/crawl/page_content.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("Pages are the same where they say the same of their company") {
  page_facts page;
  CHECK(crawl::content_of(page).empty());
  page.text = "Contact us";
  page.title = "One";
  page_facts again = page;
  again.title = "Another";
  CHECK(crawl::content_of(page) == crawl::content_of(again));
  CHECK(crawl::content_of(page) != page.text);
  again.phones.emplace_back().e164 = "+4232321122";
  CHECK(crawl::content_of(page) != crawl::content_of(again));
}
