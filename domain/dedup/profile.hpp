#pragma once
#include "domain/dedup/profile_text.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadstream::dedup {

/// A business as a source describes it; whatever is unknown is empty. Views need to live only until it is
/// normalised.
struct business {
  std::string_view name;
  std::string_view website;             ///< a URL or a bare host
  std::vector<std::string_view> phones; ///< in any notation
  std::vector<std::string_view> emails;
  std::string_view street; ///< with or without the number
  std::string_view city;
  std::string_view postal_code;
  std::string_view country;
  std::string_view category;
  bool has_point = false;
  double latitude = 0;  ///< degrees
  double longitude = 0; ///< degrees
  std::string_view
      source; ///< where set, the source tells its own records apart: two of them are two businesses
};

/// A part of a profile's text.
struct slice {
  std::uint16_t at = 0;
  std::uint16_t size = 0;
};

/// A word of a name with what it says about whose name it is: 1 for a rare one, near 0 for "the".
struct weighted_word {
  std::uint32_t hash = 0;
  std::uint32_t letters = 0; ///< which letters occur in it, a bit each
  float weight = 0;
  slice text;
  bool outlet = false; ///< see names_outlet
};

/// A business normalised once, for many comparisons: small, allocated as one.
struct profile {
  static constexpr std::size_t most_words = 8;
  static constexpr std::size_t most_phones = 3;
  static constexpr std::size_t most_emails = 3;

  profile_text text;
  slice name; ///< folded, without legal form
  slice site; ///< the registrable domain of the website, or platform/page for a page on a shared platform
  slice mail_site; ///< the registrable domain of an email, unless it is a mail provider's
  slice street;    ///< folded, without number, direction and kind of street
  slice number;    ///< of the house
  slice postal_code;
  slice city;
  slice country;
  slice category;
  std::uint64_t name_sound = 0;  ///< of all words but particles, in any order
  std::array<slice, 2> sounds{}; ///< of the two words that say most about the name; the second may be empty
  std::array<std::uint64_t, most_phones> phones{}; ///< national and international digits, no leading zeros
  std::array<std::uint64_t, most_emails> emails{}; ///< hashes of the addresses in lower case
  std::uint32_t house = 0;                         ///< the digits of the number, 0 when there is none
  std::uint8_t word_count = 0;
  std::uint8_t phone_count = 0;
  std::uint8_t email_count = 0;
  bool has_point = false;
  float latitude = 0;
  float longitude = 0;
  std::uint32_t legal_form = 0; ///< hash of what stands behind the name, 0 when nothing does
  std::uint32_t source = 0;     ///< hash of the source, 0 when it does not tell its records apart
  std::array<weighted_word, most_words> words{}; ///< last, as most names have few of them

  std::string_view view(slice part) const { return std::string_view(text).substr(part.at, part.size); }
};

/// Normalises a business. Pure; never fails: what cannot be read is left out.
profile make_profile(const business& described);

} // namespace leadstream::dedup
