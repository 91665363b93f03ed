// What a desk tells of its work, and what an operator tells it: waits, steps of breakers.
#include "actors/gate_desk.hpp"

namespace leadstream::actors {

void gate_desk::moved(const request& r, std::int64_t waiting, std::int64_t in_flight) const {
  if (context_.book != nullptr) {
    context_.book->moved(r.order.source, waiting, in_flight);
  }
}

void gate_desk::tell_wait(const request& r, monotonic_time leave_at) const {
  if (context_.told != nullptr) {
    context_.told->waited(r.order.source,
                          std::chrono::duration_cast<std::chrono::milliseconds>(leave_at - r.ready_since));
  }
}

/// Tells of a step of the breaker, if it made one.
void gate_desk::tell_step(const request& r, const lane& l, flow::breaker_state before,
                          const std::string& problem) {
  const auto after = l.gate.breaker().state();
  if (context_.book != nullptr && after != before) {
    context_.book->stepped(
        {r.order.source, lane_name(r.address), after, problem, r.order.tenant, r.order.job_id});
  }
}

void gate_desk::reset(const std::string& source, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto found = lanes_.find(name);
    if (found == lanes_.end() || found->second.gate.breaker().state() == flow::breaker_state::closed) {
      continue;
    }
    found->second.gate.reset_breaker();
    if (context_.book != nullptr) {
      context_.book->stepped({source,
                              name,
                              flow::breaker_state::closed,
                              "its breaker was closed by hand",
                              default_tenant(),
                              {}});
    }
    pump(name);
  }
}

} // namespace leadstream::actors
