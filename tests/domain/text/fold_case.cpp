#include "domain/text/fold_case.hpp"

#include <catch2/catch.hpp>

using leadstream::fold_case;

TEST_CASE("text that differs in case alone folds to the same") {
  CHECK(fold_case("Zahnarzt VADUZ") == "zahnarzt vaduz");
  CHECK(fold_case("ZÜRICH") == fold_case("zürich"));
  CHECK(fold_case("STRASSE") == fold_case("straße"));
  CHECK(fold_case("ΣΟΦΙΑ") == fold_case("σοφια"));
  CHECK(fold_case("Zu\xCC\x88rich") == fold_case("Zürich"));
}

TEST_CASE("folding survives anything") {
  CHECK(fold_case("").empty());
  CHECK(fold_case("a\xFFz") == "a\xEF\xBF\xBDz");
}
