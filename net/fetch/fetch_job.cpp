#include "net/fetch/fetch_job.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace leadstream::net {
namespace {

/// Fields that frame the message or belong to the connection: only the fetcher writes them.
constexpr std::array<std::string_view, 9> own_fields{"host",       "content-length", "transfer-encoding",
                                                     "connection", "expect",         "te",
                                                     "trailer",    "upgrade",        "keep-alive"};

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

bool may_be_set(const header& field) {
  std::string name = field.name;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return is_token(name) && is_field_value(field.value) && !name.starts_with("proxy-") &&
         std::find(own_fields.begin(), own_fields.end(), name) == own_fields.end();
}

std::optional<refusal> check(const http_request& request) {
  if (!is_token(request.method) || request.method == "CONNECT") {
    return refusal{fetch_failure::url_refused, "\"" + request.method + "\" is no method that can be sent"};
  }
  for (const auto& field : request.headers) {
    if (!may_be_set(field)) {
      return refusal{fetch_failure::url_refused, "the header \"" + field.name +
                                                     "\" cannot be sent: it belongs to the connection or "
                                                     "holds control characters"};
    }
  }
  return std::nullopt;
}

} // namespace

fetch_job make_job(http_request request, const fetch_limits& limits,
                   std::function<void(fetch_outcome)> done) {
  fetch_job job{std::move(request), limits, std::move(done), {}, std::nullopt, {}};
  auto target = parse_url(job.request.url);
  if (target) {
    job.target = std::move(*target);
    job.refused = check(job.request);
  } else {
    job.refused = refusal{fetch_failure::url_refused, target.problem().message};
  }
  return job;
}

void complete(fetch_job& job, const refusal& why, monotonic_time now) {
  fetch_outcome outcome;
  outcome.failure = why.failure;
  outcome.message = why.message;
  if (job.started != monotonic_time{}) {
    outcome.duration = std::chrono::duration_cast<std::chrono::milliseconds>(now - job.started);
  }
  std::exchange(job.done, nullptr)(std::move(outcome));
}

} // namespace leadstream::net
