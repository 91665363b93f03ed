#include "domain/access/digest.hpp"
#include "domain/json/writer.hpp"
#include "net/auth/fields.hpp"
#include "net/auth/records.hpp"
#include "net/auth/resources.hpp"
#include "net/auth/secrets.hpp"

namespace leadstream::auth {
namespace {

using access::session_record;
using access::user_record;

std::string cookie_of(const desk& with, const std::string& value, std::chrono::seconds lifetime) {
  return std::string(with.cookie_name()) + "=" + value +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lifetime.count()) +
         (with.options.secure_cookies ? "; Secure" : "");
}

void open_session(const api::call_ptr& call, desk& with, const user_record& user) {
  constexpr std::size_t length = 43;
  const std::string secret = access::make_secret(length, secret_random);
  session_record session;
  session.id = access::sha256_hex(secret);
  session.user = user;
  session.expires_at = call->around.clock() + with.options.session_lifetime;
  auto show = [&with, secret, session](const api::http_call&, const done&) {
    api::response r;
    access::principal who;
    who.id = session.id;
    r.headers.push_back(
        {"Set-Cookie",
         cookie_of(with, secret, std::chrono::floor<std::chrono::seconds>(with.options.session_lifetime))});
    r.body = R"({"user":)";
    append(r.body, session.user);
    r.body += R"(,"csrf_token":")" + csrf_token(who) + R"(","expires_at":")" +
              to_rfc3339(session.expires_at) + "\"}";
    return r;
  };
  note_entry(*call, with, "login", 200, user);
  with.stored->add_session(std::move(session), call->around.clock(), api::answer<done>(call, show));
}

} // namespace

void note_entry(const api::http_call& call, desk& with, const char* action, int status,
                const user_record& user) {
  constexpr std::uint32_t refusals_per_minute = 60; // of one address: the log is no place to fill
  if (status >= 400 &&
      !with.rates.take("noted " + call.address, refusals_per_minute, std::chrono::steady_clock::now())
           .allowed) {
    return;
  }
  std::string entry;
  json::writer w(entry);
  w.begin_object().member("action", action).member("status", status);
  w.member_or_null("user", user.id.is_nil() ? "" : to_string(user.id)).member_or_null("name", user.email);
  w.member("address", call.address).member("request_id", call.request_id).end_object();
  const tenant_id& tenant = user.tenant.value.empty() ? with.options.gate.tenant : user.tenant;
  with.stored->append_audit(tenant, call.around.clock(), std::move(entry));
}

desk* desk_of(const api::call_ptr& call) {
  if (call->around.desk == nullptr) {
    call->done(error{error_code::unavailable, "this server keeps no accounts (auth.required = off)", {}});
  }
  return call->around.desk;
}

/// The answer tells neither by words nor by time whether there is such a user.
void log_in(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  fields body(call->asked.body);
  const std::string email = body.text("email", 254, true);
  const std::string password = body.text("password", 128, true);
  const std::string named = body.text("tenant", 64, false);
  const auto tenant = named.empty() ? with->options.gate.tenant : parse_tenant(named);
  if (!tenant) {
    body.fault("tenant", tenant.problem().message);
  }
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(api::bad_request(faults));
  }
  user_record asked; // as far as it is known: a name that is none may be a password in the wrong place
  asked.email = parse_login(email) ? *parse_login(email) : "";
  const std::string login = asked.email.empty() ? email : asked.email;
  const rate_state rate =
      with->rates.take("login " + login + " " + tenant->value + " " + call->address,
                       with->options.limits.login_attempts_per_minute, std::chrono::steady_clock::now());
  if (!rate.allowed) {
    api::response r = api::problem(429, "too many log-ins; wait and try again");
    r.headers.push_back({"Retry-After", std::to_string(rate.retry_after.count())});
    append_fields(r.headers, rate);
    note_entry(*call, *with, "login", r.status, asked);
    return call->done(std::move(r));
  }
  with->stored->find_user(*tenant, login, [call, with, password, asked](const result<user_record>& user) {
    if (!user && user.problem().code != error_code::not_found) {
      return call->done(user.problem());
    }
    const user_record known = user && !user->disabled ? *user : user_record{};
    const user_record meant = user ? *user : asked;
    with->words.check(known.password_hash, password, [call, with, known, meant](const result<bool>& fits) {
      if (!fits) {
        return call->done(fits.problem());
      }
      if (!*fits) {
        note_entry(*call, *with, "login", 401, meant);
        return call->done(api::problem(401, "email and password do not belong together"));
      }
      open_session(call, *with, known);
    });
  });
}

void log_out(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  if (call->who.kind != access::credential_kind::session) {
    return call->done(api::problem(403, "only a user who has logged in can log out; keys are revoked"));
  }
  auto show = [with](const api::http_call&, const done&) {
    with->gate->forget();
    api::response r{204, {}, {}, {}, nullptr};
    r.headers.push_back({"Set-Cookie", cookie_of(*with, "", std::chrono::seconds(0))});
    return r;
  };
  with->stored->end_session(call->who.tenant, call->who.id, api::answer<done>(call, show));
}

void show_me(const api::call_ptr& call) {
  const access::principal& who = call->who;
  api::response r;
  json::writer w(r.body);
  w.begin_object().member("kind", to_string(who.kind)).member("name", who.name);
  w.member("tenant", who.tenant.value).key("scopes").begin_array();
  for (const std::string& scope : who.scopes.names()) {
    w.value(scope);
  }
  w.end_array().member_or_null("expires_at", who.expires_at ? to_rfc3339(*who.expires_at) : "");
  w.member_or_null("csrf_token", who.kind == access::credential_kind::session ? csrf_token(who) : "");
  w.end_object();
  call->done(std::move(r));
}

void issue_ticket(const api::call_ptr& call) {
  desk* with = desk_of(call);
  if (with == nullptr) {
    return;
  }
  api::response r;
  r.status = 201;
  json::writer(r.body)
      .begin_object()
      .member("ticket", with->gate->tickets().issue(call->who, std::chrono::steady_clock::now()))
      .member("expires_in", static_cast<std::int64_t>(ticket_book::lifetime.count()))
      .end_object();
  call->done(std::move(r));
}

} // namespace leadstream::auth
