#include "domain/delivery/verdict.hpp"

#include "domain/flow/retry_after.hpp"

#include <algorithm>

namespace leadstream::delivery {
namespace {

constexpr std::chrono::hours longest_wait{24};

std::string problem_of(const fetch_outcome& outcome) {
  if (outcome.content == nullptr) {
    return std::string(to_string(outcome.failure)) + (outcome.message.empty() ? "" : ": " + outcome.message);
  }
  const int status = outcome.content->status;
  return "answered " + std::to_string(status) +
         (status >= 300 && status < 400 ? ", and redirects are not followed" : "");
}

std::chrono::milliseconds wait_after(const rules& how, std::uint32_t attempts, const fetch_outcome& outcome,
                                     wall_time now, double jitter) {
  const auto planned = how.schedule[attempts];
  auto wait = planned + std::chrono::duration_cast<std::chrono::milliseconds>(planned * (jitter / 10));
  if (outcome.content != nullptr) {
    const auto asked =
        flow::parse_retry_after(find_header(outcome.content->headers, "Retry-After"), now, longest_wait);
    wait = std::max(wait, asked.value_or(wait));
  }
  return wait;
}

} // namespace

verdict judge(const rules& how, const endpoint& to, std::uint32_t attempts, const fetch_outcome& outcome,
              wall_time now, double jitter) {
  verdict v;
  v.status = outcome.content == nullptr ? 0 : outcome.content->status;
  if (v.status >= 200 && v.status < 300) {
    v.state = delivery_state::delivered;
    return v;
  }
  v.problem = problem_of(outcome);
  if (v.status == 410) {
    v.state = delivery_state::dead;
    v.disable_because = "the endpoint answered 410 Gone";
  } else if (attempts >= how.schedule.size()) {
    v.state = delivery_state::dead;
  } else {
    v.wait = wait_after(how, attempts, outcome, now, jitter);
  }
  if (v.disable_because.empty() && to.failing_since && now - *to.failing_since >= how.disable_after) {
    v.disable_because = "nothing could be delivered since " + to_rfc3339(*to.failing_since);
  }
  return v;
}

} // namespace leadstream::delivery
