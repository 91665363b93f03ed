#include "storage/postgres/postgres_database.hpp"

#include "storage/postgres/problem.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sql/transaction.hpp"

#include <thread>

namespace leadstream::storage {
namespace {

using namespace std::chrono_literals;

class postgres_database : public database {
public:
  explicit postgres_database(const storage_options& options)
      : where_(postgres::read_address(options.database)), how_{options.statement_timeout}, options_(options) {
  }

  std::unique_ptr<sql::connection> open_writing() override {
    auto db = connect_postgres(options_, postgres::hold::shared);
    sql::migrate(*db, options_.now());
    sql::write_transaction whole(*db);
    db->enter(sql::all_tenants());
    db->run("INSERT INTO streams (tenant_id, epoch) VALUES ('*', ?) ON CONFLICT (tenant_id) DO NOTHING",
            to_string(make_uuid_v7(options_.now(), options_.random)));
    whole.commit();
    return db;
  }
  std::unique_ptr<sql::connection> open_reading() override {
    return std::make_unique<postgres::connection>(where_, how_, counts_);
  }

private:
  postgres::address where_;
  postgres::manner how_;
  storage_options options_;
  std::shared_ptr<sql::count_memory> counts_ = std::make_shared<sql::count_memory>();
};

} // namespace

bool is_postgres(std::string_view url) {
  return url.starts_with("postgres://") || url.starts_with("postgresql://");
}

std::unique_ptr<sql::connection> connect_postgres(const storage_options& options, postgres::hold holds) {
  const auto deadline = std::chrono::steady_clock::now() + options.connect_patience;
  for (;;) {
    try {
      return std::make_unique<postgres::connection>(postgres::read_address(options.database),
                                                    postgres::manner{options.statement_timeout, holds});
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
