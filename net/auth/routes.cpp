#include "net/auth/routes.hpp"

#include "net/auth/resources.hpp"

namespace leadstream::auth {

void add_routes(api::router& to) {
  using access::scope;
  using api::needs;
  using api::open_to_all;
  using api::signed_in;
  to.add("POST", "/api/v1/auth/setup", open_to_all(), set_up);
  to.add("POST", "/api/v1/auth/login", open_to_all(), log_in);
  to.add("POST", "/api/v1/auth/logout", signed_in(), log_out);
  to.add("GET", "/api/v1/auth/me", signed_in(), show_me);
  to.add("POST", "/api/v1/auth/password", signed_in(), change_password);
  to.add("POST", "/api/v1/ws/tickets", needs(scope::leads_read), issue_ticket);
  to.add("GET", "/api/v1/keys", needs(scope::admin), list_keys);
  to.add("POST", "/api/v1/keys", needs(scope::admin), create_key);
  to.add("DELETE", "/api/v1/keys/{id}", needs(scope::admin), revoke_key);
  to.add("GET", "/api/v1/users", needs(scope::admin), list_users);
  to.add("POST", "/api/v1/users", needs(scope::admin), create_user);
  to.add("PATCH", "/api/v1/users/{id}", needs(scope::admin), edit_user);
  to.add("GET", "/api/v1/audit", needs(scope::admin), list_audit);
}

} // namespace leadstream::auth
