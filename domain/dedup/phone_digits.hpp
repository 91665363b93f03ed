#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::dedup {

/// The digits of a phone number in any notation, without international and trunk prefixes, extension and
/// "(0)"; 0 when there are fewer than five or more than fifteen of them.
std::uint64_t phone_digits(std::string_view text);

/// Whether two numbers (as phone_digits gives them) are one, written with and without the country's code.
bool same_phone(std::uint64_t a, std::uint64_t b);

/// Whether they differ by one digit that was mistyped, left out or doubled.
bool similar_phone(std::uint64_t a, std::uint64_t b);

/// What the same numbers share whatever their prefix: the last seven digits.
std::uint64_t phone_tail(std::uint64_t digits);

} // namespace leadstream::dedup
