#include "domain/dedup/blocking.hpp"

#include "domain/dedup/hash.hpp"
#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <span>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr double cells_of_a_degree = 100; // a cell is a kilometre high

/// What is known of the place: bit 0 a house, bit 1 a point.
enum place_kind : unsigned { nowhere = 0, at_house = 1, at_point = 2 };
constexpr unsigned place_kinds = 4;

unsigned kind_of(const profile& of) {
  const unsigned house = of.street.size > 0 && of.house > 0 ? at_house : nowhere;
  return house | (of.has_point ? at_point : nowhere);
}

/// A number as the digits of a key.
class digits {
public:
  explicit digits(std::uint64_t number)
      : end_(std::to_chars(buffer_.data(), buffer_.data() + buffer_.size(), number).ptr) {}
  std::string_view view() const { return {buffer_.data(), static_cast<std::size_t>(end_ - buffer_.data())}; }

private:
  std::array<char, 20> buffer_{};
  const char* end_;
};

/// Writes keys into one buffer.
class key_writer {
public:
  explicit key_writer(const key_sink& use) : use_(use) {}

  void write(char family, std::initializer_list<std::string_view> parts) {
    key_.assign(1, family);
    for (const std::string_view part : parts) {
      (key_ += '|') += part;
    }
    use_(key_);
  }

private:
  const key_sink& use_;
  std::string key_;
};

/// Writes nothing but the keys' hashes.
class hash_writer {
public:
  explicit hash_writer(const hash_sink& use) : use_(use) {}

  void write(char family, std::initializer_list<std::string_view> parts) {
    text_hash hash;
    hash.add(family);
    for (const std::string_view part : parts) {
      hash.add('|').add(part);
    }
    use_(hash.value());
  }

private:
  const hash_sink& use_;
};

template <class Writer>
void write_identifiers(const profile& of, Writer& keys) {
  for (std::size_t i = 0; i < of.phone_count; ++i) {
    keys.write('p', {digits(phone_tail(of.phones[i])).view()});
  }
  // An address of an own domain is found by the domain.
  for (std::size_t i = 0; i < of.email_count && of.mail_site.size == 0; ++i) {
    keys.write('e', {digits(of.emails[i]).view()});
  }
}

/// Whether its emails are at a domain of their own.
bool has_mail_site(const profile& of) {
  return of.mail_site.size > 0 && of.view(of.mail_site) != of.view(of.site);
}

/// What the street's name begins with.
std::string street_sound(const profile& of) {
  return sound_of(of.view(of.street).substr(0, 4)).substr(0, 1);
}

/// The house's number with what name and street sound like, and with the domain.
template <class Writer>
void write_house(const profile& of, Writer& keys) {
  if ((kind_of(of) & at_house) == 0) {
    return;
  }
  const digits number(of.house);
  const std::string street = street_sound(of);
  for (const slice sound : of.sounds) {
    if (sound.size > 0) {
      keys.write('n', {number.view(), street, of.view(sound)});
    }
  }
  if (of.site.size > 0) {
    keys.write('h', {number.view(), of.view(of.site)});
  }
  if (has_mail_site(of)) {
    keys.write('h', {number.view(), of.view(of.mail_site)});
  }
}

/// Domain, postal code and the city's street, narrowed by the kinds of place.
template <class Writer>
void write_areas(const profile& of, std::span<const unsigned> kinds, Writer& keys) {
  const std::string_view sound = of.view(of.sounds[0]);
  const std::string_view city = of.view(of.city);
  const bool has_street = !city.empty() && of.street.size > 0 && !sound.empty();
  const std::string city_sound = has_street ? sound_of(city.substr(0, city.find(' '))) : std::string();
  const std::string street = has_street ? street_sound(of) : std::string();
  for (const unsigned kind : kinds) {
    const char letter = static_cast<char>('0' + kind);
    const std::string_view narrowed(&letter, 1);
    if (of.site.size > 0) {
      keys.write('d', {narrowed, of.view(of.site)});
    }
    if (has_mail_site(of)) {
      keys.write('d', {narrowed, of.view(of.mail_site)});
    }
    if (of.postal_code.size > 0 && !sound.empty()) {
      keys.write('z', {narrowed, of.view(of.postal_code), sound});
    }
    if (has_street) {
      keys.write('c', {narrowed, city_sound, sound, street});
    }
  }
}

template <class Writer>
void write_cell(const profile& of, double row, double column, Writer& keys) {
  const std::string cell =
      std::to_string(static_cast<long>(row)) + ':' + std::to_string(static_cast<long>(column));
  for (const slice sound : of.sounds) {
    if (sound.size > 0) {
      keys.write('g', {cell, of.view(sound)});
    }
  }
}

template <class Writer>
void write_stored(const profile& of, Writer keys) {
  const unsigned kind = kind_of(of);
  write_identifiers(of, keys);
  write_house(of, keys);
  write_areas(of, {&kind, 1}, keys);
  if (of.has_point) {
    write_cell(of, std::floor(static_cast<double>(of.latitude) * cells_of_a_degree),
               std::floor(static_cast<double>(of.longitude) * cells_of_a_degree), keys);
  }
}

template <class Writer>
void write_wanted(const profile& of, Writer keys) {
  write_identifiers(of, keys);
  write_house(of, keys);
  std::array<unsigned, place_kinds> others{};
  std::size_t count = 0;
  for (unsigned kind = 0; kind < place_kinds; ++kind) {
    if ((kind & kind_of(of)) == 0) {
      others[count++] = kind;
    }
  }
  write_areas(of, std::span(others).first(count), keys);
  if (!of.has_point) {
    return;
  }
  const double row = std::floor(static_cast<double>(of.latitude) * cells_of_a_degree - 0.5);
  const double column = std::floor(static_cast<double>(of.longitude) * cells_of_a_degree - 0.5);
  for (const auto& [up, right] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(1, 1)}) {
    write_cell(of, row + up, column + right, keys);
  }
}

} // namespace

void each_stored_key(const profile& of, const key_sink& use) {
  write_stored(of, key_writer(use));
}
void each_wanted_key(const profile& of, const key_sink& use) {
  write_wanted(of, key_writer(use));
}
void each_stored_hash(const profile& of, const hash_sink& use) {
  write_stored(of, hash_writer(use));
}
void each_wanted_hash(const profile& of, const hash_sink& use) {
  write_wanted(of, hash_writer(use));
}

} // namespace leadstream::dedup
