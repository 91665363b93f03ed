#include "tests/simweb/world/phone.hpp"

#include <numeric>

namespace leadstream::simweb {
namespace {

std::string grouped(const phone_number& number, std::string_view separator) {
  std::string out;
  std::size_t at = 0;
  for (const char length : number.home->groups) {
    if (at != 0)
      out += separator;
    out += number.subscriber.substr(at, static_cast<std::size_t>(length - '0'));
    at += static_cast<std::size_t>(length - '0');
  }
  return out;
}

std::string joined(const phone_number& number, std::string_view lead, std::string_view separator) {
  std::string out(lead);
  if (!out.empty() && !number.area.empty() && out != number.home->trunk)
    out += separator;
  out += number.area;
  if (!out.empty())
    out += separator;
  return out + grouped(number, separator);
}

std::string international(const phone_number& number, std::string_view separator) {
  return joined(number, "+" + std::string(number.home->calling), separator);
}

std::string national(const phone_number& number, std::string_view separator) {
  if (number.home->code == "US")
    return "(" + number.area + ") " + grouped(number, "-");
  return joined(number, number.home->trunk, separator);
}

} // namespace

std::string phone_number::e164() const {
  return empty() ? std::string() : "+" + std::string(home->calling) + area + subscriber;
}

phone_number make_phone(const country& home, const town& where, dice& random) {
  phone_number made{&home, std::string(where.area), std::string(where.prefix)};
  const std::size_t length =
      std::accumulate(home.groups.begin(), home.groups.end(), std::size_t{0},
                      [](std::size_t sum, char c) { return sum + std::size_t(c - '0'); });
  while (made.subscriber.size() < length)
    made.subscriber += static_cast<char>('2' + random.below(8));
  return made;
}

std::string write_phone(const phone_number& number, phone_style style) {
  const bool trunk = !number.home->trunk.empty();
  switch (style) {
  case phone_style::national:
  case phone_style::tel_link:
    return national(number, " ");
  case phone_style::double_zero:
    return number.home->code == "US" ? international(number, "-")
                                     : joined(number, "00" + std::string(number.home->calling), " ");
  case phone_style::optional_zero:
    return trunk ? "+" + std::string(number.home->calling) + " (0)" + number.area + " " + grouped(number, " ")
                 : international(number, " ");
  case phone_style::slashed:
    return trunk ? std::string(number.home->trunk) + number.area + "/" + grouped(number, " ")
                 : national(number, "-");
  case phone_style::spaced_nbsp:
    return international(number, "\u00a0");
  case phone_style::dotted:
    return international(number, ".");
  case phone_style::international:
    break;
  }
  return international(number, " ");
}

} // namespace leadstream::simweb
