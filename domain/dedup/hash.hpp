#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::dedup {

/// FNV-1a of 64 bits: the same on every machine.
constexpr std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return hash;
}

} // namespace leadstream::dedup
