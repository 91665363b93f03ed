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

page answer(const std::string& links) {
  page given;
  given.url = "http://directory.test/find?q=x";
  given.status = 200;
  given.body = "<ul><li><b>Muster</b></li></ul>" + links;
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
        search.take(answer("<a class=next href='" + here + std::to_string(number + 1) + "'>next</a>"));
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
  search.take(answer(""));
  CHECK(search.next());
  search.take(answer(""));
  search.take(answer(""));
  CHECK_FALSE(search.next());
  recipe_search again(how, "directory", wanted());
  page empty = answer("");
  empty.body = "<p>nothing</p>";
  again.take(empty);
  CHECK_FALSE(again.next());
}
