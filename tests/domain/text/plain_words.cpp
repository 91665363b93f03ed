#include "domain/text/plain_words.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("plain words have no case, marks or signs") {
  CHECK(plain_words("L'Hôtel – Café") == "l hotel cafe");
  CHECK(plain_words("  Straße  ") == "strasse");
  CHECK(plain_words("Łódź, Ørsted") == "lodz orsted");
  CHECK(plain_words("plain2") == "plain2");
  CHECK(plain_words(" Contact-US_2 ") == "contact us 2");
  CHECK(plain_words("!?").empty());
  CHECK(plain_words("Ресторан") == "ресторан");
  CHECK(split_words("a bc d").size() == 3);
}
