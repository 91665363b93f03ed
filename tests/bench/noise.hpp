#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace bench {

/// SplitMix64: small, fast, the same everywhere.
class dice {
public:
  explicit dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  /// 0..sides-1.
  std::uint64_t roll(std::uint64_t sides) { return next() % sides; }
  /// True in `percent` of a hundred cases.
  bool chance(unsigned percent) { return roll(100) < percent; }
  template <class T>
  const T& pick(std::span<const T> items) {
    return items[roll(items.size())];
  }

private:
  std::uint64_t state_;
};

/// One slip of the keyboard: a letter too many, too few, another one, or two that changed places. ASCII
/// letters only.
std::string mistype(std::string text, dice& random);

/// Umlauts and accents as a sloppy source writes them: left out, or "ue" for "ü".
std::string without_accents(const std::string& text, bool with_e);

std::string upper(std::string text);
std::string lower(std::string text);

/// Digits of a national number in one of many notations, with or without the country's code.
std::string write_phone(const std::string& national, const std::string& calling_code, dice& random);

/// A domain as websites are written down: with or without scheme, www, slash, path.
std::string write_website(const std::string& domain, dice& random);

} // namespace bench
