#include "domain/clean/findings.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

fact make(field what, std::string value, double confidence = 1.0, std::string detail = "") {
  return {what, std::move(value), "test", confidence, std::move(detail)};
}

const clean_context swiss{"CH", "https://example.com/team/"};

} // namespace

TEST_CASE("facts are cleaned by the rule of their field", "[clean]") {
  std::vector<rejection> rejected;
  const auto out =
      clean({{make(field::name, "ACME TOOLS GMBH"), make(field::email, " Info@Example.COM"),
              make(field::phone, "044 364 35 35"), make(field::fax, "044 364 35 36 ext. 7"),
              make(field::website, "WWW.Example.com/"), make(field::social, "https://facebook.com/acme#x"),
              make(field::logo, "../logo.png"), make(field::description, " We \n make  tools. "),
              make(field::size_category, "11-50"), make(field::founding_year, "1987")},
             {},
             {}},
            swiss, rejected);
  CHECK(rejected.empty());
  REQUIRE(out.facts.size() == 10);
  CHECK(out.first(field::name) == "Acme Tools GmbH");
  CHECK(out.first(field::email) == "info@example.com");
  CHECK(out.first(field::phone) == "+41443643535");
  CHECK(out.first(field::fax) == "+41443643536");
  CHECK(out.facts[3].detail == "ext. 7");
  CHECK(out.first(field::website) == "https://www.example.com");
  CHECK(out.first(field::social) == "https://facebook.com/acme");
  CHECK(out.first(field::logo) == "https://example.com/logo.png");
  CHECK(out.first(field::description) == "We make tools.");
  CHECK(out.facts[0].method == "test");
}

TEST_CASE("what a rule refuses is left out and keeps its reason", "[clean]") {
  std::vector<rejection> rejected;
  const auto out = clean({{make(field::email, "nobody"), make(field::phone, "12"), make(field::name, "?"),
                           make(field::size_category, "many"), make(field::employee_count, "gigantic"),
                           make(field::founding_year, "soon"), make(field::logo, "data:image/png"),
                           make(field::website, std::string(5'000, 'x'))},
                          {},
                          {}},
                         swiss, rejected);
  CHECK(out.empty());
  REQUIRE(rejected.size() == 8);
  CHECK(rejected[0] == rejection{"email", "nobody", "The address has no @ sign."});
  for (const auto& each : rejected) {
    CHECK(each.reason.ends_with('.'));
    CHECK(each.value.size() <= 1'000);
  }
}

TEST_CASE("a value that comes twice is kept once, with the greater confidence", "[clean]") {
  std::vector<rejection> rejected;
  const auto out =
      clean({{make(field::email, "a@b.example", 0.5), make(field::email, "A@B.example", 0.9)}, {}, {}}, swiss,
            rejected);
  REQUIRE(out.facts.size() == 1);
  CHECK(out.facts[0].confidence == 0.9);
}

TEST_CASE("a person keeps what is right and loses what is not", "[clean]") {
  std::vector<rejection> rejected;
  person raw;
  raw.name = "ANNA MÜLLER";
  raw.title = " Head\nof Sales ";
  raw.email = "anna(at)example.com";
  raw.phone = "044 364 35 35";
  raw.confidence = 7;
  const auto out = clean({{}, {raw}, {}}, swiss, rejected);
  REQUIRE(out.people.size() == 1);
  CHECK(out.people[0].name == "Anna Müller");
  CHECK(out.people[0].title == "Head of Sales");
  CHECK(out.people[0].email.empty());
  CHECK(out.people[0].phone == "+41443643535");
  CHECK(out.people[0].confidence == 1.0);
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].what == "person.email");
}

TEST_CASE("a place has a country code and lies on the globe", "[clean]") {
  std::vector<rejection> rejected;
  place raw;
  raw.city = " Vaduz ";
  raw.country = GENERATE("Liechtenstein", "li", "LIE", "Fürstentum Liechtenstein");
  raw.has_point = true;
  raw.latitude = 200;
  const auto out = clean({{}, {}, {raw, raw, place{}}}, swiss, rejected);
  REQUIRE(out.places.size() == 1);
  CHECK(out.places[0].city == "Vaduz");
  CHECK(out.places[0].country == "LI");
  CHECK_FALSE(out.places[0].has_point);
  CHECK(rejected.front().what == "place");
}
