#include "storage/sql/decide.hpp"

#include "domain/dedup/fold.hpp"
#include "storage/failure.hpp"
#include "storage/options.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/rebuild.hpp"
#include "storage/sql/unit_writes.hpp"

namespace leadstream::storage::sql {
namespace {

std::vector<related_lead> find_all(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids) {
  std::vector<related_lead> found;
  for (const uuid& id : ids) {
    found.push_back(read_related(db, tenant, id));
    if (found.back().version == 0) {
      throw failure(error_code::not_found, "there is no lead " + to_string(id));
    }
  }
  return found;
}

/// What a job found, it found whatever people make of it.
void keep_jobs(connection& db, const tenant_id& tenant, const uuid& of, const uuid& also) {
  db.run("INSERT INTO job_leads (tenant_id, job_id, company_id) SELECT tenant_id, job_id, ? FROM job_leads "
         "WHERE tenant_id = ? AND company_id = ? ON CONFLICT DO NOTHING",
         also, tenant.value, of);
}

} // namespace

std::vector<uuid> decide(connection& db, const std::vector<uuid>& leads, bool merge,
                         const dedup::decision_context& with, const lead_scorer& score) {
  const auto stored = find_all(db, with.tenant, leads);
  unit_of_work unit;
  unit.observations = merge ? dedup::decide_same(stored, with) : dedup::decide_apart(stored.front(), with);
  if (unit.observations.empty()) {
    throw failure(error_code::conflict,
                  merge ? "a merge takes two leads or more"
                        : "the lead has one record alone: there is nothing to take apart");
  }
  unit.id = unit.observations.front().id;
  unit.leads = dedup::fold(stored, unit.observations);
  const storage_options defaults;
  const auto done = store_unit(db, with.tenant, unit, {defaults.events_kept, defaults.units_kept}, with.at);
  if (done.outcome != commit_outcome::committed) {
    throw failure(error_code::conflict, "the leads were changed meanwhile; try again");
  }
  std::vector<uuid> standing;
  for (const lead_change& change : unit.leads) {
    standing.push_back(change.lead.company.id);
    keep_jobs(db, with.tenant, leads.front(), standing.back());
    rebuild_lead(db, with.tenant, standing.back(), score);
  }
  return standing;
}

} // namespace leadstream::storage::sql
