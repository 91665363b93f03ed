#pragma once
#include "domain/access/accounts.hpp"
#include "storage/sql/connection.hpp"

/// Reads and writes of accounts over a connection. They throw storage::failure.
namespace leadstream::storage::sql {

access::key_record find_key(connection& db, const std::string& id);
std::vector<access::key_record> list_keys(connection& db, const tenant_id& tenant);
void add_key(connection& db, const access::key_record& key);
void revoke_key(connection& db, const tenant_id& tenant, const std::string& id, wall_time at);

access::user_record find_user(connection& db, const tenant_id& tenant, const std::string& email);
std::vector<access::user_record> list_users(connection& db, const tenant_id& tenant);
void add_user(connection& db, const access::user_record& user);
access::user_record change_user(connection& db, const access::user_record& user);

access::session_record find_session(connection& db, const std::string& id);
void add_session(connection& db, const access::session_record& session, wall_time now);

std::uint64_t count_use(connection& db, const tenant_id& tenant, const std::string& what, std::int64_t span);
void append_audit(connection& db, const tenant_id& tenant, wall_time at, const std::string& entry);
access::audit_part read_audit(connection& db, const tenant_id& tenant, std::uint64_t after,
                              std::size_t limit);

} // namespace leadstream::storage::sql
