#include "domain/json/writer.hpp"
#include "net/api/list_answer.hpp"
#include "net/auth/fields.hpp"
#include "net/auth/records.hpp"
#include "net/auth/resources.hpp"
#include "net/auth/secrets.hpp"

#include <algorithm>

namespace leadstream::auth {
namespace {

using access::user_record;

access::role read_role(fields& body, access::role fallback) {
  if (!body.has("role")) {
    return fallback;
  }
  const std::string name = body.text("role", 20, true);
  const auto role = access::parse_role(name);
  if (!name.empty() && !role) {
    body.fault("role", "there are viewer, operator and admin");
  }
  return role.value_or(fallback);
}

std::string read_password(fields& body, const char* name, bool required) {
  std::string password = body.text(name, 128, required);
  if (const auto good = check_password(password); !password.empty() && !good) {
    body.fault(name, good.problem().message);
  }
  return password;
}

user_record read_user(fields& body, const api::http_call& call) {
  user_record user;
  user.tenant = call.around.tenant;
  user.id = call.seed.is_nil() ? make_uuid_v7(call.around.clock(), secret_random) : call.seed;
  const std::string login = body.text("email", 254, true);
  const auto email = parse_login(login);
  if (email) {
    user.email = *email;
  } else if (!login.empty()) {
    body.fault("email", email.problem().message);
  }
  user.name = body.text("name", 100, false);
  user.created_at = call.around.clock();
  return user;
}

void store_user(const api::call_ptr& call, desk& with, user_record user, std::string password) {
  auto show = [](const api::http_call&, const user_record& made) {
    api::response r;
    r.status = 201;
    append(r.body, made);
    return r;
  };
  with.words.hash(std::move(password), [call, stored = with.stored, show,
                                        user = std::move(user)](const result<std::string>& hash) mutable {
    if (!hash) {
      return call->done(hash.problem());
    }
    user.password_hash = *hash;
    stored->add_user(std::move(user), api::answer<user_record>(call, show));
  });
}

/// Stores a changed user; what was remembered of their sessions is asked for again.
void store_change(const api::call_ptr& call, desk& with, user_record user) {
  auto show = [gate = with.gate](const api::http_call&, const user_record& made) {
    gate->forget();
    api::response r;
    append(r.body, made);
    return r;
  };
  with.stored->change_user(std::move(user), api::answer<user_record>(call, show));
}

} // namespace

void append(std::string& out, const user_record& user) {
  json::writer w(out);
  w.begin_object().member("id", to_string(user.id)).member("email", user.email);
  w.member_or_null("name", user.name).member("role", to_string(user.role)).member("disabled", user.disabled);
  w.member("tenant", user.tenant.value).member("created_at", to_rfc3339(user.created_at));
  w.member_or_null("last_login_at", user.last_login_at ? to_rfc3339(*user.last_login_at) : "").end_object();
}

/// The first administrator, by the token that the server printed.
void set_up(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  fields body(call->asked.body);
  call->around.tenant = with->options.gate.tenant;
  user_record user = read_user(body, *call);
  user.role = access::role::admin;
  const std::string token = body.text("token", 100, true);
  std::string password = read_password(body, "password", true);
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  bool gone = false;
  const bool right = with->use_setup(token, gone);
  const int status = right ? 201 : gone ? 410 : 403;
  user_record named;
  named.email = user.email;
  named.id = right ? user.id : uuid{};
  note_entry(*call, *with, "setup", status, named);
  if (!right) {
    return call->done(gone ? api::problem(410, "the set-up is over; use `leadstream users create`")
                           : api::problem(403, "that is not the set-up token"));
  }
  store_user(call, *with, std::move(user), std::move(password));
}

void create_user(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  fields body(call->asked.body);
  user_record user = read_user(body, *call);
  user.role = read_role(body, access::role::viewer);
  std::string password = read_password(body, "password", true);
  if (const std::string tenant = body.text("tenant", 64, false); !tenant.empty()) {
    const auto parsed = parse_tenant(tenant);
    if (!parsed || (call->who.kind != access::credential_kind::local && tenant != call->who.tenant.value)) {
      body.fault("tenant", "the tenant is that of your credential; leave it out");
    } else {
      user.tenant = *parsed;
    }
  }
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  store_user(call, *with, std::move(user), std::move(password));
}

void list_users(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  const auto show = [](std::string& out, const user_record& user) { append(out, user); };
  with->stored->list_users(call->who.tenant, api::answer_list<user_record>(call, "users", show));
}

void edit_user(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  auto body = std::make_shared<fields>(call->asked.body);
  const auto disabled = body->flag("disabled");
  const std::string name = body->text("name", 100, false);
  const bool has_role = body->has("role");
  const access::role role = read_role(*body, access::role::viewer);
  const std::string password = read_password(*body, "password", false);
  if (const auto& faults = body->finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  auto change = [=](result<std::vector<user_record>> users) {
    if (!users) {
      return call->done(users.problem());
    }
    const auto found = std::find_if(users->begin(), users->end(),
                                    [&](const user_record& user) { return to_string(user.id) == call->id; });
    if (found == users->end()) {
      return call->done(error{error_code::not_found, "there is no such user", {}});
    }
    user_record user = *found;
    user.disabled = disabled.value_or(user.disabled);
    user.name = name.empty() ? user.name : name;
    user.role = has_role ? role : user.role;
    if (password.empty()) {
      return store_change(call, *with, std::move(user));
    }
    with->words.hash(password, [call, with, user](const result<std::string>& hash) mutable {
      if (!hash) {
        return call->done(hash.problem());
      }
      user.password_hash = *hash;
      store_change(call, *with, std::move(user));
    });
  };
  with->stored->list_users(call->who.tenant, change);
}

/// One's own password, which ends all sessions.
void change_password(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  fields body(call->asked.body);
  const std::string current = body.text("current_password", 128, true);
  const std::string next = read_password(body, "new_password", true);
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  if (call->who.kind != access::credential_kind::session) {
    return call->done(api::problem(403, "only a user who has logged in has a password"));
  }
  with->stored->find_user(
      call->who.tenant, call->who.name, [call, with, current, next](const result<user_record>& user) {
        if (!user) {
          return call->done(user.problem());
        }
        with->words.check(user->password_hash, current,
                          [call, with, next, changed = *user](const result<bool>& fits) mutable {
                            if (!fits || !*fits) {
                              return call->done(fits ? api::problem(403, "that is not the current password")
                                                     : api::problem_of(fits.problem()));
                            }
                            with->words.hash(next,
                                             [call, with, changed](const result<std::string>& hash) mutable {
                                               if (!hash) {
                                                 return call->done(hash.problem());
                                               }
                                               changed.password_hash = *hash;
                                               store_change(call, *with, std::move(changed));
                                             });
                          });
      });
}

} // namespace leadstream::auth
