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

TEST_CASE("an answer that proves to be a failure counts as one, once, and is the last error") {
  sources::description about;
  about.name = "google";
  source_book book({about}, [] { return wall_time{}; });

  book.attempted({"google", flow::verdict::neutral, {}});
  book.disproved({"google", flow::verdict::neutral, "API key not valid"});
  CHECK(book.states()[0].success_rate() == 0);
  CHECK(book.states()[0].last_error == "API key not valid");

  book.attempted({"google", flow::verdict::success, {}});
  book.disproved({"google", flow::verdict::success, "the answer is no JSON"});
  book.attempted({"google", flow::verdict::failure, "the server answered 503"});
  book.disproved({"google", flow::verdict::failure, "UNAVAILABLE"});
  CHECK(book.states()[0].attempts == 3);
  CHECK(book.states()[0].failures == 3);
  CHECK(book.states()[0].successes == 0);
  CHECK(book.states()[0].breaker == "closed");
}
