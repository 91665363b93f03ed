#include "tests/bench/companies.hpp"

#include "tests/bench/noise.hpp"
#include "tests/bench/words.hpp"

#include <algorithm>
#include <array>

namespace bench {
namespace {

/// A business as it truly is.
struct business {
  const country* land = nullptr;
  std::vector<std::string> name; ///< words, without legal form
  std::string legal_form;
  std::string domain;
  std::string national_phone;
  std::string street; ///< without kind and number
  std::size_t street_kind = 0;
  std::string number;
  std::string city;
  std::string postal_code;
  std::string category;
};

std::string capitalised(std::string word) {
  word[0] = upper(word.substr(0, 1))[0];
  return word;
}

std::string digits(std::size_t count, dice& random) {
  std::string text(1, static_cast<char>('1' + random.roll(9)));
  while (text.size() < count) {
    text += static_cast<char>('0' + random.roll(10));
  }
  return text;
}

std::string brand(dice& random) {
  std::string word;
  for (auto parts = 2 + random.roll(2); parts > 0; --parts) {
    word += random.pick(syllables());
  }
  return capitalised(word);
}

/// "Bäckerei Müller", "Müller & Weber Treuhand", "Lumnova Treuhand", "Solventa".
void name_it(business& b, dice& random) {
  const std::string trade = random.pick(b.land->trades);
  const std::string surname = random.pick(b.land->surnames);
  b.category = lower(trade);
  switch (random.roll(6)) {
  case 0:
    b.name = {surname, "&", random.pick(b.land->surnames), trade};
    break;
  case 1:
    b.name = {trade, capitalised(lower(surname))};
    break;
  case 2:
    b.name = {brand(random)};
    break;
  default:
    b.name = {brand(random), trade};
  }
  b.legal_form = random.pick(b.land->legal_forms);
}

void place_it(business& b, dice& random) {
  const std::size_t city = random.roll(b.land->cities.size());
  b.city = b.land->cities[city];
  b.postal_code = std::to_string(10'000 + city * 1'700 + random.roll(40));
  b.street = random.pick(b.land->streets);
  b.street_kind = random.roll(b.land->street_kinds.size());
  b.number = std::to_string(1 + random.roll(180));
}

void reach_it(business& b, dice& random) {
  b.national_phone = digits(b.land->calling_code == std::string("1") ? 10 : 9, random);
  std::string host;
  for (const std::string& word : b.name) {
    host += word == "&" ? "" : lower(without_accents(word, true));
  }
  std::erase_if(host, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
  const std::string tail = random.chance(50) ? "" : "-" + lower(without_accents(b.city, false)).substr(0, 2);
  b.domain = host + tail + (random.chance(30) ? digits(2, random) : "") + "." + b.land->top_level_domain;
  std::erase(b.domain, ' ');
}

business make_business(dice& random) {
  business b;
  b.land = &random.pick(countries());
  name_it(b, random);
  place_it(b, random);
  reach_it(b, random);
  return b;
}

/// Another house of the same chain.
business make_branch(const business& of, bool shared_phone, dice& random) {
  business b = of;
  place_it(b, random);
  if (!shared_phone) {
    b.national_phone = digits(of.national_phone.size(), random);
  }
  return b;
}

std::string write_name(const business& b, dice& random) {
  std::string text;
  for (const std::string& word : b.name) {
    text += text.empty() ? "" : " ";
    text += word == "&" && random.chance(30) ? "und" : word;
  }
  if (random.chance(15)) {
    text = mistype(text, random);
  }
  if (random.chance(60) && !b.legal_form.empty()) {
    text += ' ' + b.legal_form;
  }
  if (random.chance(15)) {
    text = without_accents(text, random.chance(50));
  }
  return random.chance(8) ? upper(text) : text;
}

std::string write_street(const business& b, dice& random) {
  const auto& [full, brief] = b.land->street_kinds[b.street_kind];
  const char* kind = random.chance(60) ? full : brief;
  if (b.land->code == std::string("FR")) {
    return b.number + ' ' + kind + ' ' + b.street;
  }
  if (b.land->number_first) {
    return b.number + ' ' + b.street + ' ' + kind;
  }
  return b.street + kind + ' ' + b.number;
}

company_record write_record(const business& b, dice& random) {
  company_record r;
  r.name = write_name(b, random);
  r.website = random.chance(70) ? write_website(b.domain, random) : "";
  r.phone = random.chance(80) ? write_phone(b.national_phone, b.land->calling_code, random) : "";
  r.email = random.chance(35) ? (random.chance(50) ? "info@" : "kontakt@") + b.domain : "";
  r.street = random.chance(85) ? write_street(b, random) : "";
  r.city = random.chance(95) ? (random.chance(10) ? without_accents(b.city, false) : b.city) : "";
  r.postal_code = random.chance(85) ? b.postal_code : "";
  r.country = random.chance(80) ? b.land->code : "";
  r.category = random.chance(60) ? b.category : "";
  return r;
}

/// How many directories list a business.
std::uint64_t listings(dice& random) {
  const auto percent = random.roll(100);
  return percent < 60 ? 1 : (percent < 85 ? 2 : (percent < 95 ? 3 : 4));
}

/// Keeps some records back so that the duplicates of a business do not follow each other.
class shuffler {
public:
  shuffler(std::uint64_t seed, const std::function<void(const company_record&)>& use)
      : random_(seed), use_(use) {}

  void add(company_record r) {
    if (kept_.size() < most_kept) {
      kept_.push_back(std::move(r));
      return;
    }
    std::swap(kept_[random_.roll(kept_.size())], r);
    use_(r);
  }
  void finish() { std::for_each(kept_.begin(), kept_.end(), use_); }

private:
  static constexpr std::size_t most_kept = 50'000;
  dice random_;
  const std::function<void(const company_record&)>& use_;
  std::vector<company_record> kept_;
};

} // namespace

void make_companies(std::size_t count, std::uint64_t seed,
                    const std::function<void(const company_record&)>& use) {
  dice random(seed);
  shuffler out(seed + 1, use);
  std::size_t made = 0;
  std::uint32_t truth = 0;
  while (made < count) {
    const business first = make_business(random);
    const bool chain = random.chance(3);
    const bool shared_phone = chain && random.chance(50);
    for (auto branches = chain ? 2 + random.roll(12) : 1; branches > 0 && made < count; --branches, ++truth) {
      const business here = chain ? make_branch(first, shared_phone, random) : first;
      for (auto copies = listings(random); copies > 0 && made < count; --copies, ++made) {
        company_record r = write_record(here, random);
        r.truth = truth;
        out.add(std::move(r));
      }
    }
  }
  out.finish();
}

} // namespace bench
