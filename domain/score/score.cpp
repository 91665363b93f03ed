#include "domain/score/score.hpp"

#include "domain/score/criteria.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::score {
namespace {

constexpr std::uint32_t rules_version = 1;

category_score begin_category(category which) {
  category_score empty;
  empty.name = to_string(which);
  return empty;
}

void add_criterion(category_score& to, criterion which, const subject& of) {
  judgement told = judge(which, of);
  const int available = of.the_profile().points_of(which);
  const int points = told.state == criterion_state::yes ? available : 0;
  to.available += available;
  to.points += points;
  to.criteria.push_back({to_string(which), points, told.state, std::move(told.evidence)});
}

} // namespace

score_breakdown score(const lead& of, const profile& by, const context& with) {
  const subject asked(of, by, with);
  score_breakdown all;
  all.rules_version = rules_version;
  for (std::size_t i = 0; i < category_count; ++i) {
    all.categories.push_back(begin_category(static_cast<category>(i)));
  }
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto which = static_cast<criterion>(i);
    add_criterion(all.categories[static_cast<std::size_t>(category_of(which))], which, asked);
  }
  double total = 0;
  for (std::size_t i = 0; i < category_count; ++i) {
    category_score& each = all.categories[i];
    each.weighted = each.available == 0 ? 0 : by.weights[i] * 100 * each.points / each.available;
    total += each.weighted;
  }
  constexpr double binary_dust = 1e-9; // 24.5 may come out as 24.499999999999996
  all.total = static_cast<int>(std::clamp(std::floor(total + 0.5 + binary_dust), 0.0, 100.0));
  return all;
}

} // namespace leadstream::score
