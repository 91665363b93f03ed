#pragma once
#include "tests/simweb/random.hpp"
#include "tests/simweb/world/country.hpp"

#include <string>

namespace leadstream::simweb {

/// A telephone number with all that its notations need.
struct phone_number {
  const country* home = nullptr;
  std::string area;
  std::string subscriber;

  bool empty() const { return home == nullptr; }
  std::string e164() const;
};

/// How people write numbers.
enum class phone_style {
  international,
  national,
  double_zero,
  optional_zero,
  slashed,
  tel_link,
  spaced_nbsp,
  dotted
};
inline constexpr std::size_t phone_styles = 8;

phone_number make_phone(const country& home, const town& where, dice& random);

/// The number in that notation. Notations that a country does not know fall back to the international one.
std::string write_phone(const phone_number& number, phone_style style);

} // namespace leadstream::simweb
