#include "net/auth/routes.hpp"

#include "net/api/idempotent.hpp"
#include "net/api/without_content.hpp"
#include "net/auth/resources.hpp"

namespace leadstream::auth {

void add_routes(api::router& to) {
  using access::scope;
  using api::idempotent;
  using api::needs;
  using api::open_to_all;
  using api::signed_in;
  using api::unkeyed;
  using api::with_query;
  using api::without_content;
  to.add("POST", "/api/v1/auth/setup", open_to_all(), unkeyed(set_up));
  to.add("POST", "/api/v1/auth/login", open_to_all(), unkeyed(log_in));
  to.add("POST", "/api/v1/auth/logout", signed_in(), unkeyed(without_content(log_out)));
  to.add("GET", "/api/v1/auth/me", signed_in(), show_me);
  to.add("POST", "/api/v1/auth/password", signed_in(), unkeyed(change_password));
  to.add("POST", "/api/v1/ws/tickets", needs(scope::leads_read), unkeyed(without_content(issue_ticket)));
  to.add("GET", "/api/v1/keys", needs(scope::admin), list_keys);
  to.add("POST", "/api/v1/keys", needs(scope::admin), unkeyed(create_key));
  to.add("DELETE", "/api/v1/keys/{id}", needs(scope::admin), revoke_key);
  to.add("GET", "/api/v1/users", needs(scope::admin), list_users);
  to.add("POST", "/api/v1/users", needs(scope::admin), idempotent(create_user));
  to.add("PATCH", "/api/v1/users/{id}", needs(scope::admin), edit_user);
  to.add("GET", "/api/v1/audit", with_query(needs(scope::admin)), list_audit);
}

} // namespace leadstream::auth
