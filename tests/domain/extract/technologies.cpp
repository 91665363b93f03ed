#include "domain/extract/extract.hpp"
#include "domain/extract/observation.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;

TEST_CASE("a page's technologies come with its facts and become an observation of their own") {
  page source;
  source.url = "https://acme.example/";
  source.status = 200;
  source.headers = {{"Content-Type", "text/html"}, {"Server", "nginx/1.22"}};
  source.body = "<html><head><meta name=generator content='WordPress 6.4'></head><body>Hi</body></html>";
  const page_facts facts = extract(source);
  const auto named = [&](const char* name) {
    return std::any_of(facts.technologies.begin(), facts.technologies.end(),
                       [&](const fact& each) { return each.value == name; });
  };
  CHECK(named("WordPress"));
  CHECK(named("PHP"));
  CHECK(named("Nginx"));
  const auto seen = observe(source, facts, "website", {});
  CHECK(std::any_of(seen.begin(), seen.end(), [](const observation& each) {
    return each.type == data_type::tech_stack && !each.raw.first(field::technology).empty();
  }));
}
