#pragma once
#include "domain/access/audit.hpp"
#include "domain/access/principal.hpp"
#include "domain/model/uuid.hpp"
#include "domain/ports.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Who may ask, as it is stored.
namespace leadstream::access {

/// An API key without its secret.
struct key_record {
  tenant_id tenant;
  std::string id;
  std::string name;
  std::string secret_hash; ///< SHA-256, hexadecimal
  scope_set scopes;
  std::string created_by;
  wall_time created_at{};
  std::optional<wall_time> expires_at;
  std::optional<wall_time> last_used_at;
  std::optional<wall_time> revoked_at;

  bool holds_at(wall_time now) const { return !revoked_at && (!expires_at || now < *expires_at); }
};

struct user_record {
  tenant_id tenant;
  uuid id;
  std::string email; ///< lower case; one account for each in a tenant
  std::string name;
  access::role role = role::viewer;
  std::string password_hash; ///< Argon2id with its parameters
  bool disabled = false;
  wall_time created_at{};
  std::optional<wall_time> last_login_at;
};

/// A console session with the user it belongs to.
struct session_record {
  std::string id; ///< SHA-256 of the cookie, hexadecimal
  user_record user;
  wall_time expires_at{};
};

/// The stored accounts. Any thread; completions as domain/ports.hpp says. `not_found` for what is not there,
/// `conflict` for an email that the tenant has already.
class accounts {
public:
  virtual ~accounts() = default;

  // Found by what a request shows, whatever the tenant.
  virtual void find_key(const std::string& id, completion<key_record> done) = 0;
  virtual void find_session(const std::string& id, completion<session_record> done) = 0;

  virtual void add_key(key_record key, completion<key_record> done) = 0;
  virtual void list_keys(const tenant_id& tenant, completion<std::vector<key_record>> done) = 0;
  virtual void revoke_key(const tenant_id& tenant, const std::string& id, wall_time at,
                          completion<leadstream::done> done) = 0;
  virtual void note_use(const tenant_id& tenant, const std::string& key_id, wall_time at) = 0;

  virtual void find_user(const tenant_id& tenant, const std::string& email, completion<user_record> done) = 0;
  virtual void add_user(user_record user, completion<user_record> done) = 0;
  virtual void list_users(const tenant_id& tenant, completion<std::vector<user_record>> done) = 0;
  /// Replaces name, role, disabled and password; ends the user's sessions when it is disabled or the password
  /// is another one.
  virtual void change_user(user_record user, completion<user_record> done) = 0;
  virtual void count_users(completion<std::uint64_t> done) = 0;

  virtual void add_session(session_record session, wall_time now, completion<leadstream::done> done) = 0;
  virtual void end_session(const tenant_id& tenant, const std::string& id,
                           completion<leadstream::done> done) = 0;

  /// Counts one more use in that span of time; how many there are now.
  virtual void count_use(const tenant_id& tenant, const std::string& what, std::int64_t span,
                         completion<std::uint64_t> done) = 0;

  /// Adds a link to the tenant's chain.
  virtual void append_audit(const tenant_id& tenant, wall_time at, std::string entry) = 0;
  /// Links after `after`, oldest first.
  virtual void read_audit(const tenant_id& tenant, std::uint64_t after, std::size_t limit,
                          completion<audit_part> done) = 0;
};

} // namespace leadstream::access
