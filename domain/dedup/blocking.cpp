#include "domain/dedup/blocking.hpp"

#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/text.hpp"

#include <algorithm>
#include <cmath>
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

/// Writes keys into one buffer.
class key_writer {
public:
  explicit key_writer(const key_sink& use) : use_(use) {}

  template <class... Parts>
  void write(char family, const Parts&... parts) {
    key_.assign(1, family);
    ((key_ += '|', key_ += parts), ...);
    use_(key_);
  }

private:
  const key_sink& use_;
  std::string key_;
};

void write_identifiers(const profile& of, key_writer& keys) {
  for (std::size_t i = 0; i < of.phone_count; ++i) {
    keys.write('p', std::to_string(phone_tail(of.phones[i])));
  }
  // An address of an own domain is found by the domain.
  for (std::size_t i = 0; i < of.email_count && of.mail_site.size == 0; ++i) {
    keys.write('e', std::to_string(of.emails[i]));
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
void write_house(const profile& of, key_writer& keys) {
  if ((kind_of(of) & at_house) == 0) {
    return;
  }
  const std::string number = std::to_string(of.house);
  const std::string street = street_sound(of);
  for (const slice sound : of.sounds) {
    if (sound.size > 0) {
      keys.write('n', number, street, of.view(sound));
    }
  }
  if (of.site.size > 0) {
    keys.write('h', number, of.view(of.site));
  }
  if (has_mail_site(of)) {
    keys.write('h', number, of.view(of.mail_site));
  }
}

/// Domain, postal code and the city's street, narrowed by the kind of place.
void write_area(const profile& of, char kind, key_writer& keys) {
  const std::string narrowed(1, kind);
  const std::string_view sound = of.view(of.sounds[0]);
  if (of.site.size > 0) {
    keys.write('d', narrowed, of.view(of.site));
  }
  if (has_mail_site(of)) {
    keys.write('d', narrowed, of.view(of.mail_site));
  }
  if (of.postal_code.size > 0 && !sound.empty()) {
    keys.write('z', narrowed, of.view(of.postal_code), sound);
  }
  if (of.city.size > 0 && of.street.size > 0 && !sound.empty()) {
    const std::string_view city = of.view(of.city);
    keys.write('c', narrowed, sound_of(city.substr(0, city.find(' '))), sound, street_sound(of));
  }
}

void write_cell(const profile& of, double row, double column, key_writer& keys) {
  const std::string cell =
      std::to_string(static_cast<long>(row)) + ':' + std::to_string(static_cast<long>(column));
  for (const slice sound : of.sounds) {
    if (sound.size > 0) {
      keys.write('g', cell, of.view(sound));
    }
  }
}

char digit(unsigned kind) {
  return static_cast<char>('0' + kind);
}

} // namespace

void each_stored_key(const profile& of, const key_sink& use) {
  key_writer keys(use);
  write_identifiers(of, keys);
  write_house(of, keys);
  write_area(of, digit(kind_of(of)), keys);
  if (of.has_point) {
    write_cell(of, std::floor(static_cast<double>(of.latitude) * cells_of_a_degree),
               std::floor(static_cast<double>(of.longitude) * cells_of_a_degree), keys);
  }
}

void each_wanted_key(const profile& of, const key_sink& use) {
  key_writer keys(use);
  write_identifiers(of, keys);
  write_house(of, keys);
  for (unsigned kind = 0; kind < place_kinds; ++kind) {
    if ((kind & kind_of(of)) == 0) {
      write_area(of, digit(kind), keys);
    }
  }
  if (!of.has_point) {
    return;
  }
  const double row = std::floor(static_cast<double>(of.latitude) * cells_of_a_degree - 0.5);
  const double column = std::floor(static_cast<double>(of.longitude) * cells_of_a_degree - 0.5);
  for (const auto& [up, right] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(1, 1)}) {
    write_cell(of, row + up, column + right, keys);
  }
}

} // namespace leadstream::dedup
