#include "storage/sql/switch_store.hpp"

#include <utility>

namespace leadstream::storage {
namespace {

using sources::source_switch;

class sql_switch_store final : public sources::switch_store {
public:
  explicit sql_switch_store(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void list(completion<std::vector<source_switch>> answer) override {
    using rows = std::vector<source_switch>;
    database_->read<rows>(default_tenant(), std::move(answer), [](sql::connection& db) {
      sql::statement row(db,
                         "SELECT source, enabled FROM source_switches WHERE tenant_id = ? ORDER BY source",
                         default_tenant().value);
      rows all;
      while (row.step()) {
        source_switch& one = all.emplace_back();
        one.source = row.text();
        one.enabled = row.flag();
      }
      return all;
    });
  }

  void set(const source_switch& what, completion<done> answer) override {
    database_->write<done>(default_tenant(), std::move(answer), [what](sql::connection& db) {
      db.run("INSERT INTO source_switches (tenant_id, source, enabled, at) VALUES (?, ?, ?, ?) "
             "ON CONFLICT (tenant_id, source) DO UPDATE SET enabled = excluded.enabled, at = excluded.at",
             default_tenant().value, what.source, what.enabled, system_wall_time());
      return done{};
    });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::shared_ptr<sources::switch_store> make_switch_store(std::shared_ptr<connections> database) {
  return std::make_shared<sql_switch_store>(std::move(database));
}

} // namespace leadstream::storage
