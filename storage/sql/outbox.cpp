#include "storage/sql/outbox.hpp"

#include "storage/sql/webhook_rows.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

using delivery::attempt;
using delivery::delivery_query;
using delivery::delivery_state;
using delivery::lane_work;

/// Lanes up to this one are of the service itself (alerts, breakers), and come first.
constexpr uuid last_own_lane{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff}};

/// How many lanes of one endpoint are looked at: more than may be under way at once.
constexpr int lanes_of_endpoint = 128;

constexpr const char* matching =
    " d.tenant_id = ?1 AND ({id ?2} IS NULL OR d.endpoint_id = ?2) AND ({id ?3} IS NULL OR d.id = ?3) "
    "AND (CAST(?4 AS text) = '' OR d.state = CAST(?4 AS text)) "
    "AND ({sqlite ?5}{postgres CAST(?5 AS timestamptz)} IS NULL OR d.at >= ?5) ";

const char* state_text(const delivery_query& query) {
  return query.state ? delivery::to_string(*query.state) : "";
}

/// Makes what waits in lanes that were empty due at once; a wait that is under way goes on.
void open_lanes(connection& db, const tenant_id& tenant, const uuid& endpoint_id) {
  db.run("INSERT INTO webhook_lanes (tenant_id, endpoint_id, lane, next_at) "
         "SELECT DISTINCT d.tenant_id, d.endpoint_id, d.lane, min(d.at) FROM webhook_deliveries d "
         "WHERE d.tenant_id = ?1 AND ({id ?2} IS NULL OR d.endpoint_id = ?2) AND d.state = 'waiting' "
         "GROUP BY d.tenant_id, d.endpoint_id, d.lane "
         "ON CONFLICT (tenant_id, endpoint_id, lane) DO NOTHING",
         tenant.value, nullable_id{endpoint_id});
}

void read_lane(connection& db, lane_work& work, std::size_t depth) {
  statement row(db,
                "SELECT " LEADSTREAM_DELIVERY_COLUMNS
                " FROM webhook_deliveries d WHERE d.tenant_id = ? AND d.endpoint_id = ? AND d.lane = ? "
                "AND d.state = 'waiting' ORDER BY d.row LIMIT ?",
                work.tenant.value, work.to.id, work.lane, static_cast<std::int64_t>(depth));
  while (row.step()) {
    work.deliveries.push_back(read_delivery(row));
  }
}

/// The head of the lane waits, or the next one is due, or the lane is empty.
void move_lane(connection& db, const attempt& what) {
  if (what.how.state == delivery_state::waiting) {
    db.run("UPDATE webhook_lanes SET next_at = ? WHERE tenant_id = ? AND endpoint_id = ? AND lane = ?",
           what.at + what.how.wait, what.tenant.value, what.endpoint_id, what.lane);
    return;
  }
  db.run("DELETE FROM webhook_lanes WHERE tenant_id = ?1 AND endpoint_id = ?2 AND lane = ?3 AND NOT EXISTS "
         "(SELECT 1 FROM webhook_deliveries d WHERE d.tenant_id = ?1 AND d.endpoint_id = ?2 AND d.lane = ?3 "
         "AND d.state = 'waiting')",
         what.tenant.value, what.endpoint_id, what.lane);
}

void judge_endpoint(connection& db, const attempt& what) {
  if (what.how.problem.empty()) {
    db.run("UPDATE webhook_endpoints SET failing_since = NULL "
           "WHERE tenant_id = ? AND id = ? AND failing_since IS NOT NULL",
           what.tenant.value, what.endpoint_id);
    return;
  }
  db.run("UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, ?) WHERE tenant_id = ? AND id "
         "= ?",
         what.at, what.tenant.value, what.endpoint_id);
  if (what.how.disable_because.empty()) {
    return;
  }
  db.run("UPDATE webhook_endpoints SET enabled = ?, disabled_reason = ? WHERE tenant_id = ? AND id = ?",
         false, what.how.disable_because, what.tenant.value, what.endpoint_id);
  db.run("UPDATE webhook_deliveries SET state = 'dead', attempted_at = ?, last_error = ? "
         "WHERE tenant_id = ? AND endpoint_id = ? AND state = 'waiting'",
         what.at, "the endpoint is switched off: " + what.how.disable_because, what.tenant.value,
         what.endpoint_id);
  db.run("DELETE FROM webhook_lanes WHERE tenant_id = ? AND endpoint_id = ?", what.tenant.value,
         what.endpoint_id);
}

} // namespace

std::vector<delivery::delivery> list_deliveries(connection& db, const tenant_id& tenant,
                                                const delivery_query& query) {
  static const std::string text =
      std::string("SELECT " LEADSTREAM_DELIVERY_COLUMNS
                  ", l.next_at FROM webhook_deliveries d LEFT JOIN webhook_lanes l "
                  "ON l.tenant_id = d.tenant_id AND l.endpoint_id = d.endpoint_id "
                  "AND l.lane = d.lane WHERE") +
      matching + "ORDER BY d.row DESC LIMIT ?6";
  statement row(db, text.c_str(), tenant.value, nullable_id{query.endpoint_id}, nullable_id{query.id},
                state_text(query), query.since, query.limit);
  std::vector<delivery::delivery> all;
  while (row.step()) {
    all.push_back(read_delivery(row));
    const auto next = row.optional_time();
    all.back().next_at = all.back().state == delivery_state::waiting ? next : std::nullopt;
  }
  return all;
}

std::uint64_t resend(connection& db, const tenant_id& tenant, const delivery_query& query) {
  static const std::string text =
      std::string("UPDATE webhook_deliveries AS d SET state = 'waiting', attempts = 0 WHERE") + matching +
      "AND d.state <> 'waiting'";
  statement(db, text.c_str(), tenant.value, nullable_id{query.endpoint_id}, nullable_id{query.id},
            state_text(query), query.since)
      .run();
  const auto count = static_cast<std::uint64_t>(db.changes());
  open_lanes(db, tenant, query.endpoint_id);
  return count;
}

void enqueue(connection& db, const tenant_id& tenant, const delivery::delivery& what) {
  db.run("INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at) "
         "VALUES (?, ?, ?, ?, ?, ?, ?)",
         tenant.value, what.id, what.endpoint_id, what.lane, what.type, what.data, what.at);
}

std::vector<lane_work> find_due(connection& db, wall_time now, std::size_t lanes, std::size_t depth) {
  std::vector<lane_work> due;
  {
    statement row(
        db,
        "SELECT l.tenant_id, l.lane, " LEADSTREAM_ENDPOINT_COLUMNS
        " FROM (SELECT tenant_id, endpoint_id, lane, next_at, "
        "row_number() OVER (PARTITION BY tenant_id, endpoint_id ORDER BY lane > ?, next_at) AS place "
        "FROM webhook_lanes WHERE next_at <= ?) l "
        "JOIN webhook_endpoints e ON e.tenant_id = l.tenant_id AND e.id = l.endpoint_id "
        "WHERE l.place <= ? AND e.enabled = ? ORDER BY l.place, l.next_at LIMIT ?",
        last_own_lane, now, lanes_of_endpoint, true, static_cast<std::int64_t>(lanes));
    while (row.step()) {
      lane_work& work = due.emplace_back();
      work.tenant.value = row.text();
      work.lane = row.id();
      work.to = read_endpoint(row);
    }
  }
  for (lane_work& work : due) {
    read_lane(db, work, depth);
  }
  return due;
}

void record(connection& db, const attempt& what) {
  db.run(
      "UPDATE webhook_deliveries SET state = ?, attempts = attempts + 1, attempted_at = ?, last_status = ?, "
      "last_error = ? WHERE tenant_id = ? AND id = ?",
      delivery::to_string(what.how.state), what.at, what.how.status, what.how.problem, what.tenant.value,
      what.delivery_id);
  move_lane(db, what);
  judge_endpoint(db, what);
}

delivery::outbox_figures outbox_figures(connection& db) {
  delivery::outbox_figures figures;
  statement row(db, "SELECT count(*), min(CASE WHEN l.next_at > d.at THEN l.next_at ELSE d.at END) "
                    "FROM webhook_deliveries d LEFT JOIN webhook_lanes l ON l.tenant_id = d.tenant_id "
                    "AND l.endpoint_id = d.endpoint_id AND l.lane = d.lane WHERE d.state = 'waiting'");
  if (row.step()) {
    figures.length = static_cast<std::uint64_t>(row.integer());
    figures.due = row.optional_time();
  }
  return figures;
}

} // namespace leadstream::storage::sql
