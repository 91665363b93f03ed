#include "domain/json/writer.hpp"
#include "net/api/list_answer.hpp"
#include "net/auth/fields.hpp"
#include "net/auth/records.hpp"
#include "net/auth/resources.hpp"

namespace leadstream::auth {
namespace {

using access::key_record;

void append_time(json::writer& w, const char* name, const std::optional<wall_time>& at) {
  w.key(name);
  if (at) {
    w.value(to_rfc3339(*at));
  } else {
    w.null();
  }
}

/// The key's members; `secret` is the key itself when it is shown.
void append(std::string& out, const key_record& key, const std::string& secret = {}) {
  json::writer w(out);
  w.begin_object().member("id", key.id).member("name", key.name);
  if (!secret.empty()) {
    w.member("key", secret);
  }
  w.member("tenant", key.tenant.value).key("scopes").begin_array();
  for (const std::string& scope : key.scopes.names()) {
    w.value(scope);
  }
  w.end_array().member("created_by", key.created_by).member("created_at", to_rfc3339(key.created_at));
  append_time(w, "expires_at", key.expires_at);
  append_time(w, "last_used_at", key.last_used_at);
  append_time(w, "revoked_at", key.revoked_at);
  w.end_object();
}

/// Nobody hands out more than they may do themselves, or for another tenant (but for the machine's operator).
key_wish read_wish(fields& body, const api::http_call& call) {
  key_wish wish;
  wish.name = body.text("name", 100, true);
  wish.tenant = call.who.tenant;
  wish.created_by = call.who.name;
  const auto scopes = access::parse_scopes(body.texts("scopes"));
  if (!scopes) {
    body.fault("scopes", scopes.problem().message);
  } else if (scopes->empty()) {
    body.fault("scopes", "missing; name what the key may do");
  } else if (!call.who.scopes.includes(*scopes)) {
    body.fault("scopes", "more than your own credential may do");
  } else {
    wish.scopes = *scopes;
  }
  if (const auto days = body.number("expires_in_days", 1, 3'650)) {
    wish.expires_at = call.around.clock() + std::chrono::days(*days);
  }
  if (const std::string tenant = body.text("tenant", 64, false); !tenant.empty()) {
    const auto parsed = parse_tenant(tenant);
    if (call.who.kind != access::credential_kind::local && tenant != call.who.tenant.value) {
      body.fault("tenant", "the tenant is that of your credential; leave it out");
    } else if (!parsed) {
      body.fault("tenant", parsed.problem().message);
    } else {
      wish.tenant = *parsed;
    }
  }
  return wish;
}

} // namespace

void create_key(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  fields body(call->asked.body);
  key_wish wish = read_wish(body, *call);
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  const made_key made = make_key(std::move(wish), call->around.clock());
  auto show = [secret = made.key.text()](const api::http_call&, const key_record& key) {
    api::response r;
    r.status = 201;
    r.headers.push_back({"Location", "/api/v1/keys/" + key.id});
    append(r.body, key, secret);
    return r;
  };
  with->stored->add_key(made.record, api::answer<key_record>(call, show));
}

void list_keys(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  const auto show = [](std::string& out, const key_record& key) { append(out, key); };
  with->stored->list_keys(call->who.tenant, api::answer_list<key_record>(call, "keys", show));
}

void revoke_key(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  auto show = [gate = with->gate](const api::http_call&, const done&) {
    gate->forget();
    return api::response{204, {}, {}, {}, nullptr};
  };
  with->stored->revoke_key(call->who.tenant, call->id, call->around.clock(), api::answer<done>(call, show));
}

} // namespace leadstream::auth
