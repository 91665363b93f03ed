#include "domain/text/ascii.hpp"
#include "net/api/problem.hpp"
#include "net/api/text.hpp"
#include "net/port_call.hpp"
#include "net/serve/http_session.hpp"

#include <algorithm>
#include <array>

// Who may send a request, judged before its body is read.
namespace leadstream::serve {
namespace {

constexpr std::string_view scheme = "bearer ";
constexpr const char* slow_down = "too many requests; slow down";

/// What follows the scheme of Authorization; empty for other schemes.
std::string_view bearer_of(std::string_view authorization) {
  authorization = api::trimmed(authorization);
  if (authorization.size() <= scheme.size() ||
      !equals_ignoring_case(authorization.substr(0, scheme.size()), scheme)) {
    return {};
  }
  return api::trimmed(authorization.substr(scheme.size()));
}

/// The value of a cookie; empty when it is not there.
std::string_view cookie_of(std::string_view cookies, std::string_view name) {
  for (const std::string_view pair : api::split(cookies, ';')) {
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

/// The ticket in a WebSocket's query, "ticket=...".
std::string_view ticket_of(std::string_view query) {
  constexpr std::string_view name = "ticket=";
  for (const std::string_view pair : api::split(query, '&')) {
    if (pair.starts_with(name)) {
      return pair.substr(name.size());
    }
  }
  return {};
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

api::response with_challenge(api::response refused, const std::string& details) {
  refused.headers.push_back({"WWW-Authenticate", "Bearer realm=\"leadstream\"" + details});
  return refused;
}

} // namespace

auth::credentials http_session::shown_credentials() const {
  auth::credentials shown;
  shown.address = address_;
  shown.loopback = loopback_;
  shown.bearer = bearer_of(find_header(asked_.headers, "Authorization"));
  if (const auto key = api::trimmed(find_header(asked_.headers, "X-API-Key")); shown.bearer.empty()) {
    shown.bearer = key;
  }
  if (server_->options.desk) {
    shown.session = cookie_of(find_header(asked_.headers, "Cookie"), server_->options.desk->cookie_name());
  }
  if (match_.found != nullptr && !match_.found->handle) {
    shown.ticket = ticket_of(asked_.query);
  }
  return shown;
}

/// An answer for whom the route does not let in. Who comes without credentials to a WebSocket may still show
/// them in the first message.
asio::awaitable<std::optional<api::response>> http_session::admit() {
  const auth::credentials shown = shown_credentials();
  if (server_->options.desk) {
    rate_ = server_->options.desk->take_address(shown);
    if (!rate_.allowed) {
      co_return refuse_credentials({429, slow_down, {}, rate_.retry_after, rate_});
    }
  }
  const api::route* wanted = match_.found;
  if (wanted == nullptr || !wanted->admits.credential) {
    co_return std::nullopt;
  }
  if (!server_->options.authenticator) {
    if (is_forwarded()) {
      co_return api::problem(403, "this server asks for no credentials, so it serves nobody through a proxy");
    }
    who_ = access::local_operator(server_->options.tenant);
    co_return std::nullopt;
  }
  const std::string_view authorization = find_header(asked_.headers, "Authorization");
  const bool two_headers = !authorization.empty() && !find_header(asked_.headers, "X-API-Key").empty();
  if (two_headers || (!authorization.empty() && !shown.session.empty())) {
    co_return api::problem(
        400, "there is more than one credential; send one of Authorization, X-API-Key and Cookie");
  }
  if (shown.empty()) {
    const bool later = !wanted->handle && authorization.empty();
    if (later) {
      co_return std::nullopt;
    }
    co_return with_challenge(
        api::problem(401, "send Authorization: Bearer with an API key (`leadstream keys create`)"), {});
  }
  auto start = [this, &shown](completion<auth::verdict> done) {
    server_->options.authenticator->identify(shown, std::move(done));
  };
  const result<auth::verdict> judged =
      co_await port_call<auth::verdict>(lane_.thread, start, limits().handler_timeout);
  if (!judged) {
    co_return to_response(judged.problem());
  }
  if (judged->status != 200) {
    co_return refuse_credentials(*judged);
  }
  who_ = judged->who;
  co_return co_await admit_known();
}

/// Scope, cross-site forgery, rates and quotas of somebody who is known.
asio::awaitable<std::optional<api::response>> http_session::admit_known() {
  if (auto refused = judge_rights()) {
    co_return refused;
  }
  const access::budget spends = match_.found->admits.spends;
  if (!server_->options.desk || spends == access::budget::none) {
    co_return std::nullopt;
  }
  auto start = [this, spends](completion<auth::verdict> done) {
    server_->options.desk->take_quota(*who_, spends, std::move(done));
  };
  const result<auth::verdict> judged =
      co_await port_call<auth::verdict>(lane_.thread, start, limits().handler_timeout);
  if (!judged) {
    co_return to_response(judged.problem());
  }
  if (judged->status != 200) {
    co_return refuse_credentials(*judged);
  }
  co_return std::nullopt;
}

std::optional<api::response> http_session::judge_rights() {
  if (server_->options.desk) {
    if (const auto rate = server_->options.desk->take_rate(*who_); rate.limit > 0) {
      rate_ = rate;
    }
    if (!rate_.allowed) {
      return refuse_credentials({429, slow_down, {}, rate_.retry_after, rate_});
    }
  }
  const auto& scope = match_.found->admits.scope;
  if (scope && !who_->may(*scope)) {
    const std::string name = access::to_string(*scope);
    return with_challenge(api::problem(403, "the credential lacks the scope " + name),
                          R"(, error="insufficient_scope", scope=")" + name + "\"");
  }
  const bool by_cookie = who_->kind == access::credential_kind::session;
  if (by_cookie && changes_something(asked_.method) &&
      find_header(asked_.headers, "X-CSRF-Token") != auth::csrf_token(*who_)) {
    return api::problem(403, "send the csrf_token of the log-in as X-CSRF-Token");
  }
  return std::nullopt;
}

api::response http_session::refuse_credentials(const auth::verdict& judged) {
  if (judged.rate.limit > 0) {
    rate_ = judged.rate;
  }
  api::response refused = api::problem(judged.status, judged.detail);
  if (judged.status == 401) {
    return with_challenge(std::move(refused), ", error=\"invalid_token\"");
  }
  if (judged.retry_after.count() > 0) {
    refused.headers.push_back({"Retry-After", std::to_string(judged.retry_after.count())});
  }
  return refused;
}

/// Whether a proxy says that it asks for somebody else.
bool http_session::is_forwarded() const {
  constexpr std::array names{"X-Forwarded-For", "Forwarded", "X-Real-IP"};
  return std::any_of(names.begin(), names.end(),
                     [this](const char* name) { return !find_header(asked_.headers, name).empty(); });
}

/// What a trusted proxy says of its client: the last address of X-Forwarded-For that is no trusted proxy's.
void http_session::believe_proxy() {
  const auto trusted = [&](std::string_view text) {
    const auto address = parse_ip(text);
    const auto& proxies = server_->options.trusted_proxies;
    return address && std::any_of(proxies.begin(), proxies.end(),
                                  [&](const network& proxy) { return proxy.contains(unmapped(*address)); });
  };
  if (!trusted(peer_)) {
    return;
  }
  const auto hops = api::split(find_header(asked_.headers, "X-Forwarded-For"), ',');
  const auto client =
      std::find_if(hops.rbegin(), hops.rend(), [&](std::string_view hop) { return !trusted(hop); });
  if (client != hops.rend() && parse_ip(*client)) {
    address_ = *client;
    loopback_ = false; // the proxy's client, wherever the proxy stands
  }
}

} // namespace leadstream::serve
