#include "domain/text/code_points.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("UTF-8 is read and written without loss", "[text]") {
  const std::string text = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x9a\x80\xf4\x8f\xbf\xbf";
  CHECK(code_points(text) == std::u32string{U'a', 0xe4, 0x20ac, 0x1f680, 0x10ffff});
  CHECK(to_utf8(code_points(text)) == text);
}

TEST_CASE("what is no UTF-8 becomes the replacement character, byte by byte", "[text]") {
  CHECK(code_points("\xff") == U"\xfffd");
  CHECK(code_points("\xc3") == U"\xfffd");
  CHECK(code_points("\xc0\x80") == U"\xfffd\xfffd");
  CHECK(code_points("\xe0\x80\x80") == U"\xfffd\xfffd\xfffd");
  CHECK(code_points("\xed\xa0\x80") == U"\xfffd\xfffd\xfffd");
  CHECK(code_points("\xf4\x90\x80\x80").size() == 4);
  CHECK(code_points("\xe2\x82x") == U"\xfffd\xfffdx");
  CHECK(to_utf8(std::u32string{0xd800, 0x110000}) == "\xef\xbf\xbd\xef\xbf\xbd");
}
