#include "domain/dedup/decisions.hpp"

#include "domain/dedup/grouping.hpp"
#include "domain/dedup/pool.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

constexpr std::size_t most_pairs = 1'000; ///< that one decision is written for

/// The name of a record that its observations keep for ever.
std::string name_of(const observation& standing) {
  const lead_key key = standing.record_id.empty() ? observation_key(standing.id) : record_key(standing);
  return key.kind + ':' + key.value;
}

enum class verdict { same, other };
constexpr std::string_view same_mark = "same|";
constexpr std::string_view other_mark = "other|";

/// What a decision says, and of which other record.
struct saying {
  verdict what = verdict::same;
  std::string other;
};

/// A decision's record id is "same|<when>|<the other record's name>".
std::optional<saying> decision_in(const observation& seen) {
  if (seen.source != decision_source) {
    return std::nullopt;
  }
  const bool is_same = seen.record_id.starts_with(same_mark);
  const std::size_t when = (is_same ? same_mark : other_mark).size();
  const std::size_t bar = seen.record_id.find('|', when);
  if (bar == std::string::npos || (!is_same && !seen.record_id.starts_with(other_mark))) {
    return std::nullopt;
  }
  return saying{is_same ? verdict::same : verdict::other, seen.record_id.substr(bar + 1)};
}

/// One standing observation of each record of a lead, by the record's name.
std::map<std::string, const observation*> records_of(const related_lead& lead) {
  pool all;
  for (const observation& seen : lead.observations) {
    all.push_back(&seen);
  }
  std::map<std::string, const observation*> records;
  for (const observation* seen : as_one(all).standing) {
    records.emplace(name_of(*seen), seen);
  }
  return records;
}

observation decision(const observation& about, verdict what, const std::string& other,
                     const decision_context& with) {
  observation made;
  made.source = decision_source;
  made.source_url = with.by;
  made.record_id =
      std::string(what == verdict::same ? same_mark : other_mark) + to_rfc3339(with.at) + '|' + other;
  made.fetched_at = with.at;
  made.subject = about.id;
  made.quality = 1;
  made.id = identify(with.tenant, made);
  return made;
}

using record = std::pair<const std::string, const observation*>;

/// Either side carries the decision, so that whichever is at hand knows it.
void decide(const record& a, const record& b, verdict what, const decision_context& with,
            std::vector<observation>& out) {
  if (out.size() < 2 * most_pairs) {
    out.push_back(decision(*a.second, what, b.first, with));
    out.push_back(decision(*b.second, what, a.first, with));
  }
}

/// The newest decision on each pair of names.
struct latest {
  wall_time at{};
  uuid id;
  verdict what = verdict::same;
};
using name_pair = std::pair<std::string, std::string>;

void note(std::map<name_pair, latest>& known, const observation& made, const saying& said,
          const std::string& about) {
  const auto [smaller, greater] = std::minmax(about, said.other);
  latest& kept = known[{smaller, greater}];
  if (std::tie(kept.at, kept.id) < std::tie(made.fetched_at, made.id)) {
    kept = {made.fetched_at, made.id, said.what};
  }
}

/// Decisions by the names of their records. The subject of one is at hand, as it belongs to the same lead.
std::map<name_pair, latest> decisions_in(std::span<const observation* const> all) {
  std::unordered_map<uuid, const observation*> by_id;
  for (const observation* seen : all) {
    by_id.emplace(seen->id, seen);
  }
  std::map<name_pair, latest> known;
  for (const observation* seen : all) {
    const auto about = by_id.find(seen->subject);
    const auto said = decision_in(*seen);
    if (said && about != by_id.end()) {
      note(known, *seen, *said, name_of(*about->second));
    }
  }
  return known;
}

} // namespace

std::vector<observation> decide_same(std::span<const related_lead> leads, const decision_context& with) {
  std::vector<observation> made;
  for (std::size_t i = 1; i < leads.size(); ++i) {
    for (const record& left : records_of(leads[0])) {
      for (const record& right : records_of(leads[i])) {
        decide(left, right, verdict::same, with, made);
      }
    }
  }
  return made;
}

std::vector<observation> decide_apart(const related_lead& lead, const decision_context& with) {
  const auto records = records_of(lead);
  pool all;
  for (const observation& seen : lead.observations) {
    all.push_back(&seen);
  }
  std::vector<observation> joined;
  for (const auto& [names, kept] : decisions_in(all)) {
    const auto left = records.find(names.first);
    const auto right = records.find(names.second);
    if (kept.what == verdict::same && left != records.end() && right != records.end()) {
      decide(*left, *right, verdict::other, with, joined);
    }
  }
  if (!joined.empty()) {
    return joined;
  }
  std::vector<observation> each;
  for (auto left = records.begin(); left != records.end(); ++left) {
    for (auto right = std::next(left); right != records.end(); ++right) {
      decide(*left, *right, verdict::other, with, each);
    }
  }
  return each;
}

decided::decided(std::span<const observation* const> all, const std::vector<subject_record>& records) {
  const auto known = decisions_in(all);
  if (known.empty()) {
    return;
  }
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    numbers.emplace(name_of(*records[i].observations.front()), i);
  }
  for (const auto& [names, kept] : known) {
    const auto left = numbers.find(names.first);
    const auto right = numbers.find(names.second);
    if (left != numbers.end() && right != numbers.end() && left != right) {
      (kept.what == verdict::same ? same_ : apart_).insert(std::minmax(left->second, right->second));
    }
  }
}

bool holds_parting(std::span<const observation* const> observations) {
  const auto known = decisions_in(observations);
  return std::any_of(known.begin(), known.end(),
                     [](const auto& each) { return each.second.what == verdict::other; });
}

} // namespace leadstream::dedup
