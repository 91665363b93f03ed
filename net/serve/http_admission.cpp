#include "net/api/problem.hpp"
#include "net/api/text.hpp"
#include "net/port_call.hpp"
#include "net/serve/http_session.hpp"

// Who may send a request, judged before its body is read.
namespace leadstream::serve {
namespace {

constexpr std::string_view scheme = "bearer ";

/// What follows the scheme of Authorization; empty for other schemes.
std::string_view bearer_of(std::string_view authorization) {
  authorization = api::trimmed(authorization);
  if (authorization.size() <= scheme.size() ||
      !api::equal_without_case(authorization.substr(0, scheme.size()), scheme)) {
    return {};
  }
  return api::trimmed(authorization.substr(scheme.size()));
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
  return shown;
}

/// An answer for whom the route does not let in. Who comes without credentials to a WebSocket may still show
/// them in the first message.
asio::awaitable<std::optional<api::response>> http_session::admit() {
  const api::route* wanted = match_.found;
  if (wanted == nullptr || !wanted->admits.credential) {
    co_return std::nullopt;
  }
  const auth::credentials shown = shown_credentials();
  if (!server_->options.authenticator) {
    who_ = access::local_operator(server_->options.tenant);
    co_return std::nullopt;
  }
  if (shown.empty()) {
    const bool later = !wanted->handle && find_header(asked_.headers, "Authorization").empty();
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
  if (wanted->admits.scope && !judged->who.may(*wanted->admits.scope)) {
    const std::string scope = access::to_string(*wanted->admits.scope);
    co_return with_challenge(api::problem(403, "the credential lacks the scope " + scope),
                             ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }
  who_ = judged->who;
  co_return std::nullopt;
}

api::response http_session::refuse_credentials(const auth::verdict& judged) const {
  api::response refused = api::problem(judged.status, judged.detail);
  if (judged.status == 401) {
    return with_challenge(std::move(refused), ", error=\"invalid_token\"");
  }
  if (judged.retry_after.count() > 0) {
    refused.headers.push_back({"Retry-After", std::to_string(judged.retry_after.count())});
  }
  return refused;
}

} // namespace leadstream::serve
