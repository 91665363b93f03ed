#include "storage/idempotency.hpp"

#include "storage/connections.hpp"

#include <map>
#include <mutex>
#include <tuple>

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

/// The requests that this process works on. What stands as under way in the database and is none of them was
/// left by a process that died, or when the database did not answer.
class under_way {
public:
  /// Whether the request is to be worked on by whoever asks: nobody else does.
  bool enter(const tenant_id& tenant, const keyed_request& asked) {
    const std::lock_guard lock(guard_);
    return working_.try_emplace(name(tenant, asked), asked.seed).first->second == asked.seed;
  }
  void leave(const tenant_id& tenant, const keyed_request& asked) {
    const std::lock_guard lock(guard_);
    const auto found = working_.find(name(tenant, asked));
    if (found != working_.end() && found->second == asked.seed) {
      working_.erase(found);
    }
  }

private:
  using request_name = std::tuple<std::string, std::string, std::string>;
  static request_name name(const tenant_id& tenant, const keyed_request& asked) {
    return {tenant.value, asked.client, asked.key};
  }

  std::mutex guard_;
  std::map<request_name, uuid> working_; ///< the seed of who works on it
};

key_claim claim_key(sql::connection& db, const tenant_id& tenant, const keyed_request& asked,
                    under_way& here) {
  db.run("DELETE FROM idempotency_keys WHERE tenant_id = ? AND at < ?", tenant.value,
         asked.now - key_lifetime);
  key_claim found;
  {
    sql::statement row(db,
                       "SELECT fingerprint, seed, holder, answer FROM idempotency_keys "
                       "WHERE tenant_id = ? AND client = ? AND key = ?",
                       tenant.value, asked.client, asked.key);
    if (!row.step()) {
      here.enter(tenant, asked);
      return begin(db, tenant, asked);
    }
    const bool same = row.text() == asked.fingerprint;
    found.seed = row.id();
    row.skip(); // the holder: `here` knows better
    found.what = row.is_null() ? key_claim::kind::under_way : key_claim::kind::answered;
    found.answer = row.text();
    found.what = same ? found.what : key_claim::kind::other_content;
  }
  const bool waits = found.what == key_claim::kind::under_way;
  const bool left = waits && here.enter(tenant, asked);
  return left ? take_over(db, tenant, asked, found.seed) : found;
}

class stored_keys : public idempotency_keys {
public:
  explicit stored_keys(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void claim(const tenant_id& tenant, const keyed_request& asked, completion<key_claim> done) override {
    auto settled = [here = here_, tenant, asked, done = std::move(done)](result<key_claim> claim) {
      if (!claim || claim->what != key_claim::kind::first) {
        here->leave(tenant, asked);
      }
      done(std::move(claim));
    };
    database_->write<key_claim>(
        tenant, std::move(settled),
        [here = here_, tenant, asked](sql::connection& db) { return claim_key(db, tenant, asked, *here); });
  }
  void keep(const tenant_id& tenant, const keyed_request& asked, const std::string& answer,
            completion<leadstream::done> done) override {
    database_->write<leadstream::done>(
        tenant, leaving(tenant, asked, std::move(done)), [tenant, asked, answer](sql::connection& db) {
          db.run("UPDATE idempotency_keys SET answer = ? WHERE tenant_id = ? AND client = ? AND key = ?",
                 answer, tenant.value, asked.client, asked.key);
          return leadstream::done{};
        });
  }
  void release(const tenant_id& tenant, const keyed_request& asked,
               completion<leadstream::done> done) override {
    database_->write<leadstream::done>(
        tenant, leaving(tenant, asked, std::move(done)), [tenant, asked](sql::connection& db) {
          db.run("DELETE FROM idempotency_keys WHERE tenant_id = ? AND client = ? AND key = ?", tenant.value,
                 asked.client, asked.key);
          return leadstream::done{};
        });
  }

private:
  /// However that ends, the request is not under way any more.
  completion<leadstream::done> leaving(const tenant_id& tenant, const keyed_request& asked,
                                       completion<leadstream::done> done) {
    return [here = here_, tenant, asked, done = std::move(done)](const result<leadstream::done>& how) {
      here->leave(tenant, asked);
      done(how);
    };
  }

  std::shared_ptr<connections> database_;
  std::shared_ptr<under_way> here_ = std::make_shared<under_way>();
};

} // namespace

std::shared_ptr<idempotency_keys> make_idempotency_keys(std::shared_ptr<connections> database) {
  return std::make_shared<stored_keys>(std::move(database));
}

} // namespace leadstream::storage
