#include "net/auth/rate_book.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::auth;
using namespace std::chrono_literals;

TEST_CASE("a minute's worth may be used at once, then as fast as it comes back") {
  rate_book book;
  const rate_book::moment begin{};
  for (int i = 0; i < 60; ++i) {
    REQUIRE(book.take("a", 60, begin).allowed);
  }
  const rate_state refused = book.take("a", 60, begin);
  CHECK_FALSE(refused.allowed);
  CHECK(refused.remaining == 0);
  CHECK(refused.retry_after == 1s);
  CHECK(book.take("b", 60, begin).remaining == 59);
  CHECK(book.take("a", 60, begin + 1s).allowed);
  CHECK_FALSE(book.take("a", 60, begin + 1s).allowed);
  CHECK(book.take("a", 60, begin + 3min).remaining == 59);
  CHECK(book.take("a", 0, begin).limit == 0);
}
