#include "domain/dedup/turns.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::dedup;

namespace {

using keys = std::vector<std::uint64_t>;
using numbers = std::vector<turns::number>;

} // namespace

TEST_CASE("work that shares a key waits for the one that came before, in order") {
  turns line;
  CHECK(line.enter(1, keys{10, 11}));
  CHECK_FALSE(line.enter(2, keys{11, 12}));
  CHECK_FALSE(line.enter(3, keys{12}));
  CHECK(line.enter(4, keys{20}));
  CHECK(line.leave(4).empty());
  CHECK(line.leave(1) == numbers{2});
  CHECK(line.leave(2) == numbers{3});
  CHECK(line.leave(3).empty());
}

TEST_CASE("who waits at several keys begins when all are free; who has none begins at once") {
  turns line;
  CHECK(line.enter(1, keys{1}));
  CHECK(line.enter(2, keys{2}));
  CHECK_FALSE(line.enter(3, keys{1, 2, 2, 1}));
  CHECK(line.enter(4, keys{}));
  CHECK(line.leave(1).empty());
  CHECK(line.leave(2) == numbers{3});
  CHECK(line.leave(3).empty());
  CHECK(line.enter(5, keys{1, 2}));
  CHECK(line.leave(99).empty());
}
