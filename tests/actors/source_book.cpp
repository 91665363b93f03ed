#include "actors/source_book.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

TEST_CASE("a source's state tells what waits, what runs and how far its hosts are spared") {
  sources::description about;
  about.name = "website";
  source_book book({about}, [] { return wall_time{}; });
  book.moved("website", 3, 0);
  book.moved("website", -1, 1);
  book.paced("website", "a.test:80", 4);
  book.paced("website", "b.test:80", 2);
  CHECK(book.states()[0].waiting == 2);
  CHECK(book.states()[0].in_flight == 1);
  CHECK(book.states()[0].slowed_hosts == 2);
  CHECK(book.states()[0].slowdown == 4);
  book.paced("website", "a.test:80", 1);
  book.paced("website", "b.test:80", 1);
  CHECK(book.states()[0].slowed_hosts == 0);
  CHECK(book.states()[0].slowdown == 1);
}
