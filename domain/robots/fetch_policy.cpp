#include "domain/robots/fetch_policy.hpp"

#include <algorithm>

namespace leadstream::robots {
namespace {

constexpr std::chrono::minutes first_retry{10};
constexpr std::chrono::minutes longest{24 * 60};

bool unreachable(int status) {
  return status < 200 || status == 429 || status >= 500;
}

std::chrono::minutes retry_in(std::uint32_t failures) {
  auto wait = first_retry;
  for (std::uint32_t i = 1; i < failures && wait < longest; ++i)
    wait *= 2;
  return std::min(wait, longest);
}

} // namespace

policy judge(const fetch_end& end, monotonic_time now, const policy& previous) {
  if (!end.too_many_redirects && unreachable(end.status))
    return {policy::basis::unreachable, {}, now + retry_in(previous.failures + 1), previous.failures + 1};
  if (!end.too_many_redirects && end.status < 300)
    return {policy::basis::rules, parse(end.body), now + longest, 0};
  return {policy::basis::unavailable, {}, now + longest, 0};
}

decision decide(const policy& known, std::string_view user_agent, std::string_view path_and_query) {
  if (known.from == policy::basis::unreachable)
    return {path_and_query == "/robots.txt", std::nullopt, std::nullopt};
  return decide(known.rules, user_agent, path_and_query);
}

} // namespace leadstream::robots
