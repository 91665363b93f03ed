#include "domain/dedup/cluster.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream::dedup;

TEST_CASE("two large clusters in discord are compared once, however many links join them") {
  constexpr std::uint32_t half = 100;
  std::vector<leadstream::dedup::link> links;
  for (std::uint32_t i = 1; i < half; ++i) {
    links.push_back({0, i, 9});
    links.push_back({half, half + i, 9});
  }
  for (std::uint32_t i = 0; i < half; ++i) {
    links.push_back({i, half + i, 1});
  }
  std::size_t asked = 0;
  const auto found = agglomerate(2 * half, links, [&](std::uint32_t a, std::uint32_t b) {
    ++asked;
    return std::min(a, b) == half - 1 && std::max(a, b) == 2 * half - 1;
  });
  CHECK(found[half - 1] == 0);
  CHECK(found[half + half - 1] == half);
  CHECK(asked <= std::size_t{2} * half * half);
}
