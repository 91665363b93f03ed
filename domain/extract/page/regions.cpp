#include "domain/extract/page/regions.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/text/strings.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_numbers = 40;

class ranking {
public:
  void add(const std::string& region) {
    if (region.size() == 2 && std::find(order_.begin(), order_.end(), region) == order_.end()) {
      order_.push_back(region);
    }
  }
  std::vector<std::string> take() { return std::move(order_); }

private:
  std::vector<std::string> order_;
};

/// The country whose code is written most often on the page ("+41 …").
std::string region_of_numbers(const context& page) {
  std::map<std::string, int> votes;
  const std::string& text = page.text.text();
  std::size_t seen = 0;
  for (std::size_t at = text.find('+'); at != std::string::npos && ++seen < most_numbers;
       at = text.find('+', at + 1)) {
    const phone_number number = read_phone(
        std::string_view(text).substr(at, std::min<std::size_t>(24, text.find_first_of("\n\t,;", at) - at)),
        {});
    if (!number.region.empty()) {
      ++votes[number.region];
    }
  }
  const auto most = std::max_element(votes.begin(), votes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == votes.end() ? std::string{} : most->first;
}

/// "de-CH" -> "CH". Templates come as en-US from everywhere, so that one says nothing.
std::string region_of_tag(std::string_view tag) {
  const std::size_t seam = tag.find_first_of("-_");
  const std::string region = seam == std::string_view::npos ? "" : country_code(tag.substr(seam + 1, 2));
  return region == "US" || tag.size() - std::min(seam, tag.size()) != 3 ? std::string{} : region;
}

/// "Grand Rapids, MI" on a page in English. Delaware and Indiana are left out: "Berlin, DE", "Pune, IN".
bool shows_american_town(const context& page) {
  static const RE2 town(
      R"(\b\p{Lu}\p{Ll}+, (?:A[KLRZ]|C[AOT]|DC|FL|GA|HI|I[ADL]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b)");
  const bool english = page.language == "en" || page.language.empty();
  return english && RE2::PartialMatch(page.text.text(), town);
}

} // namespace

std::vector<std::string> regions_of(const context& page, const structured_facts& structured,
                                    std::string_view language_tag, const std::vector<place>& addresses,
                                    const std::string& hint) {
  ranking ranked;
  ranked.add(country_of_host(page.host));
  for (const described_organization& organization : structured.organizations) {
    for (const place& address : organization.addresses) {
      ranked.add(address.country);
    }
  }
  for (const place& address : addresses) {
    ranked.add(address.country);
  }
  ranked.add(region_of_tag(language_tag));
  ranked.add(region_of_numbers(page));
  ranked.add(hint);
  if (shows_american_town(page)) {
    ranked.add("US");
  }
  ranked.add(country_of_language(page.language));
  if (equals_ignoring_case(language_tag, "en-us")) {
    ranked.add("US");
  }
  return ranked.take();
}

} // namespace leadstream::extraction
