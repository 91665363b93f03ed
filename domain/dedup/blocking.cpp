#include "domain/dedup/blocking.hpp"

#include "domain/dedup/hash.hpp"
#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr double cells_of_a_degree = 100; // a cell is a kilometre high

/// What is known of the place: bit 0 a house, bit 1 a point.
enum place_kind : unsigned { nowhere = 0, at_house = 1, at_point = 2 };
constexpr unsigned place_kinds = 4;

/// Some of the kinds of place.
class kind_set {
public:
  explicit kind_set(unsigned bits) : bits_(bits) {}
  static kind_set all() { return kind_set((1U << place_kinds) - 1); }

  bool has(unsigned kind) const { return (bits_ >> kind & 1U) != 0; }
  bool any_but_nowhere() const { return (bits_ & ~(1U << nowhere)) != 0; }
  bool any_at_point() const { return has(at_point) || has(at_house | at_point); }

private:
  unsigned bits_;
};

unsigned kind_of(const profile& of) {
  const unsigned house = of.street.size > 0 && of.house > 0 ? at_house : nowhere;
  return house | (of.has_point ? at_point : nowhere);
}

/// A number as the digits of a key.
class digits {
public:
  explicit digits(std::uint64_t number)
      : size_(std::to_chars(buffer_.data(), buffer_.data() + buffer_.size(), number).ptr - buffer_.data()) {}
  operator std::string_view() const { return {buffer_.data(), static_cast<std::size_t>(size_)}; }

private:
  std::array<char, 20> buffer_{};
  std::ptrdiff_t size_;
};

/// Writes keys into one buffer.
class key_writer {
public:
  using part = std::string_view;
  using number = digits;

  explicit key_writer(const key_sink& use) : use_(use) {}

  static part part_of(std::string_view text) { return text; }

  void write(char family, std::initializer_list<part> parts) {
    key_.assign(1, family);
    for (const std::string_view text : parts) {
      (key_ += '|') += text;
    }
    use_(key_);
  }

private:
  const key_sink& use_;
  std::string key_;
};

/// Writes nothing but the keys' hashes, of parts that are hashed once for all keys.
class hash_writer {
public:
  using part = std::uint64_t;
  using number = std::uint64_t;

  explicit hash_writer(std::vector<std::uint64_t>& hashes) : hashes_(hashes) {}

  static part part_of(std::string_view text) { return hash_text(text); }

  void write(char family, std::initializer_list<part> parts) {
    std::uint64_t hash = static_cast<unsigned char>(family);
    for (const part next : parts) {
      hash = mix(hash ^ next);
    }
    hashes_.push_back(hash);
  }

private:
  static std::uint64_t mix(std::uint64_t bits) {
    bits *= 0x9E3779B97F4A7C15U;
    return bits ^ bits >> 32U;
  }

  std::vector<std::uint64_t>& hashes_;
};

/// Whether its emails are at a domain of their own.
bool has_mail_site(const profile& of) {
  return of.mail_site.size > 0 && of.view(of.mail_site) != of.view(of.site);
}

/// The keys of one business, written from parts that are made once.
template <class Writer>
class keys {
public:
  explicit keys(const profile& of)
      : of_(of), house_(of.house), site_sound_(domain_sound(of.view(of.site))),
        site_(Writer::part_of(site_sound_)), has_mail_site_(has_mail_site(of)),
        mail_site_sound_(has_mail_site_ ? domain_sound(of.view(of.mail_site)) : std::string()),
        mail_site_(Writer::part_of(mail_site_sound_)),
        postal_code_(part_of(of.postal_code)), sounds_{part_of(of.sounds[0]), part_of(of.sounds[1])},
        street_sound_(sound_of(of.view(of.street).substr(0, 4))),
        street_(Writer::part_of(street_sound_.view().substr(0, 1))),
        city_sound_(sound_of(first_word(of.city))), city_(Writer::part_of(city_sound_.view())) {}

  /// What is stored and looked for in the same way.
  void write_shared(Writer& to) const {
    write_identifiers(to);
    if ((kind_of(of_) & at_house) != 0) {
      write_house(to);
    }
  }

  void write_stored_places(Writer& to) const {
    write_area(kind_of(of_), to);
    write_town(kind_of(of_) != nowhere, to);
    if (of_.has_point) {
      write_cell(std::floor(static_cast<double>(of_.latitude) * cells_of_a_degree),
                 std::floor(static_cast<double>(of_.longitude) * cells_of_a_degree), to);
    }
  }

  /// Of those that are stored by a kind of place, the kinds that occur.
  void write_wanted_places(kind_set occurring, Writer& to) const {
    for (unsigned kind = 0; kind < place_kinds; ++kind) {
      if ((kind & kind_of(of_)) == 0 && occurring.has(kind)) {
        write_area(kind, to);
      }
    }
    if (occurring.has(nowhere)) {
      write_town(false, to);
    }
    if (kind_of(of_) == nowhere && occurring.any_but_nowhere()) {
      write_town(true, to);
    }
    if (!of_.has_point || !occurring.any_at_point()) {
      return;
    }
    const double row = std::floor(static_cast<double>(of_.latitude) * cells_of_a_degree - 0.5);
    const double column = std::floor(static_cast<double>(of_.longitude) * cells_of_a_degree - 0.5);
    for (const auto& [up, right] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(1, 1)}) {
      write_cell(row + up, column + right, to);
    }
  }

private:
  using part = typename Writer::part;
  using number = typename Writer::number;

  part part_of(slice text) const { return Writer::part_of(of_.view(text)); }

  std::string_view first_word(slice text) const {
    const std::string_view all = of_.view(text);
    return all.substr(0, all.find(' '));
  }

  void write_identifiers(Writer& to) const {
    for (std::size_t i = 0; i < of_.phone_count; ++i) {
      to.write('p', {number(phone_tail(of_.phones[i]))});
    }
    // An address of an own domain is found by the domain.
    for (std::size_t i = 0; i < of_.email_count && of_.mail_site.size == 0; ++i) {
      to.write('e', {number(of_.emails[i])});
    }
  }

  /// The house's number with what name and street sound like, and with the domain.
  void write_house(Writer& to) const {
    for (std::size_t i = 0; i < sounds_.size(); ++i) {
      if (of_.sounds[i].size > 0) {
        to.write('n', {house_, street_, sounds_[i]});
      }
    }
    if (of_.site.size > 0) {
      to.write('h', {house_, site_});
    }
    if (has_mail_site_) {
      to.write('h', {house_, mail_site_});
    }
  }

  /// Domain, postal code and the city's street, narrowed by a kind of place.
  void write_area(unsigned kind, Writer& to) const {
    const number narrowed(kind);
    if (of_.site.size > 0) {
      to.write('d', {narrowed, site_});
    }
    if (has_mail_site_) {
      to.write('d', {narrowed, mail_site_});
    }
    if (of_.sounds[0].size == 0) {
      return;
    }
    if (of_.postal_code.size > 0) {
      to.write('z', {narrowed, postal_code_, sounds_[0]});
    }
    if (of_.city.size > 0 && of_.street.size > 0) {
      to.write('c', {narrowed, city_, sounds_[0], street_});
    }
  }

  /// The whole name in a town: for those of which nothing nearer is known, on one side at least.
  void write_town(bool placed, Writer& to) const {
    if (of_.city.size > 0 && of_.name_sound != 0) {
      to.write('t', {number(placed ? 1 : 0), city_, number(of_.name_sound)});
    }
  }

  void write_cell(double row, double column, Writer& to) const {
    const std::string cell =
        std::to_string(static_cast<long>(row)) + ':' + std::to_string(static_cast<long>(column));
    for (std::size_t i = 0; i < sounds_.size(); ++i) {
      if (of_.sounds[i].size > 0) {
        to.write('g', {Writer::part_of(cell), sounds_[i]});
      }
    }
  }

  const profile& of_;
  number house_;
  std::string site_sound_;
  part site_;
  bool has_mail_site_;
  std::string mail_site_sound_;
  part mail_site_;
  part postal_code_;
  std::array<part, 2> sounds_;
  sound_code street_sound_;
  part street_; ///< what the street's name begins with
  sound_code city_sound_;
  part city_;
};

} // namespace

void each_stored_key(const profile& of, const key_sink& use) {
  const keys<key_writer> all(of);
  key_writer to(use);
  all.write_shared(to);
  all.write_stored_places(to);
}

void each_wanted_key(const profile& of, const key_sink& use) {
  const keys<key_writer> all(of);
  key_writer to(use);
  all.write_shared(to);
  all.write_wanted_places(kind_set::all(), to);
}

void hash_keys(const profile& of, key_hashes& into) {
  const keys<hash_writer> all(of);
  into.stored.clear();
  hash_writer stored(into.stored);
  all.write_shared(stored);
  into.wanted = into.stored;
  hash_writer wanted(into.wanted);
  all.write_stored_places(stored);
  all.write_wanted_places(kind_set(into.kinds), wanted);
  into.kinds |= 1U << kind_of(of);
}

} // namespace leadstream::dedup
