#include "storage/sql/forget_points.hpp"

#include <string>
#include <tuple>

namespace leadstream::storage::sql {
namespace {

/// Rewrites the texts of one table: `select` gives what may hold points and then what names the row, as
/// `read_key` reads it into a tuple; `update` binds the new text, the tenant and the name.
template <class Key>
void rewrite(connection& db, const tenant_id& tenant, const std::vector<law::point>& points,
             const char* select, const char* update, Key read_key) {
  using key = decltype(read_key(std::declval<statement&>()));
  std::vector<std::pair<std::string, key>> changed;
  {
    statement row(db, select, tenant.value);
    while (row.step()) {
      const std::string_view before = row.view();
      std::string after = law::without_points(before, points);
      if (after != before) {
        changed.emplace_back(std::move(after), read_key(row));
      }
    }
  }
  for (const auto& [text, name] : changed) {
    std::apply([&, &text = text](const auto&... part) { db.run(update, text, tenant.value, part...); }, name);
  }
}

} // namespace

void forget_points(connection& db, const tenant_id& tenant, const std::vector<law::point>& points) {
  if (points.empty()) {
    return;
  }
  const auto by_id = [](statement& row) { return std::tuple(row.id()); };
  rewrite(db, tenant, points,
          "SELECT payload, seq FROM events WHERE tenant_id = ? AND {contains payload, 'latitude'}",
          "UPDATE events SET payload = ? WHERE tenant_id = ? AND seq = ?",
          [](statement& row) { return std::tuple(row.integer()); });
  rewrite(db, tenant, points,
          "SELECT data, id FROM webhook_deliveries WHERE tenant_id = ? AND {contains data, 'latitude'}",
          "UPDATE webhook_deliveries SET data = ? WHERE tenant_id = ? AND id = ?", by_id);
  rewrite(db, tenant, points,
          "SELECT payload, id FROM tasks WHERE tenant_id = ? AND {contains payload, 'latitude'}",
          "UPDATE tasks SET payload = ? WHERE tenant_id = ? AND id = ?", by_id);
  rewrite(db, tenant, points,
          "SELECT answer, client, key FROM idempotency_keys WHERE tenant_id = ? AND {contains answer, "
          "'latitude'}",
          "UPDATE idempotency_keys SET answer = ? WHERE tenant_id = ? AND client = ? AND key = ?",
          [](statement& row) {
            std::string client = row.text();
            return std::tuple(std::move(client), row.text());
          });
  rewrite(db, tenant, points,
          "SELECT sent, target, lead_id FROM crm_records WHERE tenant_id = ? AND sent <> ''",
          "UPDATE crm_records SET sent = ? WHERE tenant_id = ? AND target = ? AND lead_id = ?",
          [](statement& row) {
            std::string target = row.text();
            return std::tuple(std::move(target), row.id());
          });
}

} // namespace leadstream::storage::sql
