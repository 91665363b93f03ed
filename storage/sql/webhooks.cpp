#include "storage/sql/webhooks.hpp"

#include "domain/text/ascii.hpp"
#include "storage/failure.hpp"
#include "storage/sql/outbox.hpp"
#include "storage/sql/webhook_rows.hpp"

#include <utility>

namespace leadstream::storage::sql {
namespace {

using delivery::delivery_query;
using delivery::endpoint;
using delivery::endpoint_change;

endpoint find_endpoint(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db,
                "SELECT " LEADSTREAM_ENDPOINT_COLUMNS
                " FROM webhook_endpoints e WHERE e.tenant_id = ? AND e.id = ?",
                tenant.value, id);
  if (!row.step()) {
    throw failure(error_code::not_found, "there is no webhook of that id");
  }
  return read_endpoint(row);
}

/// Nothing is sent to an endpoint that is off.
void require_enabled(connection& db, const tenant_id& tenant, const uuid& id) {
  const endpoint to = find_endpoint(db, tenant, id);
  if (!to.enabled) {
    throw failure(error_code::conflict, "the webhook is off (" + to.disabled_reason +
                                            "): nothing is sent until it is switched on, with enabled: true");
  }
}

/// Nil stands for all of them.
void require_endpoint(connection& db, const tenant_id& tenant, const uuid& id) {
  if (!id.is_nil()) {
    find_endpoint(db, tenant, id);
  }
}

endpoint add_endpoint(connection& db, const tenant_id& tenant, const endpoint& made) {
  db.run(
      "INSERT INTO webhook_endpoints (tenant_id, id, url, events, description, headers, secret, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      tenant.value, made.id, made.url, joined(made.events, " "), made.description, header_lines(made.headers),
      made.secret, made.created_at);
  return find_endpoint(db, tenant, made.id);
}

void apply(endpoint& now, const endpoint_change& what) {
  now.url = what.url.value_or(now.url);
  now.events = what.events.value_or(now.events);
  now.description = what.description.value_or(now.description);
  now.headers = what.headers.value_or(now.headers);
  if (what.secret && now.old_secret_until && *now.old_secret_until > what.asked_at) {
    throw failure(error_code::conflict,
                  "the secret was replaced already, and the one before it signs until " +
                      to_rfc3339(*now.old_secret_until) + "; replace it after that");
  }
  if (what.secret) {
    now.old_secret = std::exchange(now.secret, *what.secret);
    now.old_secret_until = what.old_secret_until;
  }
  if (what.enabled) {
    now.enabled = *what.enabled;
    now.disabled_reason = *what.enabled ? "" : "switched off by an operator";
    now.failing_since = std::nullopt;
  }
}

endpoint change_endpoint(connection& db, const tenant_id& tenant, const uuid& id,
                         const endpoint_change& what) {
  endpoint now = find_endpoint(db, tenant, id);
  apply(now, what);
  db.run("UPDATE webhook_endpoints SET url = ?3, events = ?4, description = ?5, headers = ?6, secret = ?7, "
         "old_secret = ?8, old_secret_until = ?9, enabled = ?10, disabled_reason = ?11, failing_since = ?12 "
         "WHERE tenant_id = ?1 AND id = ?2",
         tenant.value, id, now.url, joined(now.events, " "), now.description, header_lines(now.headers),
         now.secret, now.old_secret, now.old_secret_until, now.enabled, now.disabled_reason,
         now.failing_since);
  return now;
}

std::vector<endpoint> list_endpoints(connection& db, const tenant_id& tenant) {
  statement row(db,
                "SELECT " LEADSTREAM_ENDPOINT_COLUMNS
                " FROM webhook_endpoints e WHERE e.tenant_id = ? ORDER BY e.created_at, e.id",
                tenant.value);
  std::vector<endpoint> all;
  while (row.step()) {
    all.push_back(read_endpoint(row));
  }
  return all;
}

class sql_webhooks : public delivery::webhook_store {
public:
  explicit sql_webhooks(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void add(const tenant_id& tenant, const endpoint& made, completion<endpoint> done) override {
    write<endpoint>(tenant, std::move(done),
                    [made](auto& db, const auto& t) { return add_endpoint(db, t, made); });
  }
  void list(const tenant_id& tenant, completion<std::vector<endpoint>> done) override {
    read<std::vector<endpoint>>(tenant, std::move(done),
                                [](auto& db, const auto& t) { return list_endpoints(db, t); });
  }
  void find(const tenant_id& tenant, const uuid& id, completion<endpoint> done) override {
    read<endpoint>(tenant, std::move(done),
                   [id](auto& db, const auto& t) { return find_endpoint(db, t, id); });
  }
  void change(const tenant_id& tenant, const uuid& id, const endpoint_change& what,
              completion<endpoint> done) override {
    write<endpoint>(tenant, std::move(done),
                    [id, what](auto& db, const auto& t) { return change_endpoint(db, t, id, what); });
  }
  void remove(const tenant_id& tenant, const uuid& id, completion<leadstream::done> done) override {
    write<leadstream::done>(tenant, std::move(done), [id](auto& db, const auto& t) {
      find_endpoint(db, t, id);
      db.run("DELETE FROM webhook_endpoints WHERE tenant_id = ? AND id = ?", t.value, id);
      return leadstream::done{};
    });
  }

  void list_deliveries(const tenant_id& tenant, const delivery_query& query,
                       completion<std::vector<delivery::delivery>> done) override {
    read<std::vector<delivery::delivery>>(tenant, std::move(done), [query](auto& db, const auto& t) {
      require_endpoint(db, t, query.endpoint_id);
      return sql::list_deliveries(db, t, query);
    });
  }
  void resend(const tenant_id& tenant, const delivery_query& query, completion<std::uint64_t> done) override {
    write<std::uint64_t>(tenant, std::move(done), [query](auto& db, const auto& t) {
      require_enabled(db, t, query.endpoint_id);
      if (!query.id.is_nil() && sql::list_deliveries(db, t, query).empty()) {
        throw failure(error_code::not_found, "the webhook has no such delivery");
      }
      return sql::resend(db, t, query);
    });
  }
  void enqueue(const tenant_id& tenant, const delivery::delivery& what,
               completion<leadstream::done> done) override {
    write<leadstream::done>(tenant, std::move(done), [what](auto& db, const auto& t) {
      require_enabled(db, t, what.endpoint_id);
      sql::enqueue(db, t, what);
      return leadstream::done{};
    });
  }

  void due(wall_time now, std::size_t lanes, std::size_t depth,
           completion<std::vector<delivery::lane_work>> done) override {
    database_->read<std::vector<delivery::lane_work>>(
        all_tenants(), std::move(done),
        [now, lanes, depth](connection& db) { return find_due(db, now, lanes, depth); });
  }
  void record(const delivery::attempt& what, completion<leadstream::done> done) override {
    write<leadstream::done>(what.tenant, std::move(done), [what](auto& db, const auto& /*tenant*/) {
      sql::record(db, what);
      return leadstream::done{};
    });
  }
  void figures(completion<delivery::outbox_figures> done) override {
    database_->read<delivery::outbox_figures>(all_tenants(), std::move(done), outbox_figures);
  }
  void prune(wall_time before, completion<leadstream::done> done) override {
    database_->write<leadstream::done>(all_tenants(), std::move(done), [before](connection& db) {
      db.run("DELETE FROM webhook_deliveries WHERE state <> 'waiting' AND attempted_at < ?", before);
      return leadstream::done{};
    });
  }

private:
  template <class T, class Work>
  void read(const tenant_id& tenant, completion<T> done, Work work) {
    database_->read<T>(tenant, std::move(done), [tenant, work](connection& db) { return work(db, tenant); });
  }
  template <class T, class Work>
  void write(const tenant_id& tenant, completion<T> done, Work work) {
    database_->write<T>(tenant, std::move(done), [tenant, work](connection& db) { return work(db, tenant); });
  }

  std::shared_ptr<connections> database_;
};

} // namespace

std::unique_ptr<delivery::webhook_store> make_webhook_store(std::shared_ptr<connections> database) {
  return std::make_unique<sql_webhooks>(std::move(database));
}

} // namespace leadstream::storage::sql
