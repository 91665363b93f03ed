#include "domain/text/charset.hpp"
#include "domain/text/utf8.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::extraction;

TEST_CASE("bytes are read as what they are") {
  struct known {
    const char* what;
    std::string bytes;
    const char* type;
    const char* charset;
  };
  const known pages[] = {
      {"declared in the header", "<p>M\xFCller</p>", "text/html; charset=iso-8859-1", "windows-1252"},
      {"declared in meta", "<meta charset=windows-1252><p>M\xFCller</p>", "", "windows-1252"},
      {"declared in old meta",
       "<meta http-equiv=content-type content='text/html; charset=latin1'><p>M\xFCller", "", "windows-1252"},
      {"not declared", "<p>M\xC3\xBCller</p>", "", "utf-8"},
      {"declared as what it is not", "<meta charset=iso-8859-1><p>M\xC3\xBCller</p>", "", "utf-8"},
      {"declared as UTF-8 and it is not", "<meta charset=utf-8><p>M\xFCller</p>", "", "windows-1252"},
      {"a mark of UTF-16", std::string("\xFF\xFEM\0\xFC\0l\0l\0e\0r\0", 14), "text/html; charset=utf-8",
       "utf-16le"},
  };
  for (const auto& [what, bytes, type, charset] : pages) {
    INFO(what);
    const decoded_text read = decode(bytes, type);
    CHECK(read.utf8.find("M\xC3\xBCller") != std::string::npos);
    CHECK(read.charset == charset);
  }
}

TEST_CASE("the encodings of East Asia are told without a declaration") {
  const auto [bytes, charset] = GENERATE(table<std::string, std::string>({
      {"<title>\xc8\xb8\xbb\xe7 \xbc\xd2\xb0\xb3</title><p>\xbf\xec\xb8\xae \xc8\xb8\xbb\xe7\xb4\xc2 "
       "\xbc\xad\xbf\xef\xbf\xa1 \xc0\xd6\xbd\xc0\xb4\xcf\xb4\xd9. \xc0\xfc\xc8\xad "
       "\xc1\xd6\xbc\xbc\xbf\xe4.</p>",
       "euc-kr"},
      {"<p>\xbb\xe4\xa4\xbf\xa4\xc1\xa4\xce\xb2\xf1\xbc\xd2\xa4\xcf\xc5\xec\xb5\xfe\xa4\xcb\xa4\xa2"
       "\xa4\xea\xa4\xde\xa4\xb9\xa1\xa3\xa4\xaa\xcc\xe4\xa4\xa4\xb9\xe7\xa4\xef\xa4\xbb</p>",
       "euc-jp"},
  }));
  CHECK(decode(bytes, "").charset == charset);
}

TEST_CASE("the language of the markup tells encodings apart that detection does not") {
  const auto [bytes, expected] = GENERATE(table<std::string, std::string>({
      {"<html lang=\"pl\"><p>Ksi\xEAgarnia \xA6wi\xEAty Miko\xB3"
       "aj, pi\xB1tek \xBCr\xF3"
       "d\xB3o</p>",
       "pi\u0105tek"},
      {"<html lang='pl-PL'><p>pi\xB9tek \x9Cwi\xEAto</p>", "pi\u0105tek \u015Bwi\u0119to"},
      {"<html xml:lang=cs lang=cs><p>\xBElu\xBBou\xE8k\xFD k\xF9\xF2</p>",
       "\u017Elu\u0165ou\u010Dk\u00FD k\u016F\u0148"},
      {"<html lang=ru><p>\xEC\xE8\xF0</p>", "\u043C\u0438\u0440"},
      {"<html lang=de><p>M\xFCller</p>", "M\u00FCller"},
      {"<p>\x1B$B;d$?$A\x1B(B</p>", "\u79C1\u305F\u3061"},
  }));
  CHECK(decode(bytes, "").utf8.find(expected) != std::string::npos);
}

TEST_CASE("what comes out is always valid UTF-8") {
  for (const std::string& bytes :
       {std::string("\xC0\xAF"), std::string("\xED\xA0\x80"), std::string("\xF4\x90\x80\x80"),
        std::string("\xE2\x82"), std::string("a\0b", 3), std::string("\xFE\xFF\xD8")}) {
    CHECK(is_valid_utf8(decode(bytes, "").utf8));
    CHECK(is_valid_utf8(decode(bytes, "text/html; charset=utf-8").utf8));
  }
}
