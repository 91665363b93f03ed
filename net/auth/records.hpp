#pragma once
#include "domain/access/accounts.hpp"
#include "domain/access/api_key.hpp"

#include <string>

/// Keys and users as they are made, by the API and by the command line.
namespace leadstream::auth {

/// What somebody wants of a new key.
struct key_wish {
  tenant_id tenant;
  std::string name;
  access::scope_set scopes;
  std::string created_by;
  std::optional<wall_time> expires_at;
};

/// A new key and what of it is stored; the key itself is shown once.
struct made_key {
  access::api_key key;
  access::key_record record;
};
made_key make_key(key_wish wish, wall_time now);

/// A tenant's id from a request: 1..64 of [a-z0-9_-].
result<tenant_id> parse_tenant(const std::string& text);

/// An email as accounts are known by, in lower case. No more is asked of it than one @ with something on both
/// sides.
result<std::string> parse_login(const std::string& email);

/// What a password must be: 12 to 128 characters.
result<done> check_password(const std::string& password);

} // namespace leadstream::auth
