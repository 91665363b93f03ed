#include "net/exports/xlsx.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::exports;

TEST_CASE("a cell of a workbook is XML, and is read as what it says") {
  CHECK(sheet_text("Müller & Söhne") == "Müller & Söhne");
  CHECK(sheet_text("a\xEF\xBF\xBE"
                   "b\xEF\xBF\xBF") == "ab");
  CHECK(sheet_text("_x0041_") == "_x005F_x0041_");
  CHECK(sheet_text("_x0041_x00e9_") == "_x005F_x0041_x005F_x00e9_");
  CHECK(sheet_text("a_x41_ _xyz0_ _") == "a_x41_ _xyz0_ _");
}
