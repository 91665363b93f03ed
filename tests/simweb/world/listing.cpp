#include "tests/simweb/world/listing.hpp"

namespace leadstream::simweb {
namespace {

enum dimension : std::uint64_t { phone_dimension = 31, email_dimension, name_dimension = 34, key_dimension };

std::string shouted(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte >= 'a' && byte <= 'z')
      out[i] = static_cast<char>(byte - 32);
    else if (byte == 0xc3 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) >= 0xa0)
      out[i + 1] = static_cast<char>(out[i + 1] - 32), ++i;
  }
  return out;
}

std::string mistyped(std::string_view text, dice& random) {
  std::string out(text);
  for (int tries = 0; tries < 20; ++tries) {
    const std::size_t at = 1 + random.below(out.size() - 2);
    if (std::isalpha(static_cast<unsigned char>(out[at])) == 0 ||
        std::isalpha(static_cast<unsigned char>(out[at + 1])) == 0 || out[at] == out[at + 1])
      continue;
    if (random.chance(50))
      std::swap(out[at], out[at + 1]);
    else
      out.erase(at, 1);
    break;
  }
  return out;
}

// One listing in twenty shouts, one has a typing error that the company's own site has not.
std::string listed_name(const company& of, std::size_t manner, dice& random) {
  return manner == 0 ? shouted(of.name) : manner == 1 ? mistyped(of.name, random) : of.name;
}

std::string listed_phone(const company& of, std::size_t notation) {
  switch (notation) {
  case 0:
    return of.phone.e164();
  case 1:
    return write_phone(of.phone, phone_style::national);
  case 2:
    return of.second_phone.empty() ? write_phone(of.phone, phone_style::dotted)
                                   : write_phone(of.phone, phone_style::international) + "; " +
                                         write_phone(of.second_phone, phone_style::international);
  default:
    return write_phone(of.phone, phone_style::international);
  }
}

void add_address(map_element& entry, const company& of) {
  entry.tags.emplace_back("addr:street", of.street);
  entry.tags.emplace_back("addr:housenumber", of.house_number);
  entry.tags.emplace_back("addr:postcode", of.town->postcode);
  entry.tags.emplace_back("addr:city", of.town->name);
  entry.tags.emplace_back("addr:country", of.country->code);
}

map_element draw_again(const map_element& entry, std::uint64_t index, dice& random) {
  map_element twin = entry;
  twin.kind = entry.kind == element_kind::node ? element_kind::way : element_kind::node;
  twin.id += 400'000'000;
  twin.latitude += 0.00004;
  twin.longitude -= 0.00003;
  for (auto& [key, value] : twin.tags)
    if (key == "name" && index % 2 == 0)
      value = mistyped(value, random);
  return twin;
}

} // namespace

std::string element_name(const map_element& element) {
  constexpr const char* kinds[] = {"node/", "way/", "relation/"};
  return kinds[static_cast<std::size_t>(element.kind)] + std::to_string(element.id);
}

listing make_listing(const company& of, std::uint64_t seed) {
  dice random(seed, 104, of.index);
  const std::size_t phone = rotate(seed, phone_dimension, of.index, 10);
  const std::string contact = rotate(seed, key_dimension, of.index, 4) == 0 ? "contact:" : "";
  listing made;
  made.has_phone = phone < 8;
  made.has_second_phone = phone == 2 && !of.second_phone.empty();
  made.has_email = rotate(seed, email_dimension, of.index, 10) < 3;
  made.has_website = has_website(seed, of.index);
  auto& entry = made.entry;
  entry.kind = of.index % 4 == 0 ? element_kind::way : element_kind::node;
  entry.id = 1'000'000 + static_cast<std::int64_t>(of.index);
  entry.latitude = of.latitude;
  entry.longitude = of.longitude;
  entry.tags = {{"name", listed_name(of, rotate(seed, name_dimension, of.index, 20), random)},
                {std::string(of.industry->key), std::string(of.industry->value)}};
  add_address(entry, of);
  if (made.has_phone)
    entry.tags.emplace_back(contact + "phone", listed_phone(of, phone));
  if (made.has_website)
    entry.tags.emplace_back(contact + "website", of.website());
  if (made.has_email)
    entry.tags.emplace_back(contact + "email", of.email);
  entry.tags.emplace_back("opening_hours", "Mo-Fr 08:00-12:00,13:30-17:30");
  if (rotate(seed, name_dimension, of.index, 20) >= 18 && (made.has_phone || made.has_website))
    made.duplicate = draw_again(entry, of.index, random);
  return made;
}

} // namespace leadstream::simweb
