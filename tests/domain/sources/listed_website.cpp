#include "domain/sources/listed_website.hpp"

#include "domain/sources/recipe.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

TEST_CASE("given links of a directory's page, then the company's own website is found behind them") {
  const std::string page = "https://www.directory.test/find?q=dentist";
  CHECK(listed_website("/go?u=http%3A%2F%2Fg0.test%2F", page) == "http://g0.test/");
  CHECK(listed_website("https://click.directory.test/r?id=7&to=https%3A%2F%2Facme.test%2Fhome", page) ==
        "https://acme.test/home");
  CHECK(listed_website("/out/https://acme.test/", page) == "https://acme.test/");
  CHECK(listed_website("/profile/acme", page).empty());
  CHECK(listed_website("/share?u=https%3A%2F%2Fwww.directory.test%2Facme", page).empty());
  CHECK(listed_website("https://acme.test/?from=http://other.test/", page) ==
        "https://acme.test/?from=http://other.test/");
  CHECK(listed_website("www.acme.test", page) == "www.acme.test");
}

TEST_CASE(
    "given a recipe whose links are redirects, when read in either form, then each has its own website") {
  page answer;
  answer.url = "http://directory.test/find";
  answer.status = 200;
  recipe how;
  how.search = "x";
  how.each = "li";
  how.fields = {{"name", "b"}, {"website", "a@href"}};
  answer.body = "<ul><li><b>A</b><a href='/go?u=http%3A%2F%2Fa.test%2F'>web</a></ul>";
  CHECK(read_recipe_page(how, answer)->records.at(0).at("website") == "http://a.test/");
  how.form = recipe::form::json;
  how.each = "all";
  how.fields = {{"name", "n"}, {"website", "w"}};
  answer.body = R"({"all":[{"n":"A","w":"http://directory.test/go?u=http%3A%2F%2Fa.test%2F"}]})";
  CHECK(read_recipe_page(how, answer)->records.at(0).at("website") == "http://a.test/");
}
