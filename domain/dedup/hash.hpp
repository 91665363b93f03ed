#pragma once
#include <cstdint>
#include <string_view>

namespace leadstream::dedup {

/// FNV-1a of 64 bits, piece by piece: the same on every machine.
class text_hash {
public:
  constexpr text_hash& add(char c) {
    value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return *this;
  }
  constexpr text_hash& add(std::string_view text) {
    for (const char c : text) {
      add(c);
    }
    return *this;
  }
  constexpr std::uint64_t value() const { return value_; }

private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

constexpr std::uint64_t hash_text(std::string_view text) {
  return text_hash().add(text).value();
}

} // namespace leadstream::dedup
