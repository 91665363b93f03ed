#include "domain/json/writer.hpp"
#include "net/api/text.hpp"
#include "net/serve/compression.hpp"
#include "net/serve/hosts.hpp"
#include "net/serve/http_session.hpp"

#include <algorithm>

// What every answer gets beside what the resource says: for other web origins, of rates, packed; and who
// changed something is written down.
namespace leadstream::serve {
namespace {

constexpr const char* allowed_fields = "Authorization, Content-Type, Idempotency-Key, If-Match, "
                                       "If-None-Match, X-Request-Id, X-API-Key, traceparent";
constexpr const char* exposed_fields =
    "Content-Disposition, ETag, Idempotency-Replayed, Location, RateLimit-Limit, RateLimit-Remaining, "
    "RateLimit-Reset, Retry-After, X-Request-Id";

/// Answers that carry secrets are never packed together with what a client sent (BREACH).
bool carries_secrets(std::string_view path) {
  return path.starts_with("/api/v1/auth") || path.starts_with("/api/v1/keys") ||
         path.starts_with("/api/v1/ws/") || path.starts_with("/api/v1/webhooks") ||
         path.starts_with("/api/v1/users");
}

} // namespace

bool http_session::is_allowed_origin(std::string_view origin) const {
  const auto& allowed = server_->options.cors_origins;
  return !origin.empty() && origin != "null" &&
         std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

api::response http_session::answer_options() const {
  api::response made{204, {}, {}, {}, nullptr};
  const std::string allowed = match_.allowed.empty() ? "GET, HEAD, POST, OPTIONS" : match_.allowed;
  made.headers.push_back({"Allow", allowed});
  if (!origin_.empty() && !find_header(asked_.headers, "Access-Control-Request-Method").empty()) {
    made.headers.push_back({"Access-Control-Allow-Methods", allowed});
    made.headers.push_back({"Access-Control-Allow-Headers", allowed_fields});
    made.headers.push_back({"Access-Control-Max-Age", "600"});
  }
  return made;
}

void http_session::add_common_fields(api::response& made) const {
  if (wire_.is_secure()) {
    made.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  }
  if (!origin_.empty()) {
    made.headers.push_back({"Access-Control-Allow-Origin", origin_});
    made.headers.push_back({"Access-Control-Expose-Headers", exposed_fields});
  }
  if (!server_->options.cors_origins.empty()) {
    made.headers.push_back({"Vary", "Origin"});
  }
  auth::append_fields(made.headers, rate_);
}

/// Whether the answer goes out packed; a whole body is packed here, a stream while it is sent.
bool http_session::pack(api::response& made) const {
  const bool worth = made.stream || made.body.size() >= limits().compress_bytes;
  if (limits().compress_bytes == 0 || !worth || !is_packable(made.content_type) ||
      carries_secrets(asked_.path)) {
    return false;
  }
  made.headers.push_back({"Vary", "Accept-Encoding"});
  if (!packs_ || !find_header(made.headers, "Content-Encoding").empty()) {
    return false;
  }
  made.headers.push_back({"Content-Encoding", "gzip"});
  if (!made.stream) {
    made.body = gzip_stream().pack(made.body, true);
  }
  return true;
}

/// Writes down who changed what, also when it was refused, and who asked for what they may not have. The hash
/// of a content with a password would let it be guessed.
void http_session::audit(const api::response& made) const {
  const bool changes = asked_.method != "GET" && asked_.method != "HEAD" && asked_.method != "OPTIONS";
  if (!server_->options.desk || !who_ || (!changes && made.status != 403)) {
    return;
  }
  std::string entry;
  json::writer w(entry);
  w.begin_object().member("action", asked_.method + " " + asked_.path).member("status", made.status);
  w.member("by", to_string(who_->kind))
      .member("id", who_->kind == access::credential_kind::session ? who_->user_id : who_->id);
  w.member("name", who_->name).member("address", address_).member("request_id", request_id_);
  w.member_or_null("content_sha256", carries_secrets(asked_.path) ? "" : content_hash_).end_object();
  server_->options.desk->stored->append_audit(who_->tenant, server_->options.clock(), std::move(entry));
}

} // namespace leadstream::serve
