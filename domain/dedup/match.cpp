#include "domain/dedup/match.hpp"

#include "domain/dedup/agreement.hpp"
#include "domain/dedup/name_match.hpp"
#include "domain/dedup/place.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::dedup {
namespace {

constexpr double two_random_records = -5.5;
constexpr double points_of_other_names = -9.0;
constexpr double points_of_best_names = 4.0;
constexpr double points_of_lift = 0.3;
constexpr double similarity_of_mistyped = 0.5;
constexpr double least_rarity = 0.6;
constexpr double rarity_of_a_word = 0.99;
constexpr double rarity_of_two_words = 1.9;
constexpr std::size_t long_word = 8;

/// Adds up the points and, where somebody asks, the reasons.
class tally {
public:
  explicit tally(std::vector<evidence>* reasons) : reasons_(reasons) {}

  void add(double points, const char* what) {
    total_ += points;
    if (reasons_ != nullptr && points != 0) {
      reasons_->push_back({what, points});
    }
  }
  /// Raises the points to those of a match, and little above.
  void lift(const char* what) {
    if (total_ < points_of_lift) {
      add(points_of_lift - total_, what);
    }
  }
  double total() const { return total_; }

private:
  double total_ = two_random_records;
  std::vector<evidence>* reasons_;
};

void weigh_names(tally& sum, const name_match& names) {
  const double rare = std::min(names.rarity, 2.0);
  switch (names.level) {
  case likeness::identical:
    return sum.add(rare < 0.6 ? 2.2 : 3.0 + 0.5 * rare, "same name");
  case likeness::similar:
    return sum.add(rare < 0.6 ? 1.4 : 2.0 + 6.0 * (names.similarity - 0.85) + 0.5 * rare, "similar name");
  case likeness::contained:
    return sum.add(1.8, "one name contains the other");
  case likeness::partial:
    return sum.add(0.5, "names share a rare part");
  case likeness::sibling:
    return sum.add(-3.5, "same name, another kind of outlet");
  case likeness::sister:
    return sum.add(-7.0, "each name has a word of its own");
  case likeness::numbered:
    return sum.add(-6.0, "same name, another number");
  case likeness::different:
    return sum.add(points_of_other_names, "different names");
  }
}

void weigh_phones(tally& sum, agreement phones) {
  switch (phones) {
  case agreement::equal:
    return sum.add(4.0, "same phone");
  case agreement::near:
    return sum.add(0.8, "phones differ by one digit");
  case agreement::different:
    return sum.add(-0.6, "different phones");
  case agreement::unknown:
    return;
  }
}

void weigh_emails(tally& sum, const profile& a, const profile& b) {
  const auto shared = std::find_first_of(a.emails.begin(), a.emails.begin() + a.email_count, b.emails.begin(),
                                         b.emails.begin() + b.email_count);
  if (shared != a.emails.begin() + a.email_count) {
    // Beside a shared domain it says little more.
    sum.add(a.mail_site.size > 0 ? 0.5 : 3.5, "same email");
  }
}

void weigh_sites(tally& sum, const profile& a, const profile& b, agreement sites) {
  if (sites == agreement::equal) {
    sum.add(3.5, "same website domain");
  } else if (equal_parts(a, a.mail_site, b, b.site) || equal_parts(a, a.site, b, b.mail_site) ||
             equal_parts(a, a.mail_site, b, b.mail_site)) {
    sum.add(3.0, "same domain of website and email");
  } else if (sites == agreement::near) {
    sum.add(0.8, "website domains differ by a letter");
  } else if (sites == agreement::different) {
    sum.add(-1.0, "different websites");
  }
}

void weigh_places(tally& sum, nearness place, bool one_town) {
  switch (place) {
  case nearness::same:
    return sum.add(3.8, "same address");
  case nearness::near:
    return sum.add(2.0, "nearby");
  case nearness::homonym:
    return sum.add(1.3, "same street and number, another town");
  case nearness::apart:
  case nearness::elsewhere:
    return sum.add(-2.5, "addresses disagree");
  case nearness::different:
    return sum.add(-6.0, "different places");
  case nearness::unknown:
    return sum.add(one_town ? 0.5 : 0.0, "same city");
  }
}

void weigh_categories(tally& sum, const profile& a, const profile& b) {
  if (equal_parts(a, a.category, b, b.category)) {
    sum.add(0.3, "same category");
  } else if (a.category.size > 0 && b.category.size > 0) {
    sum.add(-0.2, "different categories");
  }
}

/// What is known of two businesses before their names are compared.
struct surroundings {
  nearness place;
  agreement phones;
  agreement sites;
  bool one_town;

  surroundings(const profile& a, const profile& b)
      : place(compare_places(a, b)), phones(compare_phones(a, b)), sites(compare_sites(a, b)),
        one_town(equal_parts(a, a.city, b, b.city)) {}

  /// Nothing but the town is known of both.
  bool only_town() const {
    return one_town && place == nearness::unknown && phones != agreement::different &&
           sites != agreement::different;
  }
  /// Website or phone agree but for a slip, and the other does not speak against it, or the town is one.
  bool reached_alike() const {
    const bool by_site = sites >= agreement::near && (phones != agreement::different || one_town);
    const bool by_phone = phones >= agreement::near && (sites != agreement::different || one_town);
    return (by_site || by_phone) &&
           (place == nearness::same || place == nearness::near || place == nearness::unknown);
  }
};

void weigh_identifiers(tally& sum, const profile& a, const profile& b, const surroundings& known) {
  weigh_phones(sum, known.phones);
  weigh_sites(sum, a, b, known.sites);
  weigh_emails(sum, a, b);
  weigh_categories(sum, a, b);
  weigh_places(sum, known.place, known.one_town);
}

bool has_long_word(const profile& a) {
  return std::any_of(a.words.begin(), a.words.begin() + a.word_count, [](const weighted_word& word) {
    return static_cast<double>(word.weight) >= rarity_of_a_word && word.text.size >= long_word;
  });
}

/// A name that hardly two businesses of a town bear: of two telling words or a long one; or with the same
/// legal form, as registers refuse a second one.
bool tells_alone(const profile& a, const profile& b, const name_match& names) {
  const bool two_words = names.rarity >= rarity_of_two_words;
  const bool registered = a.legal_form != 0 && a.legal_form == b.legal_form;
  return two_words || (names.rarity >= rarity_of_a_word && (registered || has_long_word(a)));
}

/// Two of name, website and phone are nearly equal: the mission's floor.
bool on_the_floor(const surroundings& known, const name_match& names) {
  const bool alike = names.level == likeness::identical || names.level == likeness::similar;
  return alike && names.rarity >= least_rarity && known.reached_alike();
}

void lift(tally& sum, const profile& a, const profile& b, const surroundings& known,
          const name_match& names) {
  if (on_the_floor(known, names)) {
    sum.lift("name and website or phone nearly the same");
  } else if (names.level == likeness::identical && known.only_town() && tells_alone(a, b, names)) {
    sum.lift("the same full name in one town");
  }
}

/// Of two records that name a town and nothing nearer, the towns may be one in two languages where all else
/// agrees.
bool at_two_places(const profile& a, const profile& b, const surroundings& known) {
  const bool no_street = a.street.size == 0 && b.street.size == 0;
  const bool one_business = no_street && known.sites == agreement::equal && known.phones == agreement::equal;
  return known.place == nearness::different || (known.place == nearness::elsewhere && !one_business);
}

/// Names that no typos explain.
bool of_two_names(const name_match& names) {
  return names.level == likeness::different && names.similarity < similarity_of_mistyped;
}

bool of_one_source(const profile& a, const profile& b) {
  return a.source != 0 && a.source == b.source;
}

/// A source lists a business once, as a rule. Two of its records are one only when no phone or website speaks
/// against it and either trade, place and name agree, or name and phone or website, and the source does not
/// show that they are two branches by saying where each is.
bool listed_twice(const profile& a, const profile& b, likeness names, const surroundings& known) {
  const auto equal_or_unknown = [](agreement of) {
    return of == agreement::equal || of == agreement::unknown;
  };
  const bool one_name = names == likeness::identical || names == likeness::similar;
  const bool one_trade = equal_parts(a, a.category, b, b.category);
  const bool reached_same = known.phones == agreement::equal || known.sites == agreement::equal;
  const bool known_by_itself =
      names == likeness::identical && known.place == nearness::unknown && reached_same;
  return one_name && equal_or_unknown(known.phones) && equal_or_unknown(known.sites) &&
         ((known.place == nearness::same && one_trade) || known_by_itself);
}

} // namespace

match compare(const profile& a, const profile& b, std::vector<evidence>* reasons) {
  tally sum(reasons);
  const name_match names = compare_names(a, b);
  const surroundings known(a, b);
  weigh_names(sum, names);
  weigh_identifiers(sum, a, b, known);
  lift(sum, a, b, known, names);
  const bool two_records = of_one_source(a, b) && !listed_twice(a, b, names.level, known);
  if (two_records && reasons != nullptr) {
    reasons->push_back({"two records of one source", 0});
  }
  return {sum.total(), two_records || of_two_names(names) || at_two_places(a, b, known)};
}

match compare_above(double least, const profile& a, const profile& b) {
  const match never{points_of_other_names, true};
  const surroundings known(a, b);
  const bool maybe_twice = known.place == nearness::same || known.place == nearness::unknown;
  if (at_two_places(a, b, known) || (of_one_source(a, b) && !maybe_twice)) {
    return never;
  }
  tally sum(nullptr);
  weigh_identifiers(sum, a, b, known);
  if (sum.total() + points_of_best_names < least && !known.only_town() && !known.reached_alike()) {
    return never;
  }
  const name_match names = compare_names(a, b);
  weigh_names(sum, names);
  lift(sum, a, b, known, names);
  const bool two_records = of_one_source(a, b) && !listed_twice(a, b, names.level, known);
  return {sum.total(), two_records || of_two_names(names)};
}

double probability(const match& found) {
  return found.forbidden ? 0.0 : 1.0 / (1.0 + std::exp(-found.points));
}

} // namespace leadstream::dedup
