#pragma once
#include "domain/model/time.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream {

/// 128 bits that name a thing. The nil value (all zero) means "none".
struct uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const uuid&) const = default;
  bool is_nil() const { return *this == uuid{}; }
};

/// The canonical form: 8-4-4-4-12 lower-case hexadecimal digits.
std::string to_string(const uuid& id);

/// Parses the canonical form, in either case. Nothing when it is anything else.
std::optional<uuid> parse_uuid(std::string_view text);

/// Random 64-bit words, as many as asked for. Thread-safe where it is shared between threads.
using random_source = std::function<std::uint64_t()>;

/// A random source that is seeded by the operating system and may be called from any thread.
std::uint64_t system_random();

/// A version 7 UUID (RFC 9562): sorted by time, random otherwise.
uuid make_uuid_v7(wall_time now, const random_source& random);

/// A version 7 UUID whose time is given and whose other bits are taken from `seed`: the same for the same
/// input.
uuid derive_uuid_v7(wall_time time, const uuid& seed);

/// A version 8 UUID (RFC 9562) from the first bits of the SHA-256 of `text`: names a thing by its content.
uuid hash_uuid(std::string_view text);

} // namespace leadstream

template <>
struct std::hash<leadstream::uuid> {
  std::size_t operator()(const leadstream::uuid& id) const noexcept;
};
