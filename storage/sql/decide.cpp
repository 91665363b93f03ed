#include "storage/sql/decide.hpp"

#include "domain/dedup/carry_marks.hpp"
#include "domain/dedup/decisions.hpp"
#include "domain/dedup/fold.hpp"
#include "domain/json/lead.hpp"
#include "storage/failure.hpp"
#include "storage/sql/decision_log.hpp"
#include "storage/sql/judge.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/log_queries.hpp"
#include "storage/stored_json.hpp"

#include <algorithm>
#include <set>

namespace leadstream::storage::sql {
namespace {

std::optional<search_criteria> search_of_job(connection& db, const tenant_id& tenant, const uuid& job_id) {
  statement row(db, "SELECT search_criteria FROM scraping_jobs WHERE tenant_id = ? AND id = ?", tenant.value,
                job_id);
  if (!row.step()) {
    return std::nullopt;
  }
  search_criteria criteria;
  decode(row.view(), criteria);
  return criteria;
}

decided_leads leads_of(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids,
                       const position& last) {
  decided_leads told{{}, last};
  for (const uuid& id : ids) {
    told.standing.push_back(find_lead(db, tenant, id));
  }
  return told;
}

/// One decision on its way into the tables.
class application {
public:
  application(connection& db, const tenant_id& tenant, const lead_decision& what, const decision_rules& rules)
      : db_(db), tenant_(tenant), what_(what), rules_(rules) {}

  decided_leads run() {
    find_all();
    observe();
    unit_.leads = dedup::fold(stored_, unit_.observations);
    if (unit_.leads.empty()) {
      throw failure(error_code::conflict, "the leads are as that decision says already");
    }
    dedup::carry_marks(stored_, unit_.leads);
    restore_marks();
    score();
    const auto done = store_unit(db_, tenant_, unit_, rules_.keep, what_.at);
    if (done.outcome != commit_outcome::committed) {
      throw failure(error_code::conflict, "the leads were changed meanwhile; try again");
    }
    for (const lead_change& change : unit_.leads) {
      kept_.standing.push_back(change.lead.company.id);
      if (!what_.merge) {
        restore_jobs(change.lead.company.id);
      }
    }
    log_decision(db_, tenant_, what_, kept_);
    return leads_of(db_, tenant_, kept_.standing, done.last);
  }

private:
  void find_all() {
    for (const uuid& id : what_.leads) {
      stored_.push_back(read_related(db_, tenant_, id));
      if (stored_.back().version == 0) {
        throw failure(error_code::not_found, "there is no lead " + to_string(id));
      }
      kept_.before.push_back(keep_lead(db_, tenant_, stored_.back()));
    }
  }

  /// Of decisions on the same records the newer one holds: this one, whatever the clock says.
  wall_time moment() const {
    wall_time at = what_.at;
    for (const related_lead& lead : stored_) {
      for (const observation& seen : lead.observations) {
        if (seen.source == dedup::decision_source) {
          at = std::max(at, seen.fetched_at + std::chrono::milliseconds(1));
        }
      }
    }
    return at;
  }

  void observe() {
    const dedup::decision_context with{tenant_, what_.by, moment()};
    unit_.id = what_.id;
    unit_.observations =
        what_.merge ? dedup::decide_same(stored_, with) : dedup::decide_apart(stored_.front(), with);
    if (unit_.observations.empty()) {
      throw failure(error_code::conflict,
                    what_.merge ? "a merge takes two leads or more"
                                : "the lead has one record alone: there is nothing to take apart");
    }
  }

  /// Every part gets back what people wrote on it before the merge; the lead itself only if nobody wrote on
  /// it since.
  void restore_marks() {
    if (what_.merge) {
      kept_.marks = unit_.leads.front().lead.marks;
      return;
    }
    lead_marks after_merge;
    for (const kept_decision& merge : take_merges(db_, tenant_, what_.leads.front())) {
      after_merge = merge.marks;
      for (const kept_lead& part : merge.before) {
        if (find_part(part.id) == nullptr) {
          parts_.push_back(part);
        }
      }
    }
    for (lead_change& change : unit_.leads) {
      const kept_lead* part = find_part(change.lead.company.id);
      if (part != nullptr && (change.lead.version == 0 || change.lead.marks == after_merge)) {
        change.lead.marks = part->marks;
      }
    }
    kept_.marks = unit_.leads.front().lead.marks;
  }

  const kept_lead* find_part(const uuid& id) const {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const auto& p) { return p.id == id; });
    return found == parts_.end() ? nullptr : &*found;
  }

  std::optional<search_criteria> search_for(const uuid& id) {
    const kept_lead* part = find_part(id);
    if (part == nullptr) {
      return search_of(db_, tenant_, what_.merge ? id : what_.leads.front());
    }
    const bool by_first = part->scored_for.is_nil() && !part->jobs.empty();
    return search_of_job(db_, tenant_, by_first ? part->jobs.front() : part->scored_for);
  }

  void score() {
    judge scoring(db_, rules_.standard);
    for (lead_change& change : unit_.leads) {
      scoring.judge_lead(tenant_, search_for(change.lead.company.id), change);
      unit_.events.push_back(json::announce(change, {}));
    }
  }

  /// What a job found, it found whatever people made of it: a part gets its own jobs back, what was never a
  /// lead of its own gets those of the whole.
  void restore_jobs(const uuid& id) {
    const kept_lead* part = find_part(id);
    const bool is_whole = id == what_.leads.front();
    if (part == nullptr && !is_whole) {
      link(id, kept_.before.front().jobs);
    } else if (part != nullptr && is_whole) {
      unlink_others(*part);
    } else if (part != nullptr) {
      link(id, part->jobs);
      db_.run("UPDATE score_breakdowns SET job_id = ? WHERE tenant_id = ? AND company_id = ?",
              nullable_id{part->scored_for}, tenant_.value, id);
    }
  }

  void link(const uuid& id, const std::vector<uuid>& jobs) {
    db_.run("INSERT INTO job_leads (tenant_id, job_id, company_id) SELECT j.tenant_id, j.id, {id ?2} FROM "
            "{ids ?3} wanted JOIN scraping_jobs j ON j.tenant_id = ?1 AND j.id = wanted.id WHERE true "
            "ON CONFLICT DO NOTHING",
            tenant_.value, id, jobs);
  }

  void unlink_others(const kept_lead& whole) {
    std::set<uuid> foreign;
    for (const kept_lead& part : parts_) {
      foreign.insert(part.jobs.begin(), part.jobs.end());
    }
    for (const uuid& own : whole.jobs) {
      foreign.erase(own);
    }
    for (const uuid& job : foreign) {
      db_.run("DELETE FROM job_leads WHERE tenant_id = ? AND job_id = ? AND company_id = ?", tenant_.value,
              job, whole.id);
    }
  }

  connection& db_;
  const tenant_id& tenant_;
  const lead_decision& what_;
  const decision_rules& rules_;
  std::vector<related_lead> stored_;
  std::vector<kept_lead> parts_; ///< that the merges of the lead were made of
  kept_decision kept_;
  unit_of_work unit_;
};

} // namespace

decided_leads decide(connection& db, const tenant_id& tenant, const lead_decision& what,
                     const decision_rules& rules) {
  if (const auto standing = logged_standing(db, tenant, what.id)) {
    return leads_of(db, tenant, *standing, find_position(db, tenant));
  }
  return application(db, tenant, what, rules).run();
}

} // namespace leadstream::storage::sql
