#include "app/client/terminal.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::app;

TEST_CASE("What a terminal would obey never reaches it") {
  CHECK(printable("a\x1b[31mb\r\nc\x7f") == "a [31mb  c ");
  CHECK(printable("Z\xc3\xbcrich \xc2\x9b"
                  "2J") == "Z\xc3\xbcrich  2J");
  CHECK(printable(std::string("a\0b", 3)) == "a b");
}

TEST_CASE("Columns count characters, and cutting keeps them whole") {
  CHECK(columns("Zürich") == 6);
  CHECK(fitted("Zürich", 6) == "Zürich");
  CHECK(fitted("Zürich", 3) == "Zü…");
  CHECK(fitted("", 3).empty());
}

TEST_CASE("Rows of a table stand below each other") {
  table rows({"A", "LONGER"});
  rows.add({"Zürich", "x"});
  rows.add({"b", "y"});
  CHECK(rows.text() == "A       LONGER\nZürich  x\nb       y\n");
}
