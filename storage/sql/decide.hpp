#pragma once
#include "domain/dedup/decisions.hpp"
#include "storage/maintenance.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// Joins leads (two or more), or takes one apart, for ever: the decision is stored with what it changes.
/// Inside the writer's transaction of the tenant. Gives the leads that stand now; each is scored for the
/// search that found it. Throws failure: not_found, or conflict when there is nothing to take apart.
std::vector<uuid> decide(connection& db, const std::vector<uuid>& leads, bool merge,
                         const dedup::decision_context& with, const lead_scorer& score);

} // namespace leadstream::storage::sql
