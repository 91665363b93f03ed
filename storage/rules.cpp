#include "storage/rules.hpp"

#include "domain/text/fold_case.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace leadstream::storage {
namespace {

constexpr std::size_t most_errors = 1000;

void change_status(job& j, job_status to, wall_time at) {
  if (!may_become(j.status, to)) {
    return;
  }
  j.status = to;
  if (to == job_status::running) {
    j.started_at = at;
  }
  if (is_final(to)) {
    j.completed_at = at;
  }
}

bool versions_changed(const unit_of_work& unit, stored_leads& stored) {
  return std::any_of(unit.leads.begin(), unit.leads.end(),
                     [&](const lead_change& change) {
                       return stored.version_of(change.lead.company.id).value_or(0) != change.lead.version;
                     }) ||
         std::any_of(unit.marks.begin(), unit.marks.end(), [&](const mark_change& change) {
           return stored.version_of(change.lead_id) != change.version;
         });
}

/// The stored leads that the unit replaces or ends, whose keys are therefore free.
std::set<uuid> released_by(const unit_of_work& unit) {
  std::set<uuid> released;
  for (const lead_change& change : unit.leads) {
    released.insert(change.lead.company.id);
    released.insert(change.superseded.begin(), change.superseded.end());
  }
  return released;
}

bool keys_taken(const unit_of_work& unit, stored_leads& stored) {
  const std::set<uuid> released = released_by(unit);
  std::set<lead_key> claimed;
  for (const lead_change& change : unit.leads) {
    for (const lead_key& key : std::set<lead_key>(change.keys.begin(), change.keys.end())) {
      const auto owner = stored.owner_of(key);
      if (!claimed.insert(key).second || (owner && !released.contains(*owner))) {
        return true;
      }
    }
  }
  return false;
}

bool superseded_changed(const unit_of_work& unit, stored_leads& stored) {
  std::unordered_set<uuid> covered;
  for (const lead_change& change : unit.leads) {
    covered.insert(change.observations.begin(), change.observations.end());
  }
  const auto changed_since = [&](const uuid& gone) {
    const auto formed_by = stored.observations_of(gone);
    return !stored.version_of(gone) || !std::all_of(formed_by.begin(), formed_by.end(),
                                                    [&](const uuid& id) { return covered.contains(id); });
  };
  return std::any_of(unit.leads.begin(), unit.leads.end(), [&](const lead_change& change) {
    return std::any_of(change.superseded.begin(), change.superseded.end(), changed_since);
  });
}

bool profiles_changed(const unit_of_work& unit, stored_leads& stored) {
  std::set<std::pair<uuid, std::uint64_t>> used;
  for (const lead_change& change : unit.leads) {
    if (const score_breakdown& told = change.lead.breakdown; !told.profile_id.is_nil()) {
      used.emplace(told.profile_id, told.profile_version);
    }
  }
  return std::any_of(used.begin(), used.end(),
                     [&](const auto& one) { return stored.profile_version(one.first) != one.second; });
}

} // namespace

job changed(job before, const job_change& change) {
  if (change.status) {
    change_status(before, *change.status, change.at);
  }
  before.progress = std::clamp(change.progress.value_or(0), before.progress, 100);
  before.errors.insert(before.errors.end(), change.errors.begin(), change.errors.end());
  if (before.errors.size() > most_errors) {
    before.errors.erase(before.errors.begin(),
                        before.errors.end() - static_cast<std::ptrdiff_t>(most_errors));
  }
  return before;
}

bool is_final(task_state state) {
  return state != task_state::ready && state != task_state::running;
}

std::string industry_text(const company& c) {
  return fold_case(c.industry);
}

std::string location_text(const company& c) {
  const place& p = c.location;
  return fold_case(p.city + '\n' + p.state + '\n' + p.country + '\n' + p.postal_code + '\n' + p.street);
}

bool conflicts(const unit_of_work& unit, stored_leads& stored) {
  return versions_changed(unit, stored) || keys_taken(unit, stored) || superseded_changed(unit, stored) ||
         profiles_changed(unit, stored);
}

} // namespace leadstream::storage
