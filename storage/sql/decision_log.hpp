#pragma once
#include "domain/model/decision.hpp"
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <optional>
#include <vector>

/// What is kept of people's decisions (table lead_decisions), so that an undoing gives the same rows back.
/// Inside the writer's transaction of the tenant; throws failure.
namespace leadstream::storage::sql {

/// What a lead has that its observations do not tell.
struct kept_lead {
  uuid id;
  lead_marks marks;
  std::vector<uuid> jobs; ///< that found it, the oldest first
  uuid scored_for;        ///< the job of its score; may be nil
};

/// A decision as it is kept.
struct kept_decision {
  std::vector<kept_lead> before;
  std::vector<uuid> standing; ///< after it
  lead_marks marks;           ///< of the first that stands
};

/// What is to be kept of a lead as it stands.
kept_lead keep_lead(connection& db, const tenant_id& tenant, const related_lead& stored);

/// Writes a decision down.
void log_decision(connection& db, const tenant_id& tenant, const lead_decision& what,
                  const kept_decision& kept);
/// The leads that stood after that decision; nothing when it was never made.
std::optional<std::vector<uuid>> logged_standing(connection& db, const tenant_id& tenant, const uuid& id);

/// All merges that made a lead what it is, those of what it was made of included, the oldest first. They
/// count as undone from now on.
std::vector<kept_decision> take_merges(connection& db, const tenant_id& tenant, const uuid& lead_id);

} // namespace leadstream::storage::sql
