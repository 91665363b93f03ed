#include "tests/simweb/world/company.hpp"

#include <charconv>
#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

enum purpose : std::uint64_t { place_dice = 101, contact_dice, people_dice };

// Two words make a name: no pair comes twice within 3,072 companies of a language.
std::string make_name(const company& made, std::uint64_t seed) {
  const auto& words = *made.words;
  const auto pair = static_cast<std::size_t>((made.index * 7919 + mix(seed) % 3072) % 3072);
  const auto surname = words.surnames[pair % 32];
  const std::size_t second = pair / 32 % 24;
  const auto label = made.industry->labels[language_number(words.code)];
  const auto legal = made.country->legal[made.index % 3];
  switch (pair / 768) {
  case 0:
    return fmt::format("{} {} & {} {}", label, surname, words.surnames[(pair % 32 + 1 + second) % 32], legal);
  case 1:
    return fmt::format("{} {} {}", label, words.first_names[second], surname);
  case 2:
    return fmt::format("{} {} {}", label, words.fancies[second], surname);
  default:
    return fmt::format("{} {} {} {}", surname, words.fancies[second], label, legal);
  }
}

void place_company(company& made, std::uint64_t seed) {
  dice random(seed, place_dice, made.index);
  made.street = random.pick(made.words->streets);
  made.house_number = std::to_string(1 + random.below(140));
  if (random.chance(12))
    made.house_number += static_cast<char>('a' + random.below(3));
  made.latitude = made.town->latitude + random.swing() * 0.012;
  made.longitude = made.town->longitude + random.swing() * 0.016;
}

std::string main_address(const company& made, dice& random) {
  if (made.traits.email == email_style::spaced_free_mail)
    return slug_of(made.name).substr(0, 24) + std::to_string(made.index) + "@" +
           (random.chance(50) ? "gmail.com" : "outlook.com");
  constexpr std::string_view locals[] = {"info", "office", "mail", "kontakt", "contact", "hello"};
  return std::string(locals[random.below(std::size(locals))]) + "@" + made.slug + ".test";
}

void add_contacts(company& made, std::uint64_t seed) {
  dice random(seed, contact_dice, made.index);
  made.phone = make_phone(*made.country, *made.town, random);
  if (random.chance(30))
    made.second_phone = make_phone(*made.country, *made.town, random);
  if (random.chance(30))
    made.fax = make_phone(*made.country, *made.town, random);
  made.email = main_address(made, random);
  if (random.chance(50))
    made.jobs_email = "jobs@" + made.slug + ".test";
  constexpr std::string_view networks[] = {"https://www.facebook.com/", "https://www.instagram.com/",
                                           "https://www.linkedin.com/company/", "https://x.com/"};
  for (const auto network : networks)
    if (random.chance(40))
      made.social.push_back(std::string(network) + (network.find("x.com") != network.npos
                                                        ? "co" + std::to_string(made.index)
                                                        : made.slug));
}

void add_people(company& made, std::uint64_t seed) {
  dice random(seed, people_dice, made.index);
  made.headcount = 2 + random.below(60);
  const std::size_t shown = 2 + random.below(4);
  const std::size_t first = random.below(24);
  const std::size_t title = random.below(8);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string given(made.words->first_names[(first + i * 5) % 24]);
    const std::string family(random.pick(made.words->surnames));
    const auto& held = made.words->titles[(i == 0 ? title % 2 : title + i) % 8];
    employee one{fmt::format("{} {}", given, family), std::string(held.text), held.decides, {}, {}};
    if (random.chance(60))
      one.email = fmt::format("{}.{}@{}.test", slug_of(given), slug_of(family), made.slug);
    if (random.chance(20))
      one.phone = make_phone(*made.country, *made.town, random);
    made.people.push_back(std::move(one));
  }
}

} // namespace

std::string company::host() const {
  const bool bare = traits.address == address_style::bare || traits.address == address_style::bare_to_www;
  return (bare ? "" : "www.") + slug + ".test";
}

std::string company::website() const {
  return "http://" + host() + (index % 3 == 0 ? "/" : "");
}

std::string company::path_of(page_kind kind) const {
  constexpr std::string_view endings[] = {"", ".html", "/"};
  std::string folder =
      traits.address == address_style::language_folder ? "/" + std::string(words->code) + "/" : "/";
  if (kind == page_kind::home)
    return folder;
  return folder + std::string(words->paths[static_cast<std::size_t>(kind)]) +
         std::string(endings[traits.layout]);
}

company make_company(const world_options& options, std::uint64_t index) {
  company made;
  made.index = index;
  const auto all = countries();
  made.country = options.only_country != nullptr ? options.only_country
                                                 : &all[rotate(options.seed, 21, index, all.size())];
  made.town = &made.country->towns[rotate(options.seed, 22, index, made.country->towns.size())];
  const auto trades = industries();
  made.industry = options.only_industry != nullptr ? options.only_industry
                                                   : &trades[rotate(options.seed, 23, index, trades.size())];
  made.words = &lexicon_of(made.town->language);
  made.traits = make_traits(options.seed, index, options.companies, options.faults);
  made.name = make_name(made, options.seed);
  made.slug = slug_of(slug_of(made.name).substr(0, 40)) + "-" + std::to_string(index);
  place_company(made, options.seed);
  add_contacts(made, options.seed);
  add_people(made, options.seed);
  return made;
}

std::optional<company> find_by_host(const world_options& options, std::string_view host) {
  if (host.starts_with("www."))
    host.remove_prefix(4);
  if (!host.ends_with(".test"))
    return std::nullopt;
  host.remove_suffix(5);
  const auto hyphen = host.rfind('-');
  std::uint64_t index = 0;
  if (hyphen == host.npos ||
      std::from_chars(host.data() + hyphen + 1, host.data() + host.size(), index).ec != std::errc{} ||
      index >= options.companies)
    return std::nullopt;
  auto found = make_company(options, index);
  return found.slug == host ? std::optional(std::move(found)) : std::nullopt;
}

} // namespace leadstream::simweb
