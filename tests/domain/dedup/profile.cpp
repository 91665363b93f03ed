#include "domain/dedup/profile.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::dedup;

TEST_CASE("a business of long texts is kept whole when it is copied and moved") {
  const std::string name =
      "Gesellschaft zur Pflege der alpinen Landwirtschaft und des Brauchtums in Graubünden";
  const std::string category = "Vereinigung von Landwirten, Sennen und Freunden der Berge";
  business described;
  described.name = name;
  described.website = "pflege-der-landwirtschaft.example";
  described.category = category;
  profile first = make_profile(described);
  profile copy = first;
  const profile moved = std::move(first);
  business other;
  other.name = "Bar";
  first = make_profile(other);
  CHECK(copy.view(copy.category) == "vereinigung von landwirten sennen und freunden der berge");
  CHECK(moved.view(moved.category) == copy.view(copy.category));
  CHECK(moved.view(moved.site) == "pflege-der-landwirtschaft.example");
  CHECK(first.view(first.name) == "bar");
  copy = first;
  CHECK(copy.view(copy.name) == "bar");
}
