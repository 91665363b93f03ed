#include "net/serve/websocket_credentials.hpp"

#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "net/serve/websocket_session.hpp"

#include <nlohmann/json.hpp>

// How a subscriber shows who it is, and how long that holds.
namespace leadstream::serve {
namespace {

constexpr std::size_t longest_message = 16u << 10;

std::string text_of(const nlohmann::json& message, const char* name) {
  const auto found = message.find(name);
  return found != message.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::optional<auth::credentials> read_credentials(std::string_view message) {
  if (message.size() > longest_message || message.find("\"auth\"") == std::string_view::npos) {
    return std::nullopt;
  }
  const auto read = json::read(message, {longest_message, 4});
  if (!read || !read->is_object() || text_of(*read, "type") != "auth") {
    return std::nullopt;
  }
  if (read->size() != 1 + read->count("token") + read->count("ticket")) {
    return std::nullopt; // it has members that nobody knows
  }
  auth::credentials shown;
  shown.bearer = text_of(*read, "token");
  shown.ticket = text_of(*read, "ticket");
  return shown;
}

std::string authenticated_message(const access::principal& who) {
  std::string out;
  json::writer w(out);
  w.begin_object().member("type", "authenticated").member("tenant", who.tenant.value);
  w.member("name", who.name).key("scopes").begin_array();
  for (const std::string& scope : who.scopes.names()) {
    w.value(scope);
  }
  w.end_array().end_object();
  return out;
}

bool websocket_session::has_room(server_state& server, const access::principal& who) {
  const std::uint32_t limit = server.options.desk ? server.options.desk->options.limits.websockets : 0;
  if (limit == 0 || who.kind == access::credential_kind::local) {
    return true;
  }
  const std::lock_guard lock(server.mutex);
  const auto known = server.by_address.find("tenant " + who.tenant.value);
  return known == server.by_address.end() || known->second < limit;
}

void websocket_session::enter(const access::principal& who, const std::optional<position>& since) {
  who_ = who;
  websocket_ = std::make_unique<ticket>(server_, server_->websockets, "tenant " + who.tenant.value);
  confirmed_at_ = clock::now();
  connected_at_ = confirmed_at_;
  lane_.room.enter(who.tenant, this);
  joined_at_ = since;
}

void websocket_session::authenticate(auth::credentials shown) {
  if (who_ || authenticating_) {
    return fault({error_code::conflict, "the connection is authenticated already; open another one", {}});
  }
  authenticating_ = true;
  shown.address = client_.address;
  shown.loopback = client_.loopback;
  server_->options.authenticator->identify(
      shown, [self = shared_from_this(), thread = lane_.thread](result<auth::verdict> judged) {
        thread->dispatch([self, judged = std::move(judged)] { self->admit(judged); });
      });
}

void websocket_session::admit(const result<auth::verdict>& judged) {
  authenticating_ = false;
  if (closing_) {
    return;
  }
  if (!judged) {
    return close(1011, "credentials cannot be checked now; connect again later");
  }
  if (judged->status != 200) {
    return close(4401, judged->detail);
  }
  if (!judged->who.may(access::scope::leads_read)) {
    return close(4403, "the credential lacks the scope leads:read");
  }
  if (!has_room(*server_, judged->who)) {
    return close(4429, "the tenant has as many WebSockets as it may");
  }
  enter(judged->who, lane_.room.published(judged->who.tenant).tail);
  send_text(authenticated_message(*who_));
}

/// Ends what never authenticated, and what speaks for a credential that was revoked.
void websocket_session::look_after_credentials(clock::time_point now) {
  if (!who_) {
    if (now - connected_at_ > limits().authentication) {
      close(4401, "no credentials came in time");
    }
    return;
  }
  if (who_->expires_at && *who_->expires_at <= server_->options.clock()) {
    return close(4401, "the credential has expired");
  }
  if (!server_->options.authenticator || confirming_ || now - confirmed_at_ < limits().confirmation) {
    return;
  }
  confirming_ = true;
  server_->options.authenticator->confirm(
      *who_, [self = shared_from_this(), thread = lane_.thread](const result<bool>& holds) {
        thread->dispatch([self, revoked = holds && !*holds] {
          self->confirming_ = false;
          self->confirmed_at_ = clock::now();
          if (revoked) {
            self->close(4401, "the credential was revoked");
          }
        });
      });
}

} // namespace leadstream::serve
