#include "domain/dedup/match.hpp"

#include "domain/dedup/name_match.hpp"
#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/place.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::dedup {
namespace {

constexpr double two_random_records = -5.5;
constexpr double points_of_other_names = -9.0;
constexpr double points_of_best_names = 4.0;
constexpr double similarity_of_mistyped = 0.5;

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
  case likeness::numbered:
    return sum.add(-6.0, "same name, another number");
  case likeness::different:
    return sum.add(points_of_other_names, "different names");
  }
}

template <class Same>
bool any_pair(const profile& a, const profile& b, Same same) {
  for (std::size_t i = 0; i < a.phone_count; ++i) {
    for (std::size_t j = 0; j < b.phone_count; ++j) {
      if (same(a.phones[i], b.phones[j])) {
        return true;
      }
    }
  }
  return false;
}

void weigh_phones(tally& sum, const profile& a, const profile& b) {
  if (a.phone_count == 0 || b.phone_count == 0) {
    return;
  }
  if (any_pair(a, b, same_phone)) {
    sum.add(4.0, "same phone");
  } else if (any_pair(a, b, similar_phone)) {
    sum.add(0.8, "phones differ by one digit");
  } else {
    sum.add(-0.6, "different phones");
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

bool equal_parts(const profile& a, slice left, const profile& b, slice right) {
  return left.size > 0 && left.size == right.size && a.view(left) == b.view(right);
}

void weigh_sites(tally& sum, const profile& a, const profile& b) {
  if (equal_parts(a, a.site, b, b.site)) {
    sum.add(3.5, "same website domain");
  } else if (equal_parts(a, a.mail_site, b, b.site) || equal_parts(a, a.site, b, b.mail_site) ||
             equal_parts(a, a.mail_site, b, b.mail_site)) {
    sum.add(3.0, "same domain of website and email");
  } else if (a.site.size > 0 && b.site.size > 0) {
    sum.add(-1.0, "different websites");
  }
}

void weigh_places(tally& sum, const profile& a, const profile& b, nearness place) {
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
    return sum.add(equal_parts(a, a.city, b, b.city) ? 0.5 : 0.0, "same city");
  }
}

void weigh_categories(tally& sum, const profile& a, const profile& b) {
  if (equal_parts(a, a.category, b, b.category)) {
    sum.add(0.3, "same category");
  } else if (a.category.size > 0 && b.category.size > 0) {
    sum.add(-0.2, "different categories");
  }
}

void weigh_identifiers(tally& sum, const profile& a, const profile& b) {
  weigh_phones(sum, a, b);
  weigh_sites(sum, a, b);
  weigh_emails(sum, a, b);
  weigh_categories(sum, a, b);
}

/// Of two records that name a town and nothing nearer, the towns may be one in two languages where all else
/// agrees.
bool at_two_places(const profile& a, const profile& b, nearness place) {
  const bool no_street = a.street.size == 0 && b.street.size == 0;
  const bool one_business = no_street && equal_parts(a, a.site, b, b.site) && any_pair(a, b, same_phone);
  return place == nearness::different || (place == nearness::elsewhere && !one_business);
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
bool listed_twice(const profile& a, const profile& b, likeness names, nearness place) {
  const bool one_name = names == likeness::identical || names == likeness::similar;
  const bool one_phone = any_pair(a, b, same_phone);
  const bool one_site = equal_parts(a, a.site, b, b.site);
  const bool other_phone = a.phone_count > 0 && b.phone_count > 0 && !one_phone;
  const bool other_site = a.site.size > 0 && b.site.size > 0 && !one_site;
  const bool one_trade = equal_parts(a, a.category, b, b.category);
  const bool known_by_itself =
      names == likeness::identical && place == nearness::unknown && (one_phone || one_site);
  return one_name && !other_phone && !other_site &&
         ((place == nearness::same && one_trade) || known_by_itself);
}

} // namespace

match compare(const profile& a, const profile& b, std::vector<evidence>* reasons) {
  tally sum(reasons);
  const name_match names = compare_names(a, b);
  const nearness place = compare_places(a, b);
  weigh_names(sum, names);
  weigh_identifiers(sum, a, b);
  weigh_places(sum, a, b, place);
  const bool two_records = of_one_source(a, b) && !listed_twice(a, b, names.level, place);
  if (two_records && reasons != nullptr) {
    reasons->push_back({"two records of one source", 0});
  }
  return {sum.total(), two_records || of_two_names(names) || at_two_places(a, b, place)};
}

match compare_above(double least, const profile& a, const profile& b) {
  const match never{points_of_other_names, true};
  const nearness place = compare_places(a, b);
  const bool maybe_twice = place == nearness::same || place == nearness::unknown;
  if (at_two_places(a, b, place) || (of_one_source(a, b) && !maybe_twice)) {
    return never;
  }
  tally sum(nullptr);
  weigh_identifiers(sum, a, b);
  weigh_places(sum, a, b, place);
  if (sum.total() + points_of_best_names < least) {
    return never;
  }
  const name_match names = compare_names(a, b);
  weigh_names(sum, names);
  const bool two_records = of_one_source(a, b) && !listed_twice(a, b, names.level, place);
  return {sum.total(), two_records || of_two_names(names)};
}

double probability(const match& found) {
  return found.forbidden ? 0.0 : 1.0 / (1.0 + std::exp(-found.points));
}

} // namespace leadstream::dedup
