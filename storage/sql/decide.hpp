#pragma once
#include "domain/model/decision.hpp"
#include "domain/model/tenant.hpp"
#include "domain/score/profile.hpp"
#include "storage/sql/unit_writes.hpp"

namespace leadstream::storage::sql {

/// What a decision needs beside itself.
struct decision_rules {
  retention keep;
  score::profile standard; ///< by which leads are scored where no saved profile counts
};

/// See tenant_store::decide(). Inside the writer's transaction of the tenant. Throws failure.
decided_leads decide(connection& db, const tenant_id& tenant, const lead_decision& what,
                     const decision_rules& rules);

} // namespace leadstream::storage::sql
