#include "storage/sql/account_rows.hpp"

#include "storage/failure.hpp"

#define KEY_COLUMNS                                                                                          \
  "tenant_id, id, name, secret_hash, scopes, created_by, created_at, expires_at, last_used_at, revoked_at"
#define USER_COLUMNS                                                                                         \
  "u.tenant_id, u.id, u.email, u.name, u.role, u.password_hash, u.disabled, u.created_at, u.last_login_at"

namespace leadstream::storage::sql {
namespace {

access::key_record read_key(statement& row) {
  access::key_record key;
  key.tenant.value = row.text();
  key.id = row.text();
  key.name = row.text();
  key.secret_hash = row.text();
  key.scopes = access::split_scopes(row.text());
  key.created_by = row.text();
  key.created_at = row.time();
  key.expires_at = row.optional_time();
  key.last_used_at = row.optional_time();
  key.revoked_at = row.optional_time();
  return key;
}

access::user_record read_user(statement& row) {
  access::user_record user;
  user.tenant.value = row.text();
  user.id = row.id();
  user.email = row.text();
  user.name = row.text();
  user.role = access::parse_role(row.text()).value_or(access::role::viewer);
  user.password_hash = row.text();
  user.disabled = row.flag();
  user.created_at = row.time();
  user.last_login_at = row.optional_time();
  return user;
}

/// Somebody else who may manage users.
bool has_other_admin(connection& db, const access::user_record& user) {
  statement row(
      db, "SELECT 1 FROM users WHERE tenant_id = ? AND id <> ? AND role = 'admin' AND NOT disabled LIMIT 1",
      user.tenant.value, user.id);
  return row.step();
}

} // namespace

access::key_record find_key(connection& db, const std::string& id) {
  statement row(db, "SELECT " KEY_COLUMNS " FROM api_keys WHERE id = ?", id);
  if (!row.step()) {
    throw failure(error_code::not_found, "there is no such key");
  }
  return read_key(row);
}

std::vector<access::key_record> list_keys(connection& db, const tenant_id& tenant) {
  statement row(db, "SELECT " KEY_COLUMNS " FROM api_keys WHERE tenant_id = ? ORDER BY created_at DESC, id",
                tenant.value);
  std::vector<access::key_record> keys;
  while (row.step()) {
    keys.push_back(read_key(row));
  }
  return keys;
}

void add_key(connection& db, const access::key_record& key) {
  db.run("INSERT INTO api_keys (" KEY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
         key.tenant.value, key.id, key.name, key.secret_hash, access::joined(key.scopes), key.created_by,
         key.created_at, key.expires_at);
}

void revoke_key(connection& db, const tenant_id& tenant, const std::string& id, wall_time at) {
  db.run("UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE tenant_id = ? AND id = ?", at,
         tenant.value, id);
  if (db.changes() == 0) {
    throw failure(error_code::not_found, "there is no key " + id);
  }
}

access::user_record find_user(connection& db, const tenant_id& tenant, const std::string& email) {
  statement row(db, "SELECT " USER_COLUMNS " FROM users u WHERE u.tenant_id = ? AND u.email = ?",
                tenant.value, email);
  if (!row.step()) {
    throw failure(error_code::not_found, "there is no such user");
  }
  return read_user(row);
}

std::vector<access::user_record> list_users(connection& db, const tenant_id& tenant) {
  statement row(db, "SELECT " USER_COLUMNS " FROM users u WHERE u.tenant_id = ? ORDER BY u.email",
                tenant.value);
  std::vector<access::user_record> users;
  while (row.step()) {
    users.push_back(read_user(row));
  }
  return users;
}

void add_user(connection& db, const access::user_record& user) {
  statement taken(db, "SELECT 1 FROM users WHERE tenant_id = ? AND email = ?", user.tenant.value, user.email);
  if (taken.step()) {
    throw failure(error_code::conflict, "there is a user with that email", "email");
  }
  db.run("INSERT INTO users (tenant_id, id, email, name, role, password_hash, disabled, created_at) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
         user.tenant.value, user.id, user.email, user.name, to_string(user.role), user.password_hash,
         user.disabled, user.created_at);
}

access::user_record change_user(connection& db, const access::user_record& user) {
  std::string password;
  bool was_admin = false;
  {
    statement row(
        db,
        "SELECT password_hash, CASE WHEN role = 'admin' AND NOT disabled THEN 1 ELSE 0 END FROM users "
        "WHERE tenant_id = ? AND id = ?",
        user.tenant.value, user.id);
    if (!row.step()) {
      throw failure(error_code::not_found, "there is no such user");
    }
    password = row.text();
    was_admin = row.integer() != 0;
  }
  const bool stays_admin = user.role == access::role::admin && !user.disabled;
  if (was_admin && !stays_admin && !has_other_admin(db, user)) {
    throw failure(error_code::conflict, "this is the last administrator; make another one first");
  }
  db.run(
      "UPDATE users SET name = ?, role = ?, disabled = ?, password_hash = ? WHERE tenant_id = ? AND id = ?",
      user.name, to_string(user.role), user.disabled, user.password_hash, user.tenant.value, user.id);
  if (user.disabled || password != user.password_hash) {
    db.run("DELETE FROM sessions WHERE tenant_id = ? AND user_id = ?", user.tenant.value, user.id);
  }
  return user;
}

access::session_record find_session(connection& db, const std::string& id) {
  statement row(db,
                "SELECT s.expires_at, " USER_COLUMNS " FROM sessions s JOIN users u "
                "ON u.tenant_id = s.tenant_id AND u.id = s.user_id WHERE s.id = ?",
                id);
  if (!row.step()) {
    throw failure(error_code::not_found, "there is no such session");
  }
  access::session_record session;
  session.id = id;
  session.expires_at = row.time();
  session.user = read_user(row);
  return session;
}

void add_session(connection& db, const access::session_record& session, wall_time now) {
  const auto& user = session.user;
  db.run("DELETE FROM sessions WHERE tenant_id = ? AND expires_at < ?", user.tenant.value, now);
  db.run("INSERT INTO sessions (tenant_id, id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
         user.tenant.value, session.id, user.id, now, session.expires_at);
  db.run("UPDATE users SET last_login_at = ? WHERE tenant_id = ? AND id = ?", now, user.tenant.value,
         user.id);
}

std::uint64_t count_use(connection& db, const tenant_id& tenant, const std::string& what, std::int64_t span) {
  statement row(db,
                "INSERT INTO usage_counts (tenant_id, what, span, used) VALUES (?, ?, ?, 1) "
                "ON CONFLICT (tenant_id, what) DO UPDATE SET "
                "used = CASE WHEN usage_counts.span = excluded.span THEN usage_counts.used + 1 ELSE 1 END, "
                "span = excluded.span RETURNING used",
                tenant.value, what, span);
  return row.step() ? static_cast<std::uint64_t>(row.integer()) : 0;
}

void append_audit(connection& db, const tenant_id& tenant, wall_time at, const std::string& entry) {
  access::audit_record link{1, at, entry, {}, {}};
  {
    statement last(db, "SELECT seq, hash FROM audit_heads WHERE tenant_id = ? {lock}", tenant.value);
    if (last.step()) {
      link.seq = static_cast<std::uint64_t>(last.integer()) + 1;
      link.previous_hash = last.text();
    }
  }
  link.hash = access::hash_of(link);
  db.run("INSERT INTO audit_log (tenant_id, seq, at, entry, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?)",
         tenant.value, link.seq, link.at, link.entry, link.previous_hash, link.hash);
  db.run("INSERT INTO audit_heads (tenant_id, seq, hash) VALUES (?, ?, ?) "
         "ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
         tenant.value, link.seq, link.hash);
}

access::audit_part read_audit(connection& db, const tenant_id& tenant, std::uint64_t after,
                              std::size_t limit) {
  access::audit_part part;
  {
    statement newest(db, "SELECT seq, hash FROM audit_heads WHERE tenant_id = ?", tenant.value);
    if (newest.step()) {
      part.newest_seq = static_cast<std::uint64_t>(newest.integer());
      part.newest_hash = newest.text();
    }
  }
  statement row(db,
                "SELECT seq, at, entry, previous_hash, hash FROM audit_log WHERE tenant_id = ? AND seq > ? "
                "ORDER BY seq LIMIT ?",
                tenant.value, after, static_cast<std::uint64_t>(limit));
  while (row.step()) {
    access::audit_record link;
    link.seq = static_cast<std::uint64_t>(row.integer());
    link.at = row.time();
    link.entry = row.text();
    link.previous_hash = row.text();
    link.hash = row.text();
    part.links.push_back(std::move(link));
  }
  return part;
}

} // namespace leadstream::storage::sql
