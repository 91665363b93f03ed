#include "domain/url/public_address.hpp"

#include <algorithm>
#include <array>

namespace leadstream {
namespace {

/// A range as literal bytes, so that the tables are constants.
struct range {
  std::array<std::uint8_t, 16> base;
  unsigned prefix;
};

constexpr std::array<range, 15> denied_v4{{
    {{0}, 8},             // this network
    {{10}, 8},            // private
    {{100, 64}, 10},      // shared by carriers (CGNAT)
    {{127}, 8},           // loopback
    {{169, 254}, 16},     // link-local, cloud metadata
    {{172, 16}, 12},      // private
    {{192, 0, 0}, 24},    // protocol assignments
    {{192, 0, 2}, 24},    // documentation
    {{192, 88, 99}, 24},  // 6to4 relays
    {{192, 168}, 16},     // private
    {{198, 18}, 15},      // benchmarks
    {{198, 51, 100}, 24}, // documentation
    {{203, 0, 113}, 24},  // documentation
    {{224}, 4},           // multicast
    {{240}, 4},           // reserved, broadcast
}};

/// Everything outside 2000::/3 is denied; these are the exceptions within it.
constexpr std::array<range, 3> denied_v6{{
    {{0x20, 0x01, 0x00}, 23},       // protocol assignments, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, // documentation
    {{0x3f, 0xff, 0x00}, 20},       // documentation
}};

constexpr network global_unicast{{{0x20}, true}, 3};
constexpr network six_to_four{{{0x20, 0x02}, true}, 16};
constexpr network nat64{{{0x00, 0x64, 0xff, 0x9b}, true}, 96};

template <std::size_t N>
bool in_any(const std::array<range, N>& ranges, const ip_address& address) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const range& r) {
    return network{{r.base, address.v6}, r.prefix}.contains(address);
  });
}

ip_address embedded_v4(const ip_address& address, std::ptrdiff_t offset) {
  ip_address v4;
  std::copy_n(address.bytes.begin() + offset, 4, v4.bytes.begin());
  return v4;
}

} // namespace

bool is_public(const ip_address& given) {
  const ip_address address = unmapped(given);
  if (!address.v6) {
    return !in_any(denied_v4, address);
  }
  if (nat64.contains(address)) {
    return is_public(embedded_v4(address, 12));
  }
  if (six_to_four.contains(address)) {
    return is_public(embedded_v4(address, 2));
  }
  return global_unicast.contains(address) && !in_any(denied_v6, address);
}

} // namespace leadstream
