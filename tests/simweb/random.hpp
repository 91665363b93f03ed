#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace leadstream::simweb {

/// A well-mixed hash of 64 bits (the finaliser of SplitMix64).
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// A stream of numbers that depends on its keys alone, so that any company can be made again at any time.
class dice {
public:
  explicit dice(std::uint64_t seed, std::uint64_t purpose = 0, std::uint64_t index = 0)
      : state_(mix(seed ^ mix(purpose ^ mix(index)))) {}

  std::uint64_t next() { return mix(state_++); }
  /// 0..n-1; n must not be 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool chance(unsigned percent) { return below(100) < percent; }
  /// -1..1
  double swing() { return static_cast<double>(next() % 2'000'001) / 1e6 - 1; }
  template <class Container>
  const auto& pick(const Container& from) {
    return from[below(from.size())];
  }

private:
  std::uint64_t state_;
};

/// Which of `options` (1..32) the company at `index` has in one dimension. In each run of that many companies
/// every option occurs exactly once, in an order of its own: shares are exact and dimensions do not go
/// together.
inline std::size_t rotate(std::uint64_t seed, std::uint64_t dimension, std::uint64_t index,
                          std::size_t options) {
  std::array<std::uint8_t, 32> order{};
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  dice shuffle(seed, dimension * 977 + options, index / options);
  for (std::size_t i = options; i > 1; --i)
    std::swap(order[i - 1], order[shuffle.below(i)]);
  return order[index % options];
}

/// The place of the one at `index` when `count` are shuffled; neighbours come to lie far apart.
inline std::uint64_t shuffled(std::uint64_t seed, std::uint64_t dimension, std::uint64_t index,
                              std::uint64_t count) {
  std::uint64_t step = count * 618 / 1000 + 1;
  while (std::gcd(step, count) != 1)
    ++step;
  return (index * step + dice(seed, dimension).below(count)) % count;
}

} // namespace leadstream::simweb
