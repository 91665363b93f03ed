#include "domain/text/text_stream.hpp"

#include <catch2/catch.hpp>

using leadstream::extraction::text_stream;

namespace {

std::string read(const std::string& bytes, std::size_t piece) {
  text_stream stream;
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += piece) {
    text += stream.take(std::string_view(bytes).substr(i, piece));
  }
  return text + stream.finish();
}

} // namespace

TEST_CASE("given lines of two encodings, when read in any pieces, then each is read as its own") {
  for (const std::size_t piece : {1U, 4U, 100U}) {
    CHECK(read("\xEF\xBB\xBFZürich\nZ\xFCrich \x80\n", piece) == "Zürich\nZürich €\n");
    CHECK(read("", piece).empty());
    CHECK(read("a", piece) == "a");
  }
}

TEST_CASE("given one damaged byte among good letters, then the letters stay") {
  CHECK(read("äöü\xC3 äöü\n", 100) == "äöü\xEF\xBF\xBD äöü\n");
}

TEST_CASE("given UTF-16 whose pairs are cut by the pieces, then its text is whole") {
  const std::string big("\xFE\xFF\x00"
                        "a\xD8\x3D\xDE\x00\x00\n",
                        10);
  for (const std::size_t piece : {1U, 3U, 100U}) {
    CHECK(read(big, piece) == "a\xF0\x9F\x98\x80\n");
  }
}

TEST_CASE("given a line without end, when its characters are cut by the pieces, then they stay whole") {
  std::string text = "a";
  for (int i = 0; i < 100'000; ++i) {
    text += "ä";
  }
  CHECK(read(text, 4096) == text);
}
