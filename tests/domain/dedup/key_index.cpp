#include "domain/dedup/key_index.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::dedup;

TEST_CASE("of a key that many records share the newest are found, the newest first") {
  key_index keys;
  constexpr std::uint32_t count = 20'000;
  for (std::uint32_t i = 0; i < count; ++i) {
    keys.insert(7, i);
    keys.insert(1'000 + i, i);
  }
  std::vector<std::uint32_t> found;
  keys.find(7, found);
  REQUIRE(found.size() == key_index::most_found);
  CHECK(found.front() == count - 1);
  CHECK(found.back() == count - key_index::most_found);
  found.clear();
  keys.find(1'003, found);
  CHECK(found == std::vector<std::uint32_t>{3});
}

TEST_CASE("among many keys of one bucket each finds its own record") {
  key_index keys;
  constexpr std::uint64_t apart = std::uint64_t{1} << 32U; // so that no growth parts them
  constexpr std::uint32_t count = 500;
  for (std::uint32_t i = 0; i < count; ++i) {
    keys.insert(i * apart, i);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    std::vector<std::uint32_t> found;
    keys.find(i * apart, found);
    CHECK(found == std::vector<std::uint32_t>{i});
  }
}
