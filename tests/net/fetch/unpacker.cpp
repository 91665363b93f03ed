#include "net/fetch/unpacker.hpp"
#include "tests/support/packed.hpp"

#include <catch2/catch.hpp>

using leadstream::net::unpacker;

TEST_CASE("What stands behind a packed body is left alone, in whatever pieces it comes") {
  const std::string text = "hello, hello, hello";
  const std::string bytes = leadstream::test::gzip(text) + "junk\x1f\x8b\x08 and more";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    CAPTURE(piece);
    std::string plain;
    const auto reader = unpacker::make("gzip", [&](std::string_view some) {
      plain += some;
      return true;
    });
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      CHECK(reader->write(std::string_view(bytes).substr(at, piece)) == unpacker::state::good);
    }
    CHECK(plain == text);
    CHECK(reader->whole());
  }
}
