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

TEST_CASE("a list of numbers or addresses is read one by one where the whole says nothing", "[clean]") {
  const auto values = [](field what, const char* text, const char* region) {
    std::vector<rejection> rejected;
    std::vector<std::string> found;
    for (const fact& each : clean({{make(what, text)}, {}, {}}, {region, ""}, rejected).facts) {
      found.push_back(each.value);
    }
    return found;
  };
  using texts = std::vector<std::string>;
  const texts both{"+4232390103", "+4232390104"};
  for (const char* list : {"+423 2390103, +423 2390104", "+423 2390103 / +423 2390104",
                           "+423 2390103 or +423 2390104", "+423 2390103 oder 2390104",
                           "+423 2390103 (Büro), 2390104 (Werkstatt, Lager)", "+423 2390103/2390104"}) {
    CAPTURE(list);
    CHECK(values(field::phone, list, "LI") == both);
  }
  CHECK(values(field::phone, "+423 2390103 (Büro)", "") == texts{"+4232390103"});
  CHECK(values(field::phone, "044/364 35 35", "CH") == texts{"+41443643535"});
  CHECK(values(field::phone, "+42 (0) 32350300", "LI").empty());
  CHECK(values(field::phone, "836395 / 825085 / 872077", "AD").size() == 3);
  CHECK(values(field::email, "a@foo.li,b@foo.li", "") == texts{"a@foo.li", "b@foo.li"});
  CHECK(values(field::email, "a@foo.li (Büro)", "") == texts{"a@foo.li"});
}

TEST_CASE("of a list in which one number is wrong the others stay, and it keeps its reason", "[clean]") {
  std::vector<rejection> rejected;
  const auto out = clean({{make(field::phone, "+423 239 01 03 / 04")}, {}, {}}, {"LI", ""}, rejected);
  CHECK(out.first(field::phone) == "+4232390103");
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].value == "04");
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

TEST_CASE("a number is read by the country of its record, named in any way, before that of the search",
          "[clean]") {
  struct record {
    const char* country;
    const char* written;
    const char* number;
  };
  const auto [country, written, number] =
      GENERATE(record{"Polska", "22 694 60 00", "+48226946000"}, record{"PL", "22 694 60 00", "+48226946000"},
               record{"France", "01 42 68 53 00", "+33142685300"},
               record{"United Kingdom", "020 7946 0000", "+442079460000"},
               record{"Atlantis", "044 668 18 00", "+41446681800"});
  observation seen;
  seen.raw.facts = {make(field::phone, written)};
  seen.raw.places.resize(1);
  seen.raw.places[0].country = country;
  std::vector<rejection> rejected;

  const auto out = clean(seen.raw, context_of(seen, "CH"), rejected);

  CHECK(out.first(field::phone) == number);
}
