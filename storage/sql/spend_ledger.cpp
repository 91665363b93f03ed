#include "storage/spend_ledger.hpp"

#include "storage/connections.hpp"

#include <utility>

namespace leadstream::storage {
namespace {

using sources::spending;

std::int64_t spent_by_job(sql::connection& db, const tenant_id& tenant, const spending& what) {
  sql::statement row(
      db,
      "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM source_spend WHERE tenant_id = ? AND source = ? "
      "AND job_id = ?",
      tenant.value, what.source, what.job_id);
  return row.step() ? row.integer() : 0;
}

std::int64_t spent_on_day(sql::connection& db, const tenant_id& tenant, const spending& what) {
  sql::statement row(
      db,
      "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM source_spend WHERE tenant_id = ? AND source = ? "
      "AND day = ?",
      tenant.value, what.source, what.day);
  return row.step() ? row.integer() : 0;
}

/// An amount of millionths as people write it.
std::string shown(std::int64_t amount) {
  std::string digits = std::to_string(amount % 1'000'000 + 1'000'000).substr(1, 3);
  return std::to_string(amount / 1'000'000) + "." + digits;
}

std::string refusal(const char* whose, std::int64_t spent, const spending& what, std::int64_t limit) {
  return std::string("the budget of ") + whose + " is used up: " + shown(spent) + " of " + shown(limit) +
         " is spent and a request costs " + shown(what.amount);
}

/// The budget is looked at and written in one transaction.
std::string spend_in(sql::connection& db, const tenant_id& tenant, const spending& what) {
  if (const auto spent = spent_by_job(db, tenant, what); spent + what.amount > what.job_limit) {
    return refusal("the job", spent, what, what.job_limit);
  }
  if (const auto spent = spent_on_day(db, tenant, what); spent + what.amount > what.day_limit) {
    return refusal("the day", spent, what, what.day_limit);
  }
  db.run("INSERT INTO source_spend (tenant_id, source, day, job_id, amount) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, source, day, job_id) DO UPDATE SET amount = source_spend.amount + "
         "excluded.amount",
         tenant.value, what.source, what.day, what.job_id, what.amount);
  return {};
}

class sql_spend_ledger : public sources::spend_ledger {
public:
  explicit sql_spend_ledger(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void spend(const tenant_id& tenant, const spending& what, completion<std::string> done) override {
    database_->write<std::string>(tenant, std::move(done),
                                  [tenant, what](sql::connection& db) { return spend_in(db, tenant, what); });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::unique_ptr<sources::spend_ledger> make_spend_ledger(std::shared_ptr<connections> database) {
  return std::make_unique<sql_spend_ledger>(std::move(database));
}

} // namespace leadstream::storage
