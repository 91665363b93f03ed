#include "domain/sources/recipe_search.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

std::shared_ptr<recipe> directory(const char* next) {
  auto how = std::make_shared<recipe>();
  how->base = "http://directory.test/";
  how->search = "{base}/find?q={industry}&in={location}&page={page}";
  how->each = "li";
  how->next = next;
  how->fields = {{"name", "b"}};
  how->most_pages = 3;
  return how;
}

page answer(const std::string& links, const std::string& name = "Muster") {
  page given;
  given.url = "http://directory.test/find?q=x";
  given.status = 200;
  given.body = "<ul><li><b>" + name + "</b></li></ul>" + links;
  return given;
}

search_criteria wanted() {
  search_criteria criteria;
  criteria.industry = "dentist & co";
  criteria.location = "Vaduz";
  return criteria;
}

} // namespace

TEST_CASE(
    "given links to the next page that are written as the template, when pages are read, then all are") {
  recipe_search search(directory("a.next@href"), "directory", wanted());
  for (int number = 1; number <= 2; ++number) {
    const std::string here = "http://directory.test/find?q=dentist%20%26%20co&in=Vaduz&page=";
    REQUIRE(search.next());
    CHECK(search.next()->url == here + std::to_string(number));
    const auto step =
        search.take(answer("<a class=next href='" + here + std::to_string(number + 1) + "'>next</a>",
                           "Muster " + std::to_string(number)));
    CHECK(step.listings.size() == 1);
  }
  REQUIRE(search.next());
  search.take(answer(""));
  CHECK_FALSE(search.next());
}

TEST_CASE("given a page that links to itself, when it was read, then the search is over") {
  recipe_search search(directory("a.next@href"), "directory", wanted());
  search.take(answer("<a class=next href='" + search.next()->url + "'>next</a>"));
  CHECK_FALSE(search.next());
}

TEST_CASE("given counted pages, when one is short or the most were read, then the search is over") {
  auto how = directory("");
  how->page_size = 1;
  recipe_search search(how, "directory", wanted());
  for (const char* name : {"Erste", "Zweite", "Dritte"}) {
    REQUIRE(search.next());
    search.take(answer("", name));
  }
  CHECK_FALSE(search.next());
  recipe_search again(how, "directory", wanted());
  page empty = answer("");
  empty.body = "<p>nothing</p>";
  again.take(empty);
  CHECK_FALSE(again.next());
}

TEST_CASE(
    "given pages that lead in a circle or give the same again, when that is seen, then the search is over") {
  auto how = directory("a.next@href");
  how->most_pages = 100;
  recipe_search circle(how, "directory", wanted());
  const std::string first = circle.next()->url;
  circle.take(answer("<a class=next href='/b'>next</a>", "Erste"));
  REQUIRE(circle.next());
  circle.take(answer("<a class=next href='" + first + "'>next</a>", "Zweite"));
  CHECK_FALSE(circle.next());

  auto unpaged = directory("");
  unpaged->search = "{base}/all";
  recipe_search once(unpaged, "directory", wanted());
  once.take(answer(""));
  CHECK_FALSE(once.next());

  auto counted = directory("");
  counted->most_pages = 100;
  recipe_search same(counted, "directory", wanted());
  CHECK(same.take(answer("")).listings.size() == 1);
  REQUIRE(same.next());
  CHECK(same.take(answer("")).listings.empty());
  CHECK_FALSE(same.next());
}

TEST_CASE(
    "given JSON-LD with types as IRIs and values in lists, when read by plain names, then they are found") {
  recipe how;
  how.form = recipe::form::json_ld;
  how.each = "LocalBusiness";
  how.fields = {{"name", "name"}, {"street", "address.streetAddress"}, {"phone", "telephone.0"}};
  page given;
  given.url = "http://directory.test/";
  given.status = 200;
  given.body = R"(<script type="application/ld+json">[
    {"@type": "http://schema.org/LocalBusiness", "name": "A", "address": [{"streetAddress": "Weg 1"}]},
    {"@type": ["schema:LocalBusiness"], "name": "B", "telephone": ["1", "2"]},
    {"@type": "Person", "name": "C"}]</script>)";
  const auto read = read_recipe_page(how, given);
  REQUIRE(read);
  REQUIRE(read->records.size() == 2);
  CHECK(read->records[0].at("street") == "Weg 1");
  CHECK(read->records[1].at("phone") == "1");
}

TEST_CASE("given a page that cannot be read, then it is asked for again, three times at most") {
  auto how = directory("");
  how->page_size = 1;
  std::string good = answer("").body;
  std::string bad;
  SECTION("it is to be JSON") {
    how->form = recipe::form::json;
    how->each = "companies";
    how->fields = {{"name", "name"}};
    good = R"({"companies":[{"name":"Muster"}]})";
    bad =
        GENERATE(as<std::string>{}, R"({"companies":[{"na)", "<html>busy</html>", "", R"({"error":"busy"})");
  }
  SECTION("it is to be HTML") {
    bad = GENERATE(as<std::string>{}, "", "  \n", R"({"error":"busy"})");
  }
  CAPTURE(bad);
  page given = answer("");
  recipe_search search(how, "directory", wanted());
  given.body = good;
  search.take(given);
  const std::string second_page = search.next()->url;

  given.body = bad;
  for (std::uint32_t attempt = 1; attempt < 3; ++attempt) {
    const search_step step = search.take(given);
    CHECK(step.failures == attempt);
    CHECK(step.notes.at(0).step == "malformed");
    CHECK(step.notes.at(0).message.find(": asked again") != std::string::npos);
    recipe_search resumed(how, "directory", wanted());
    resumed.load(search.save());
    search = resumed;
    REQUIRE(search.next());
    CHECK(search.next()->url == second_page);
  }

  recipe_search lucky = search;
  given.body = good;
  CHECK(lucky.take(given).listings.size() == 1);
  given.body = bad;
  CHECK(lucky.take(given).failures == 1); // the count begins anew with each page

  const search_step last = search.take(given);
  CHECK(last.notes.at(0).reason == "malformed");
  CHECK(last.notes.at(0).message.find("(asked three times)") != std::string::npos);
  CHECK_FALSE(search.next());
}

TEST_CASE("given JSON-LD of a kind of local business with a country as a thing, then it is read") {
  recipe how;
  how.form = recipe::form::json_ld;
  how.each = "LocalBusiness";
  how.fields = {{"name", "name"}, {"country", "address.addressCountry"}};
  page given;
  given.url = "http://directory.test/";
  given.status = 200;
  given.body = R"(<script type="application/ld+json">[{"@type": "Dentist", "name": "A",
    "address": {"addressCountry": {"@type": "Country", "name": "LI"}}}, {"@type": "Person", "name": "B"}]</script>)";
  const auto read = read_recipe_page(how, given);
  REQUIRE(read);
  REQUIRE(read->records.size() == 1);
  CHECK(read->records[0].at("country") == "LI");
}

TEST_CASE("given a recipe with positions and exclusions and a phone in a link, then they are understood") {
  recipe how;
  how.form = recipe::form::html;
  how.each = "tr:not(.ad):nth-child(n+2)";
  how.fields = {{"name", "td:first-child"}, {"phone", "td:last-child a@href"}, {"city", "td:nth-of-type(2)"}};
  page given;
  given.url = "http://directory.test/";
  given.status = 200;
  given.body = "<table><tr><td>Name<td>City<td>Phone<tr class=ad><td>Buy<td>this<td>now"
               "<tr><td>Muster<td>Vaduz<td><a href='tel:+423%20232%2032%2032'>call</a></table>";
  const auto read = read_recipe_page(how, given);
  REQUIRE(read);
  REQUIRE(read->records.size() == 1);
  CHECK(read->records[0].at("name") == "Muster");
  CHECK(read->records[0].at("city") == "Vaduz");
  CHECK(read->records[0].at("phone") == "tel:+423 232 32 32");
}

TEST_CASE("given a list of selectors, then each record is read by the one that fits it first, once") {
  const auto how = directory("");
  how->each = "li, .company";
  how->fields = {{"name", "h2 > a, h3"}};
  page given = answer("");
  given.body = "<ul><li><h2><a>Eins</a></h2></li><li class=company><h3>Zwei</h3></li>"
               "<li><h2><a>Drei</a></h2><h3>Vier</h3></li></ul>";
  recipe_search search(how, "directory", wanted());

  const auto step = search.take(given);

  REQUIRE(step.listings.size() == 3);
  CHECK(step.listings[0].raw.first(field::name) == "Eins");
  CHECK(step.listings[1].raw.first(field::name) == "Zwei");
  CHECK(step.listings[2].raw.first(field::name) == "Drei");
}
