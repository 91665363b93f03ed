#include "domain/text/opaque_string.hpp"

#include <catch2/catch.hpp>

using leadstream::opaque_string;

TEST_CASE("a password is the same however its letters are composed") {
  CHECK(opaque_string("Zu\xCC\x88rich ko\xCC\x88nnte") == "Zürich könnte");
  CHECK(opaque_string("Zürich könnte") == "Zürich könnte");
}

TEST_CASE("spaces of any kind are blanks in a password, everything else is kept") {
  CHECK(opaque_string("a\xC2\xA0"
                      "b\xE3\x80\x80"
                      "c") == "a b c");
  CHECK(opaque_string("Correct HORSE \xF0\x9F\x90\xB4 ﬁ") == "Correct HORSE \xF0\x9F\x90\xB4 ﬁ");
  CHECK(opaque_string("a\xFFz") == "a\xEF\xBF\xBDz");
  CHECK(opaque_string("").empty());
}
