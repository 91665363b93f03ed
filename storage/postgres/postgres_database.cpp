#include "storage/postgres/postgres_database.hpp"

#include "storage/postgres/problem.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sql/transaction.hpp"

#include <thread>

namespace leadstream::storage {
namespace {

using namespace std::chrono_literals;

/// Renewed four times before it is taken for gone.
constexpr std::chrono::seconds presence_interval = 5s;
constexpr std::chrono::seconds presence_holds = 4 * presence_interval;

/// Behind a pooler a server holds no lock: it says in a table that it is there.
void require_nobody(sql::connection& db) {
  const sql::read_transaction whole(db, sql::all_tenants());
  if (sql::statement table(db, "SELECT 1 WHERE to_regclass('servers') IS NOT NULL"); !table.step()) {
    return;
  }
  sql::statement row(db, "SELECT 1 FROM servers WHERE seen_at > now() - make_interval(secs => ?) LIMIT 1",
                     presence_holds.count());
  if (row.step()) {
    throw failure(error_code::conflict,
                  "a server uses the database through a pooler; stop it (after a crash wait " +
                      std::to_string(presence_holds.count()) + " seconds)",
                  "storage.url");
  }
}

std::unique_ptr<postgres::connection> connect(const storage_options& options, postgres::hold holds) {
  auto db = std::make_unique<postgres::connection>(postgres::read_address(options.database),
                                                   postgres::manner{options.statement_timeout, holds, {}});
  if (holds == postgres::hold::alone) {
    require_nobody(*db);
  }
  return db;
}

class postgres_database : public database {
public:
  explicit postgres_database(const storage_options& options)
      : where_(postgres::read_address(options.database)), how_{options.statement_timeout,
                                                               postgres::hold::nothing,
                                                               options.notice ? options.notice
                                                                              : [](const std::string&) {}},
        options_(options), id_(make_uuid_v7(options.now(), options.random)) {}

  std::unique_ptr<sql::connection> open_writing() override {
    auto db = connect_postgres(options_, postgres::hold::shared);
    sql::migrate(*db, options_.now());
    sql::write_transaction whole(*db);
    db->enter(sql::all_tenants());
    db->run("INSERT INTO streams (tenant_id, epoch) VALUES ('*', ?) ON CONFLICT (tenant_id) DO NOTHING",
            to_string(make_uuid_v7(options_.now(), options_.random)));
    whole.commit();
    is_pooled_ = db->is_pooled();
    tell_presence(*db);
    db->report_to(how_.notice);
    return db;
  }
  std::unique_ptr<sql::connection> open_reading() override {
    return std::make_unique<postgres::connection>(where_, how_, counts_);
  }
  std::chrono::milliseconds presence() const override {
    return is_pooled_ ? presence_interval : std::chrono::seconds(0);
  }
  void tell_presence(sql::connection& db) override {
    change_presence(db, "INSERT INTO servers (id, seen_at) VALUES (?, now()) "
                        "ON CONFLICT (tenant_id, id) DO UPDATE SET seen_at = excluded.seen_at");
  }
  void end_presence(sql::connection& db) override { change_presence(db, "DELETE FROM servers WHERE id = ?"); }

private:
  void change_presence(sql::connection& db, const char* change) const {
    if (is_pooled_) {
      sql::write_transaction whole(db);
      db.enter(sql::all_tenants());
      db.run(change, id_);
      whole.commit();
    }
  }

  postgres::address where_;
  postgres::manner how_;
  storage_options options_;
  std::shared_ptr<sql::count_memory> counts_ = std::make_shared<sql::count_memory>();
  uuid id_; ///< of this process among the servers
  bool is_pooled_ = false;
};

} // namespace

bool is_postgres(std::string_view url) {
  return url.starts_with("postgres://") || url.starts_with("postgresql://");
}

std::unique_ptr<postgres::connection> connect_postgres(const storage_options& options, postgres::hold holds) {
  const auto deadline = std::chrono::steady_clock::now() + options.connect_patience;
  for (;;) {
    try {
      return connect(options, holds);
    } catch (const postgres::lost_connection&) {
      if (std::chrono::steady_clock::now() >= deadline) {
        throw;
      }
    }
    std::this_thread::sleep_for(250ms);
  }
}

std::unique_ptr<database> open_postgres(const storage_options& options) {
  return std::make_unique<postgres_database>(options);
}

} // namespace leadstream::storage
