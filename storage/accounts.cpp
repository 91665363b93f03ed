#include "storage/accounts.hpp"

#include "storage/connections.hpp"
#include "storage/sql/account_rows.hpp"

namespace leadstream::storage {
namespace {

using access::audit_part;
using access::key_record;
using access::session_record;
using access::user_record;
using nothing = leadstream::done;

class sql_accounts : public access::accounts {
public:
  explicit sql_accounts(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void find_key(const std::string& id, completion<key_record> done) override {
    database_->read<key_record>(sql::all_tenants(), std::move(done),
                                [id](sql::connection& db) { return sql::find_key(db, id); });
  }
  void find_session(const std::string& id, completion<session_record> done) override {
    database_->read<session_record>(sql::all_tenants(), std::move(done),
                                    [id](sql::connection& db) { return sql::find_session(db, id); });
  }
  void find_user(const tenant_id& tenant, const std::string& email, completion<user_record> done) override {
    database_->read<user_record>(tenant, std::move(done), [tenant, email](sql::connection& db) {
      return sql::find_user(db, tenant, email);
    });
  }

  void add_key(key_record key, completion<key_record> done) override {
    const tenant_id tenant = key.tenant;
    database_->write<key_record>(tenant, std::move(done), [key = std::move(key)](sql::connection& db) {
      sql::add_key(db, key);
      return key;
    });
  }
  void list_keys(const tenant_id& tenant, completion<std::vector<key_record>> done) override {
    database_->read<std::vector<key_record>>(
        tenant, std::move(done), [tenant](sql::connection& db) { return sql::list_keys(db, tenant); });
  }
  void revoke_key(const tenant_id& tenant, const std::string& id, wall_time at,
                  completion<nothing> done) override {
    database_->write<nothing>(tenant, std::move(done), [tenant, id, at](sql::connection& db) {
      sql::revoke_key(db, tenant, id, at);
      return nothing{};
    });
  }
  void note_use(const tenant_id& tenant, const std::string& key_id, wall_time at) override {
    database_->write<nothing>(
        tenant, [](const result<nothing>&) {},
        [tenant, key_id, at](sql::connection& db) {
          db.run("UPDATE api_keys SET last_used_at = ? WHERE tenant_id = ? AND id = ?", at, tenant.value,
                 key_id);
          return nothing{};
        });
  }

  void add_user(user_record user, completion<user_record> done) override {
    const tenant_id tenant = user.tenant;
    database_->write<user_record>(tenant, std::move(done), [user = std::move(user)](sql::connection& db) {
      sql::add_user(db, user);
      return user;
    });
  }
  void list_users(const tenant_id& tenant, completion<std::vector<user_record>> done) override {
    database_->read<std::vector<user_record>>(
        tenant, std::move(done), [tenant](sql::connection& db) { return sql::list_users(db, tenant); });
  }
  void change_user(user_record user, completion<user_record> done) override {
    const tenant_id tenant = user.tenant;
    database_->write<user_record>(tenant, std::move(done), [user = std::move(user)](sql::connection& db) {
      return sql::change_user(db, user);
    });
  }
  void count_users(completion<std::uint64_t> done) override {
    database_->read<std::uint64_t>(sql::all_tenants(), std::move(done), [](sql::connection& db) {
      sql::statement count(db, "SELECT count(*) FROM users");
      return count.step() ? static_cast<std::uint64_t>(count.integer()) : 0;
    });
  }

  void add_session(session_record session, wall_time now, completion<nothing> done) override {
    const tenant_id tenant = session.user.tenant;
    database_->write<nothing>(tenant, std::move(done),
                              [session = std::move(session), now](sql::connection& db) {
                                sql::add_session(db, session, now);
                                return nothing{};
                              });
  }
  void end_session(const tenant_id& tenant, const std::string& id, completion<nothing> done) override {
    database_->write<nothing>(tenant, std::move(done), [tenant, id](sql::connection& db) {
      db.run("DELETE FROM sessions WHERE tenant_id = ? AND id = ?", tenant.value, id);
      return nothing{};
    });
  }

  void count_use(const tenant_id& tenant, const std::string& what, std::int64_t span,
                 completion<std::uint64_t> done) override {
    database_->write<std::uint64_t>(tenant, std::move(done), [tenant, what, span](sql::connection& db) {
      return sql::count_use(db, tenant, what, span);
    });
  }

  void append_audit(const tenant_id& tenant, wall_time at, std::string entry) override {
    database_->write<nothing>(
        tenant, [](const result<nothing>&) {},
        [tenant, at, entry = std::move(entry)](sql::connection& db) {
          sql::append_audit(db, tenant, at, entry);
          return nothing{};
        });
  }
  void read_audit(const tenant_id& tenant, std::uint64_t after, std::size_t limit,
                  completion<audit_part> done) override {
    database_->read<audit_part>(tenant, std::move(done), [tenant, after, limit](sql::connection& db) {
      return sql::read_audit(db, tenant, after, limit);
    });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::shared_ptr<access::accounts> make_accounts(std::shared_ptr<connections> database) {
  return std::make_shared<sql_accounts>(std::move(database));
}

} // namespace leadstream::storage
