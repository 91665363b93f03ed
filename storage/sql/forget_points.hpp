#pragma once
#include "domain/law/without_points.hpp"
#include "domain/model/tenant.hpp"
#include "storage/sql/connection.hpp"

#include <vector>

namespace leadstream::storage::sql {

/// Takes points that a source's terms do not let be kept any more out of what was told of leads and is
/// stored: events, deliveries, what CRMs were sent, kept answers, tasks that came to no end. Inside the
/// writer's transaction.
void forget_points(connection& db, const tenant_id& tenant, const std::vector<law::point>& points);

} // namespace leadstream::storage::sql
