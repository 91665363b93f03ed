#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// The tenant's leads in figures, mostly from the counts that the database keeps.
lead_figures lead_figures_of(connection& db, const tenant_id& tenant, const figure_query& query);

} // namespace leadstream::storage::sql
