#include "tests/simweb/world/traits.hpp"

#include "tests/simweb/random.hpp"

#include <algorithm>

namespace leadstream::simweb {
namespace {

constexpr std::uint64_t run_of_companies = 10;

std::uint64_t websites_before(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t count = index / run_of_companies * (run_of_companies - 1);
  for (std::uint64_t i = index - index % run_of_companies; i < index; ++i)
    count += has_website(seed, i) ? 1 : 0;
  return count;
}

// Both kinds of faults are dealt to the sites in one shuffled order, the lasting from its front and the
// passing from its end: they meet only where sites are few, and then on sites that can be read.
void deal_faults(traits& made, std::uint64_t seed, std::uint64_t site, std::uint64_t companies,
                 const fault_profile& profile) {
  const std::uint64_t sites = websites_before(seed, companies);
  const std::uint64_t wanted = (companies + 19) / 20;
  const std::uint64_t place = shuffled(seed, 9, site, sites);
  const auto pick = [&](const std::vector<fault>& from, std::uint64_t at) {
    const std::uint64_t share = from.empty() ? 1 : std::clamp<std::uint64_t>(sites / from.size(), 1, wanted);
    return at / share < from.size() ? from[at / share] : fault::none;
  };
  made.fault = pick(profile.lasting, place);
  made.passing = pick(profile.passing, sites - 1 - place);
}

} // namespace

bool has_website(std::uint64_t seed, std::uint64_t index) {
  return rotate(seed, 33, index, run_of_companies) > 0;
}

traits make_traits(std::uint64_t seed, std::uint64_t index, std::uint64_t companies,
                   const fault_profile& profile) {
  const std::uint64_t site = websites_before(seed, index);
  traits made{.encoding = static_cast<encoding>(rotate(seed, 1, site, encodings)),
              .email = static_cast<email_style>(rotate(seed, 2, site, email_styles)),
              .phone = static_cast<phone_style>(rotate(seed, 3, site, phone_styles)),
              .markup = static_cast<markup>(rotate(seed, 4, site, markups)),
              .quality = static_cast<html_quality>(rotate(seed, 5, site, html_qualities)),
              .transport = static_cast<transport>(rotate(seed, 6, site, transports)),
              .address = static_cast<address_style>(rotate(seed, 7, site, address_styles)),
              .layout = rotate(seed, 8, site, 3),
              .fault = fault::none,
              .passing = fault::none};
  if (has_website(seed, index))
    deal_faults(made, seed, site, companies, profile);
  return made;
}

} // namespace leadstream::simweb
