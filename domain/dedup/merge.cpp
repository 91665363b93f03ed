#include "domain/dedup/merge.hpp"

#include "domain/dedup/ballot.hpp"
#include "domain/dedup/contacts.hpp"
#include "domain/dedup/decisions.hpp"
#include "domain/dedup/name_match.hpp"
#include "domain/dedup/names.hpp"
#include "domain/dedup/provenance.hpp"
#include "domain/dedup/site.hpp"
#include "domain/dedup/text.hpp"
#include "domain/enrich/size.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace leadstream::dedup {
namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_website = 255;

using observations = std::vector<current_observation>;

/// The best-evidenced value of a kind of fact. `key_of` says which values are the same.
template <class Key>
std::string elect(const observations& current, field what, Key key_of) {
  ballot votes;
  for (const auto& [seen, trust] : current) {
    for (const fact& known : seen->processed.facts) {
      if (known.what == what) {
        votes.vote(key_of(known.value), known.value, seen->source, known.confidence * trust,
                   seen->fetched_at);
      }
    }
  }
  return votes.winner();
}

std::string as_written(const std::string& value) {
  return value;
}
std::string core_key(const std::string& value) {
  return std::string(core_of(fold_text(value)));
}

std::string name_of(const observations& current) {
  std::string name = elect(current, field::name, core_key);
  if (name.empty()) {
    name = elect(current, field::legal_name, core_key);
  }
  return clip(name, longest_name);
}

profile named(const std::string& name) {
  business described;
  described.name = name;
  return make_profile(described);
}

/// How the company's own website writes nearly the same name; empty when it does not. A directory's typing
/// error is no other name.
std::string own_spelling(const observations& current, const std::string& name) {
  const profile elected = named(name);
  ballot votes;
  for (const auto& [seen, trust] : current) {
    for (const fact& known : seen->processed.facts) {
      const bool is_own = known.what == field::name && !seen->subject.is_nil();
      if (is_own && compare_names(elected, named(known.value)).level == likeness::similar) {
        votes.vote(core_key(known.value), known.value, seen->source, known.confidence, seen->fetched_at);
      }
    }
  }
  return clip(votes.winner(), longest_name);
}

/// A record whose newest observation lost its name keeps the one it had.
std::string name_of(const observations& current, const company_group& group) {
  std::string name = name_of(current);
  if (name.empty()) {
    observations all;
    for (const observation* seen : group.observations) {
      all.push_back({seen, 1.0});
    }
    name = name_of(all);
  }
  const std::string own = own_spelling(current, name);
  return own.empty() ? name : own;
}

std::string website_of(const observations& current) {
  const std::string website = elect(current, field::website, as_written);
  return website.size() <= longest_website ? website : std::string();
}

std::optional<size_category> size_of_count(const std::string& text) {
  if (const auto category = parse_size_category(text)) {
    return category;
  }
  return enrich::size_of_text(text);
}

/// Each way of counting is a witness of its own: what a team page shows does not outvote what the company
/// says.
std::optional<size_category> size_of_company(const observations& current) {
  ballot votes;
  for (const auto& [seen, trust] : current) {
    for (const fact& known : seen->processed.facts) {
      const bool counts = known.what == field::size_category || known.what == field::employee_count;
      if (const auto size = counts ? size_of_count(known.value) : std::nullopt) {
        votes.vote(to_string(*size), to_string(*size), seen->source + '|' + known.method,
                   known.confidence * trust, seen->fetched_at);
      }
    }
  }
  return parse_size_category(votes.winner());
}

/// How much a place tells: a street more than a country.
double completeness(const place& p) {
  return (p.street.empty() ? 0 : 2) + (p.city.empty() ? 0 : 1) + (p.postal_code.empty() ? 0 : 1) +
         (p.has_point ? 1 : 0) + (p.state.empty() ? 0 : 0.5) + (p.country.empty() ? 0 : 0.5);
}

struct weighed_place {
  place where;
  double weight = 0;
  wall_time at{};
};

std::vector<weighed_place> places_of(const observations& current) {
  std::vector<weighed_place> places;
  for (const auto& [seen, trust] : current) {
    for (const place& known : seen->processed.places) {
      places.push_back({known, completeness(known) * known.confidence * trust, seen->fetched_at});
    }
  }
  const auto rank = [](const weighed_place& p) {
    return std::tuple(-p.weight, -p.at.time_since_epoch().count(),
                      std::tie(p.where.street, p.where.city, p.where.postal_code, p.where.state,
                               p.where.country, p.where.latitude, p.where.longitude, p.where.method));
  };
  std::sort(places.begin(), places.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return places;
}

void complete(place& kept, const place& other) {
  const bool same_town =
      kept.city.empty() || other.city.empty() || fold_text(kept.city) == fold_text(other.city);
  const bool same_house = kept.street.empty() || other.street.empty() || kept.street == other.street;
  if (!same_town || !same_house) {
    return;
  }
  for (const auto part :
       {&place::street, &place::city, &place::state, &place::postal_code, &place::country}) {
    if ((kept.*part).empty()) {
      kept.*part = other.*part;
    }
  }
  if (!kept.has_point && other.has_point) {
    kept.has_point = true;
    kept.latitude = other.latitude;
    kept.longitude = other.longitude;
  }
}

/// The most telling place, with what the others that fit to it add.
place location_of(const observations& current) {
  place kept;
  bool first = true;
  for (const weighed_place& candidate : places_of(current)) {
    if (first) {
      kept = candidate.where;
      first = false;
    } else {
      complete(kept, candidate.where);
    }
  }
  return kept;
}

/// Every distinct value of a kind of fact, the surest first.
std::vector<std::string> list(const observations& current, field what) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [seen, trust] : current) {
    for (const fact& known : seen->processed.facts) {
      if (known.what == what && !known.value.empty()) {
        ranked.emplace_back(-known.confidence * trust, shown_text(known));
      }
    }
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> values;
  std::set<std::string> listed;
  for (auto& [weight, value] : ranked) {
    if (listed.insert(value).second) {
      values.push_back(std::move(value));
    }
  }
  return values;
}

/// A sentence that one page dates and another does not is told once, with its date.
std::vector<std::string> growth_of(const observations& current) {
  std::set<std::string> dated_elsewhere;
  for (const auto& [seen, trust] : current) {
    for (const fact& known : seen->processed.facts) {
      if (known.what != field::growth_signal) {
        continue;
      }
      fact undated = known;
      undated.detail.erase(std::min(known.detail.find('|'), known.detail.size()));
      if (std::string text = shown_text(undated); text != shown_text(known)) {
        dated_elsewhere.insert(std::move(text));
      }
    }
  }
  auto signals = list(current, field::growth_signal);
  std::erase_if(signals, [&](const std::string& told) { return dated_elsewhere.contains(told); });
  return signals;
}

/// A decision says nothing new of the company.
void date(company& made, const company_group& group) {
  made.created_at = (group.standing.empty() ? group.observations : group.standing).front()->fetched_at;
  made.updated_at = made.created_at;
  for (const observation* seen : group.observations) {
    if (seen->source == decision_source) {
      continue;
    }
    made.created_at = std::min(made.created_at, seen->fetched_at);
    made.updated_at = std::max(made.updated_at, seen->fetched_at);
  }
}

company merge_company(const uuid& id, const company_group& group, const observations& current) {
  company made;
  made.id = id;
  made.name = name_of(current, group);
  made.industry = clip(elect(current, field::industry, fold_text), longest_industry);
  made.size = size_of_company(current);
  made.website = website_of(current);
  made.description = elect(current, field::description, as_written);
  made.location = location_of(current);
  date(made, group);
  return made;
}

} // namespace

lead merge(const uuid& company_id, const company_group& group) {
  const observations current = current_of(group);
  lead made;
  made.company = merge_company(company_id, group, current);
  made.contacts = collect_contacts(company_id, current, site_of(made.company.website));
  made.social = list(current, field::social);
  made.intelligence.growth_signals = growth_of(current);
  made.intelligence.technology_stack = list(current, field::technology);
  made.intelligence.pain_points = list(current, field::pain_point);
  made.provenance = trace(group);
  return made;
}

} // namespace leadstream::dedup
