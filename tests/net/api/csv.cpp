#include "net/api/csv.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::api;

TEST_CASE("cells are quoted where they must be and no spreadsheet takes them for a formula") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"plain", "plain"},
      {"", ""},
      {"a,b", "\"a,b\""},
      {"say \"hi\"", R"("say ""hi""")"},
      {"two\nlines", "\"two\nlines\""},
      {"a;=1", "\"a;=1\""},
      {"=1+1", "'=1+1"},
      {"+4232390101", "'+4232390101"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "\"'\tx\""},
      {"\rx", "\"'\rx\""},
      {"＝1", "'＝1"},
      {"  =1", "'  =1"},
      {"\"=1\"", R"("'""=1""")"},
      {";=1", "\"';=1\""},
      {"=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"},
      {"Müller & Söhne", "Müller & Söhne"},
      {"a - b", "a - b"},
  };
  for (const auto& [text, expected] : cases) {
    std::string cell;
    append_cell(cell, text);
    CHECK(cell == expected);
  }
}

TEST_CASE("columns are found by the name of the field or of the header") {
  CHECK(find_column("score") == find_column("lead_score"));
  CHECK(find_column("name")->header == "company_name");
  CHECK(find_column("Name") == nullptr);
}

TEST_CASE("numbers are numbers, even negative ones") {
  lead_row row;
  row.location.has_point = true;
  row.location.latitude = -33.5;
  std::string line;
  append_row(line, {find_column("latitude"), find_column("score"), find_column("size")}, row);
  CHECK(line == "-33.5,0,\r\n");
}
