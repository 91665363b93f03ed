#include "domain/sources/import_columns.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

TEST_CASE("given the spellings of the lexicon, then each stands for the column of its line alone") {
  for (const std::string_view line : lexicon_lines("import_columns")) {
    const auto colon = line.find(':');
    for (const std::string_view spelling : extraction::split(line.substr(colon + 1), "|")) {
      CAPTURE(spelling);
      CHECK(import_column_of(std::string(spelling), {}) == line.substr(0, colon));
    }
  }
}

TEST_CASE("given a header with marks, blanks and case, then it stands for its column") {
  CHECK(import_column_of(" Razón Social ", {}) == "name");
  CHECK(import_column_of("postal_code", {}) == "postal_code");
  CHECK(import_column_of("colour", {}).empty());
}

TEST_CASE("given a column whose header was chosen, then no other header stands for it") {
  CHECK(import_columns_of({"Firma", "Kunde", "Ort"}, {{"name", "Kunde"}}) ==
        std::vector<std::string>{"", "name", "city"});
}

TEST_CASE("given several headers for one column, then that of its own name stands for it, else the first") {
  CHECK(import_columns_of({"category", "Industry", "telephone", "tel"}, {}) ==
        std::vector<std::string>{"", "industry", "phone", ""});
}

TEST_CASE("given a pair with a column that is none, then the error lists those that there are") {
  const auto read = read_import_columns({"name=Firma", "colour=Farbe"});
  REQUIRE_FALSE(read.ok());
  CHECK(read.problem().message.find("\"colour=Farbe\" is no COLUMN=HEADER") == 0);
  CHECK(read.problem().message.find(": id, name, website") != std::string::npos);
}
