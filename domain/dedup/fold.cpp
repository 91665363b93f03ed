#include "domain/dedup/fold.hpp"

#include "domain/dedup/blocking.hpp"
#include "domain/dedup/decisions.hpp"
#include "domain/dedup/merge.hpp"
#include "domain/dedup/pool.hpp"

#include <algorithm>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

uuid id_founded_by(const observation& seen) {
  return derive_uuid_v7(seen.fetched_at, seen.id);
}

const observation& earliest(const pool& observations) {
  return **std::min_element(observations.begin(), observations.end(),
                            [](const observation* a, const observation* b) { return newer(*b, *a); });
}

/// The observation whose company keeps a stored lead's id: the one the id was made from, else the earliest.
uuid founder_of(const related_lead& lead) {
  pool all;
  for (const observation& seen : lead.observations) {
    if (id_founded_by(seen) == lead.company_id) {
      return seen.id;
    }
    all.push_back(&seen);
  }
  return all.empty() ? uuid{} : earliest(all).id;
}

/// A group with the stored leads that it continues, the oldest id first.
struct company_plan {
  company_group group;
  std::vector<const related_lead*> continued;
};

std::vector<company_plan> plan_of(std::span<const related_lead> stored, const pool& all) {
  std::vector<company_plan> plans;
  std::unordered_map<uuid, std::size_t> plan_of_observation;
  for (company_group& formed : group(all)) {
    for (const observation* seen : formed.observations) {
      plan_of_observation.emplace(seen->id, plans.size());
    }
    plans.push_back({std::move(formed), {}});
  }
  for (const related_lead& lead : stored) {
    if (const auto found = plan_of_observation.find(founder_of(lead)); found != plan_of_observation.end()) {
      plans[found->second].continued.push_back(&lead);
    }
  }
  for (company_plan& plan : plans) {
    std::sort(plan.continued.begin(), plan.continued.end(),
              [](const auto* a, const auto* b) { return a->company_id < b->company_id; });
  }
  return plans;
}

/// Whether the one lead that is continued had exactly these observations.
bool is_unchanged(const company_plan& plan) {
  if (plan.continued.size() != 1) {
    return false;
  }
  std::vector<uuid> stored;
  for (const observation& seen : plan.continued.front()->observations) {
    stored.push_back(seen.id);
  }
  sort_unique(stored);
  return std::equal(stored.begin(), stored.end(), plan.group.observations.begin(),
                    plan.group.observations.end(),
                    [](const uuid& id, const observation* seen) { return id == seen->id; });
}

void claim_keys(const company_group& group, lead_change& change) {
  change.keys.push_back(company_key(change.lead.company.id));
  for (const observation* seen : group.standing) {
    change.keys.push_back(observation_key(seen->id));
    if (!seen->record_id.empty()) {
      change.keys.push_back(record_key(*seen));
    }
  }
  // Two companies that somebody told apart may be described alike.
  const bool is_parted = holds_parting(group.observations);
  for (const subject_record& record : to_records(group.standing)) {
    if (lead_key identity = identity_key(record.made); !identity.value.empty() && !is_parted) {
      change.keys.push_back(std::move(identity));
    }
    each_stored_key(record.made, [&](std::string_view key) { change.blocking_keys.emplace_back(key); });
  }
  sort_unique(change.keys);
  sort_unique(change.blocking_keys);
}

lead_change change_of(const company_plan& plan) {
  lead_change change;
  const uuid id = plan.continued.empty() ? id_founded_by(earliest(plan.group.standing))
                                         : plan.continued.front()->company_id;
  change.lead = merge(id, plan.group);
  change.lead.version = plan.continued.empty() ? 0 : plan.continued.front()->version;
  for (const observation* seen : plan.group.observations) {
    change.observations.push_back(seen->id);
  }
  claim_keys(plan.group, change);
  for (std::size_t i = 1; i < plan.continued.size(); ++i) {
    change.superseded.push_back(plan.continued[i]->company_id);
  }
  return change;
}

} // namespace

std::vector<lead_change> fold(std::span<const related_lead> stored, std::span<const observation> fresh) {
  std::vector<lead_change> changes;
  for (const company_plan& plan : plan_of(stored, pool_of(stored, fresh))) {
    if (is_unchanged(plan)) {
      continue;
    }
    lead_change change = change_of(plan);
    if (!change.lead.company.name.empty()) {
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

lead_change rebuild(const related_lead& stored) {
  company_plan plan;
  plan.continued.push_back(&stored);
  pool all;
  for (const observation& seen : stored.observations) {
    all.push_back(&seen);
  }
  plan.group = as_one(all);
  return change_of(plan);
}

} // namespace leadstream::dedup
