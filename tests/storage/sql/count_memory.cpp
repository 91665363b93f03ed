#include "storage/sql/count_memory.hpp"

#include <catch2/catch.hpp>

using leadstream::storage::sql::count_memory;

TEST_CASE("a count is known for the version at which it was made") {
  count_memory counts;
  const auto version = counts.version();
  REQUIRE(version);
  CHECK_FALSE(counts.find(*version, "all"));

  counts.keep(*version, "all", 7);

  CHECK(counts.find(*version, "all") == 7);
  CHECK_FALSE(counts.find(*version, "others"));
}

TEST_CASE("a commit makes counts unknown, and while it is under way no snapshot has a version") {
  count_memory counts;
  const auto before = counts.version();
  counts.keep(*before, "all", 7);

  counts.begin_commit();
  CHECK_FALSE(counts.version());
  counts.end_commit();
  const auto after = counts.version();

  REQUIRE(after);
  CHECK(after != before);
  CHECK_FALSE(counts.find(*after, "all"));
}

TEST_CASE("what an older snapshot counted does not replace what a newer one counted") {
  count_memory counts;
  const auto older = counts.version();
  counts.begin_commit();
  counts.end_commit();
  const auto newer = counts.version();
  counts.keep(*newer, "all", 8);

  counts.keep(*older, "all", 7);

  CHECK(counts.find(*newer, "all") == 8);
  CHECK_FALSE(counts.find(*older, "all"));
}

TEST_CASE("a commit that failed leaves no version until one ends") {
  count_memory counts;
  counts.begin_commit();
  counts.begin_commit();
  CHECK_FALSE(counts.version());
  counts.end_commit();
  CHECK(counts.version());
}
