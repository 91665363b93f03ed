#include "storage/idempotency.hpp"

#include "storage/connections.hpp"

namespace leadstream::storage {
namespace {

key_claim begin(sql::connection& db, const tenant_id& tenant, const keyed_request& asked) {
  db.run("INSERT INTO idempotency_keys (tenant_id, client, key, fingerprint, seed, holder, at) "
         "VALUES (?, ?, ?, ?, ?, ?, ?)",
         tenant.value, asked.client, asked.key, asked.fingerprint, asked.seed, asked.holder, asked.now);
  return {key_claim::kind::first, asked.seed, {}};
}

/// What an earlier process left under way is worked on again by this one.
key_claim take_over(sql::connection& db, const tenant_id& tenant, const keyed_request& asked,
                    const uuid& seed) {
  db.run("UPDATE idempotency_keys SET holder = ? WHERE tenant_id = ? AND client = ? AND key = ?",
         asked.holder, tenant.value, asked.client, asked.key);
  return {key_claim::kind::first, seed, {}};
}

key_claim claim_key(sql::connection& db, const tenant_id& tenant, const keyed_request& asked) {
  db.run("DELETE FROM idempotency_keys WHERE tenant_id = ? AND at < ?", tenant.value,
         asked.now - key_lifetime);
  key_claim found;
  uuid holder;
  {
    sql::statement row(db,
                       "SELECT fingerprint, seed, holder, answer FROM idempotency_keys "
                       "WHERE tenant_id = ? AND client = ? AND key = ?",
                       tenant.value, asked.client, asked.key);
    if (!row.step()) {
      return begin(db, tenant, asked);
    }
    const bool same = row.text() == asked.fingerprint;
    found.seed = row.id();
    holder = row.id();
    found.what = row.is_null() ? key_claim::kind::under_way : key_claim::kind::answered;
    found.answer = row.text();
    found.what = same ? found.what : key_claim::kind::other_content;
  }
  const bool left = found.what == key_claim::kind::under_way && holder != asked.holder;
  return left ? take_over(db, tenant, asked, found.seed) : found;
}

class stored_keys : public idempotency_keys {
public:
  explicit stored_keys(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void claim(const tenant_id& tenant, const keyed_request& asked, completion<key_claim> done) override {
    database_->write<key_claim>(tenant, std::move(done), [tenant, asked](sql::connection& db) {
      return claim_key(db, tenant, asked);
    });
  }
  void keep(const tenant_id& tenant, const keyed_request& asked, const std::string& answer,
            completion<leadstream::done> done) override {
    database_->write<leadstream::done>(tenant, std::move(done), [tenant, asked, answer](sql::connection& db) {
      db.run("UPDATE idempotency_keys SET answer = ? WHERE tenant_id = ? AND client = ? AND key = ?", answer,
             tenant.value, asked.client, asked.key);
      return leadstream::done{};
    });
  }
  void release(const tenant_id& tenant, const keyed_request& asked,
               completion<leadstream::done> done) override {
    database_->write<leadstream::done>(tenant, std::move(done), [tenant, asked](sql::connection& db) {
      db.run("DELETE FROM idempotency_keys WHERE tenant_id = ? AND client = ? AND key = ?", tenant.value,
             asked.client, asked.key);
      return leadstream::done{};
    });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::shared_ptr<idempotency_keys> make_idempotency_keys(std::shared_ptr<connections> database) {
  return std::make_shared<stored_keys>(std::move(database));
}

} // namespace leadstream::storage
