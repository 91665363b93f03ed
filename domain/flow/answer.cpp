#include "domain/flow/answer.hpp"

#include "domain/crawl/disguise.hpp"

#include <optional>

namespace leadstream::flow {
namespace {

assessment of_failure(const fetch_outcome& outcome) {
  const std::string reason = to_string(outcome.failure);
  switch (outcome.failure) {
  case fetch_failure::cancelled:
  case fetch_failure::address_refused:
  case fetch_failure::url_refused:
    return {verdict::neutral, false, false, reason, outcome.message};
  case fetch_failure::name_not_found:
  case fetch_failure::too_large:
    return {verdict::failure, false, false, reason, outcome.message};
  default:
    return {verdict::failure, true, false, reason, outcome.message};
  }
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<assessment> of_disguise(crawl::disguise what) {
  switch (what) {
  case crawl::disguise::block_page:
    return assessment{verdict::failure, false, false, "blocked", "the server answered with a block page"};
  case crawl::disguise::parked:
    return assessment{verdict::neutral, false, false, "parked", "nobody uses the domain"};
  case crawl::disguise::missing_page:
    return assessment{verdict::neutral, false, false, "not_found", "the page says that it does not exist"};
  case crawl::disguise::none:
    break;
  }
  return std::nullopt;
}

/// An interface's word on who asks, as that a key is not valid: the way to it is as good as ever.
bool is_verdict(const page& content) {
  return find_header(content.headers, "Content-Type").find("json") != std::string_view::npos;
}

assessment of_status(const page& content) {
  const int status = content.status;
  const std::string shown = "the server answered " + std::to_string(status);
  if (is_redirect(status) && !find_header(content.headers, "Location").empty()) {
    return {verdict::success, false, true, {}, {}};
  }
  const bool is_partial = status == 204 || status == 205 || status == 206; // nobody asked for a part
  if (status >= 200 && status < 300 && !is_partial) {
    if (auto disguised = of_disguise(crawl::disguise_of(content))) {
      return *disguised;
    }
    return {verdict::success, false, false, {}, {}};
  }
  if (status == 404 || status == 410) {
    return {verdict::neutral, false, false, "not_found", shown};
  }
  if (status == 429) {
    return {verdict::failure, true, false, "rate_limited", shown};
  }
  if (status == 401 || status == 403 || status == 451 || status == 999) { // 999: LinkedIn's refusal
    return {is_verdict(content) ? verdict::neutral : verdict::failure, false, false, "blocked", shown};
  }
  if (status >= 500) {
    return {verdict::failure, true, false, "server_error", shown};
  }
  return {verdict::neutral, false, false, "unexpected_status", shown};
}

} // namespace

assessment assess(const fetch_outcome& outcome) {
  return outcome.content == nullptr ? of_failure(outcome) : of_status(*outcome.content);
}

bool is_cut(const fetch_outcome& outcome, const fetch_limits& limits) {
  return limits.cut && outcome.content != nullptr &&
         (outcome.wire_bytes > limits.wire_bytes || outcome.content->body.size() >= limits.decoded_bytes);
}

} // namespace leadstream::flow
