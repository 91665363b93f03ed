#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "storage/sql/connection.hpp"

/// The deliveries: webhook_deliveries and the lanes that they wait in. Everything throws failure.
namespace leadstream::storage::sql {

std::vector<delivery::delivery> list_deliveries(connection& db, const tenant_id& tenant,
                                                const delivery::delivery_query& query);
std::uint64_t resend(connection& db, const tenant_id& tenant, const delivery::delivery_query& query);
void enqueue(connection& db, const tenant_id& tenant, const delivery::delivery& what);

std::vector<delivery::lane_work> find_due(connection& db, wall_time now, std::size_t lanes,
                                          std::size_t depth);
void record(connection& db, const delivery::attempt& what);
delivery::outbox_figures outbox_figures(connection& db);

} // namespace leadstream::storage::sql
