#include "domain/score/basis.hpp"

#include "domain/enrich/industry.hpp"
#include "domain/score/kept_score.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::score {
namespace {

constexpr std::size_t most_evidence = 3;
constexpr std::size_t most_remembered = 10'000;

category_score begin_category(category which) {
  category_score empty;
  empty.name = to_string(which);
  return empty;
}

int rounded(double total) {
  constexpr double binary_dust = 1e-9; // 24.5 may come out as 24.499999999999996
  return static_cast<int>(std::clamp(std::floor(total + 0.5 + binary_dust), 0.0, 100.0));
}

int points_of(const judgement& told, int most) {
  return told.state == criterion_state::yes ? (most * told.percent + 50) / 100 : 0;
}

std::size_t place_of(criterion which) {
  return static_cast<std::size_t>(category_of(which));
}

} // namespace

scorer::scorer(profile by) : by_(std::move(by)) {
  for (const std::string& each : by_.technologies) {
    wanted_technologies_.push_back(plain_words(each));
  }
  empty_.rules_version = rules_version;
  for (std::size_t i = 0; i < category_count; ++i) {
    empty_.categories.push_back(begin_category(static_cast<category>(i)));
  }
  for (std::size_t i = 0; i < criterion_count; ++i) {
    available_[place_of(static_cast<criterion>(i))] += by_.points[i];
  }
  rules_ = rules_line(by_, 0);
}

scorer::scorer(const saved_profile& by) : scorer(by.values) {
  empty_.profile_id = by.id;
  empty_.profile = by.name;
  empty_.profile_version = by.version;
  rules_ = rules_line(by_, by.version);
}

score_breakdown scorer::score(const basis& of) {
  score_breakdown all = empty_;
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto which = static_cast<criterion>(i);
    judgement told = judge_by_profile(which, of);
    category_score& to = all.categories[place_of(which)];
    const int points = points_of(told, by_.points[i]);
    to.points += points;
    to.criteria.push_back({to_string(which), points, told.state, std::move(told.evidence)});
  }
  double total = 0;
  for (std::size_t i = 0; i < category_count; ++i) {
    category_score& each = all.categories[i];
    each.available = available_[i];
    each.weighted = weighted(i, each.points);
    total += each.weighted;
  }
  all.total = rounded(total);
  return all;
}

int scorer::total(const basis& of) {
  std::array<int, category_count> points{};
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto which = static_cast<criterion>(i);
    points[place_of(which)] += points_of(judge_by_profile(which, of), by_.points[i]);
  }
  double total = 0;
  for (std::size_t i = 0; i < category_count; ++i) {
    total += weighted(i, points[i]);
  }
  return rounded(total);
}

double scorer::weighted(std::size_t category, int points) const {
  return available_[category] == 0 ? 0 : by_.weights[category] * 100 * points / available_[category];
}

judgement scorer::judge_by_profile(criterion which, const basis& of) {
  switch (which) {
  case criterion::company_size_match:
    return judge_size(of);
  case criterion::industry_relevance:
    return judge_industry(of);
  case criterion::technology_match:
    return judge_technology(of);
  default:
    return of.judged[static_cast<std::size_t>(which)];
  }
}

judgement scorer::judge_size(const basis& of) const {
  std::vector<size_category> wanted = by_.sizes;
  if (wanted.empty() && of.searched_size) {
    wanted.push_back(*of.searched_size);
  }
  if (wanted.empty() || !of.size) {
    return {};
  }
  const bool fits = std::find(wanted.begin(), wanted.end(), *of.size) != wanted.end();
  return fits ? judgement{criterion_state::yes, {std::string("size ") + to_string(*of.size)}}
              : judgement{criterion_state::no, {std::string("size ") + to_string(*of.size)}};
}

judgement scorer::judge_industry(const basis& of) {
  std::vector<std::string> wanted = by_.industries;
  if (wanted.empty() && !of.searched_industry.empty()) {
    wanted.push_back(of.searched_industry);
  }
  if (wanted.empty() || of.industry.empty()) {
    return {};
  }
  for (const std::string& each : wanted) {
    if (fits(each, of.industry)) {
      return {criterion_state::yes, {"industry " + of.industry + " fits " + each}};
    }
  }
  return {criterion_state::no, {"industry " + of.industry}};
}

judgement scorer::judge_technology(const basis& of) {
  if (wanted_technologies_.empty() || of.technologies.empty()) {
    return {};
  }
  judgement told{criterion_state::no, {}};
  for (const std::string& technology : of.technologies) {
    const std::string& name = plain(technology);
    const auto& wanted = wanted_technologies_;
    if (told.evidence.size() < most_evidence &&
        std::find(wanted.begin(), wanted.end(), name) != wanted.end()) {
      told.state = criterion_state::yes;
      told.evidence.push_back(technology);
    }
  }
  return told;
}

bool scorer::fits(const std::string& wanted, const std::string& industry) {
  if (fits_.size() > most_remembered) {
    fits_.clear();
  }
  const auto [known, is_new] = fits_.try_emplace(wanted + '\n' + industry);
  if (is_new) {
    known->second = enrich::same_industry(wanted, industry);
  }
  return known->second;
}

const std::string& scorer::plain(const std::string& technology) {
  if (plain_.size() > most_remembered) {
    plain_.clear();
  }
  const auto [known, is_new] = plain_.try_emplace(technology);
  if (is_new) {
    known->second = plain_words(technology);
  }
  return known->second;
}

} // namespace leadstream::score
