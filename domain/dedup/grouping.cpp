#include "domain/dedup/grouping.hpp"

#include "domain/dedup/decisions.hpp"
#include "domain/dedup/links.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace leadstream::dedup {
namespace {

constexpr int longest_chain = 8;

using by_id = std::unordered_map<uuid, const observation*>;

/// The observation that stands for the company: the subject's subject and so on. An observation whose subject
/// is not at hand stands for itself.
const observation* root_of(const observation* seen, const by_id& known) {
  for (int i = 0; i < longest_chain && !seen->subject.is_nil(); ++i) {
    const auto subject = known.find(seen->subject);
    if (subject == known.end()) {
      return seen;
    }
    seen = subject->second;
  }
  return seen;
}

by_id index_of(std::span<const observation* const> observations) {
  by_id known;
  for (const observation* seen : observations) {
    known.emplace(seen->id, seen);
  }
  return known;
}

std::vector<const observation*> roots_of(std::span<const observation* const> observations,
                                         const by_id& known) {
  std::vector<const observation*> roots;
  for (const observation* seen : observations) {
    if (root_of(seen, known) == seen) {
      roots.push_back(seen);
    }
  }
  return roots;
}

/// Which group each root belongs to.
std::unordered_map<uuid, std::size_t> place_roots(const std::vector<subject_record>& records,
                                                  const decided& decisions,
                                                  std::vector<company_group>& groups) {
  const auto count = static_cast<std::uint32_t>(records.size());
  std::vector<link> links = find_links(records);
  for (const auto& [a, b] : decisions.same()) {
    links.push_back({a, b, link::certain});
  }
  const discord never = [&](std::uint32_t a, std::uint32_t b) { return decisions.apart(a, b); };
  const auto cluster = agglomerate(
      count, std::move(links),
      [&](std::uint32_t a, std::uint32_t b) { return in_discord(records[a], records[b]); },
      decisions.apart().empty() ? discord() : never);
  std::vector<std::size_t> group_of_cluster(count);
  std::unordered_map<uuid, std::size_t> group_of_root;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (cluster[i] == i) {
      group_of_cluster[i] = groups.size();
      groups.emplace_back();
    }
    for (const observation* seen : records[i].observations) {
      group_of_root.emplace(seen->id, group_of_cluster[cluster[i]]);
    }
  }
  return group_of_root;
}

void sort_by_id(company_group& company) {
  const auto smaller = [](const observation* a, const observation* b) { return a->id < b->id; };
  std::sort(company.observations.begin(), company.observations.end(), smaller);
  std::sort(company.standing.begin(), company.standing.end(), smaller);
}

} // namespace

std::vector<company_group> group(std::span<const observation* const> observations) {
  const by_id known = index_of(observations);
  std::vector<company_group> groups;
  const auto records = to_records(roots_of(observations, known));
  const auto group_of_root = place_roots(records, decided(observations, records), groups);
  for (const auto& [id, seen] : known) {
    const observation* root = root_of(seen, known);
    // A ring of subjects has no root: such observations are left to the group of whichever id is the smallest
    // in it.
    const auto found = group_of_root.find(root->id);
    if (found == group_of_root.end()) {
      groups.push_back({{seen}, {seen}});
      continue;
    }
    company_group& company = groups[found->second];
    company.observations.push_back(seen);
    if (root == seen) {
      company.standing.push_back(seen);
    }
  }
  std::for_each(groups.begin(), groups.end(), sort_by_id);
  return groups;
}

company_group as_one(std::span<const observation* const> observations) {
  const by_id known = index_of(observations);
  company_group all{{observations.begin(), observations.end()}, roots_of(observations, known)};
  sort_by_id(all);
  return all;
}

} // namespace leadstream::dedup
