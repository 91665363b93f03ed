#include "actors/breaker_events.hpp"

#include "domain/json/sources.hpp"
#include "domain/json/writer.hpp"

#include <caf/send.hpp>

namespace leadstream::actors {
namespace {

const char* name_of(flow::breaker_state state) {
  return state == flow::breaker_state::open     ? "breaker_opened"
         : state == flow::breaker_state::closed ? "breaker_closed"
                                                : "breaker_probed";
}

std::string message_of(const breaker_step& step) {
  switch (step.now) {
  case flow::breaker_state::open:
    return step.lane + " failed too often in a row and is left alone for a while: " + step.problem;
  case flow::breaker_state::closed:
    return step.lane + (step.problem.empty() ? " answers again" : " is asked again: " + step.problem);
  default:
    return step.lane + " is asked once to see whether it answers again";
  }
}

event_draft update_of(const breaker_step& step, wall_time at) {
  event_draft draft;
  draft.header.type = "source_update";
  draft.header.job_id = step.job_id;
  json::writer w(draft.payload);
  w.begin_object().member("source", step.source).member("target", step.lane);
  w.member("breaker", flow::to_string(step.now)).member("message", message_of(step));
  w.member("at", to_rfc3339(at)).end_object();
  return draft;
}

unit_of_work unit_of(const breaker_step& step, const std::vector<uuid>& jobs, const uuid& id, wall_time at) {
  unit_of_work unit;
  unit.id = id;
  unit.events.push_back(update_of(step, at));
  for (const uuid& job_id : jobs) {
    unit.events.push_back(json::announce(
        log_entry{job_id, at, step.source, name_of(step.now), step.lane,
                  step.now == flow::breaker_state::open ? "circuit_open" : "", message_of(step)}));
  }
  return unit;
}

} // namespace

void announce_breakers(source_book& book, const job_context& node) {
  book.on_step([&book, storage = node.storage, hub = node.hub, clock = node.clock,
                random = node.random](const breaker_step& step) {
    const tenant_id tenant = step.tenant.value.empty() ? default_tenant() : step.tenant;
    const wall_time at = clock();
    auto unit = unit_of(step, book.jobs_of(step), make_uuid_v7(at, random), at);
    storage->scope(tenant)->commit(std::move(unit), [hub, tenant](const result<commit_result>& done) {
      if (done) {
        caf::anon_send(hub, committed_hint{tenant, done->last});
      }
    });
  });
}

} // namespace leadstream::actors
