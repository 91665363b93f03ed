#include "domain/access/principal.hpp"

#include "domain/model/names.hpp"

namespace leadstream::access {
namespace {

constexpr name_table<role, 3> roles{
    {{{role::viewer, "viewer"}, {role::operator_, "operator"}, {role::admin, "admin"}}}};

constexpr name_table<credential_kind, 4> kinds{{{{credential_kind::local, "local"},
                                                 {credential_kind::key, "key"},
                                                 {credential_kind::session, "session"},
                                                 {credential_kind::token, "token"}}}};

} // namespace

const char* to_string(role what) {
  return roles.name(what);
}

std::optional<role> parse_role(std::string_view name) {
  return roles.parse(name);
}

const char* to_string(credential_kind what) {
  return kinds.name(what);
}

scope_set scopes_of(role what) {
  if (what == role::admin) {
    return {scope::admin};
  }
  scope_set scopes{scope::leads_read, scope::jobs_read, scope::exports_read, scope::sources_read};
  if (what == role::operator_) {
    for (const scope one : {scope::leads_write, scope::jobs_write, scope::sources_write, scope::webhooks_read,
                            scope::webhooks_write, scope::metrics_read}) {
      scopes.add(one);
    }
  }
  return scopes;
}

principal local_operator(const tenant_id& tenant) {
  principal who;
  who.tenant = tenant;
  who.kind = credential_kind::local;
  who.id = "local";
  who.name = "local operator";
  who.scopes = scopes_of(role::admin);
  return who;
}

} // namespace leadstream::access
