#pragma once
#include "domain/access/scope.hpp"
#include "domain/model/tenant.hpp"
#include "domain/model/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadstream::access {

/// What a person may do: viewers look, operators also change leads, jobs, sources and webhooks, admins also
/// manage users and keys.
enum class role : std::uint8_t { viewer, operator_, admin };
const char* to_string(role what);
std::optional<role> parse_role(std::string_view name);
scope_set scopes_of(role what);

/// How somebody proved who they are.
enum class credential_kind : std::uint8_t {
  local,   ///< the key file of the data directory: the operator of this machine, without rates and quotas
  key,     ///< an API key
  session, ///< a user's console session
  token    ///< a JSON Web Token of a trusted issuer
};
const char* to_string(credential_kind what);

/// Who asks. The tenant of a request comes from here and from nowhere else.
struct principal {
  tenant_id tenant;
  credential_kind kind = credential_kind::local;
  std::string id;      ///< of the key, the session (its hash) or the token's subject; names the rate limit
  std::string user_id; ///< of users; empty for keys
  std::string name;    ///< for people and the audit log
  scope_set scopes;
  std::optional<wall_time> expires_at;

  bool may(scope what) const { return scopes.has(what); }
};

/// The operator of this machine.
principal local_operator(const tenant_id& tenant);

} // namespace leadstream::access
