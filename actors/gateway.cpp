#include "actors/gateway.hpp"

#include <caf/send.hpp>

#include <utility>

namespace leadstream::actors {

gateway::gateway(store& storage, job_registry registry, update_hub hub, std::shared_ptr<source_book> book)
    : store_(storage), registry_(std::move(registry)), hub_(std::move(hub)), book_(std::move(book)) {}

gateway::~gateway() = default;

void gateway::submit(const tenant_id& tenant, const search_criteria& criteria, completion<job> done) {
  caf::anon_send(registry_, submit_order{tenant, criteria, std::move(done)});
}

void gateway::cancel(const tenant_id& tenant, const uuid& job_id, completion<job> done) {
  caf::anon_send(registry_, cancel_order{tenant, job_id, std::move(done)});
}

void gateway::find_job(const tenant_id& tenant, const uuid& id, completion<job> done) {
  store_.scope(tenant)->find_job(id, std::move(done));
}

void gateway::list_jobs(const tenant_id& tenant, const job_query& query, completion<job_page> done) {
  store_.scope(tenant)->list_jobs(query, std::move(done));
}

void gateway::find_lead(const tenant_id& tenant, const uuid& id, completion<lead> done) {
  store_.scope(tenant)->find_lead(id, std::move(done));
}

void gateway::list_leads(const tenant_id& tenant, const lead_query& query, completion<lead_page> done) {
  store_.scope(tenant)->list_leads(query, std::move(done));
}

void gateway::open_leads(const tenant_id& tenant, const lead_query& query,
                         completion<std::shared_ptr<lead_cursor>> done) {
  store_.scope(tenant)->open_leads(query, std::move(done));
}

void gateway::read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit,
                          completion<event_page> done) {
  store_.scope(tenant)->read_events(after_seq, limit, std::move(done));
}

void gateway::watch(std::shared_ptr<update_sink> sink) {
  caf::anon_send(hub_, watch_order{std::move(sink)});
}

// A completion is never called inside the call: the registry's thread brings the answer.
void gateway::list_sources(completion<std::vector<source_state>> done) {
  caf::anon_send(registry_, deferred{[book = book_, done = std::move(done)] { done(book->states()); }});
}

void gateway::set_source(const std::string& name, bool enabled, completion<source_state> done) {
  caf::anon_send(registry_, deferred{[book = book_, name, enabled, done = std::move(done)] {
                   done(book->set_enabled(name, enabled));
                 }});
}

void gateway::announce(const tenant_id& tenant, std::vector<event_draft> events) {
  unit_of_work unit;
  unit.id = make_uuid_v7(system_wall_time(), system_random);
  unit.events = std::move(events);
  store_.scope(tenant)->commit(std::move(unit), [hub = hub_, tenant](const result<commit_result>& done) {
    if (done) {
      caf::anon_send(hub, committed_hint{tenant, done->last});
    }
  });
}

void gateway::check_health(completion<health_report> done) {
  const bool accepting = accepting_;
  store_.check_health(
      [registry = registry_, accepting, done = std::move(done)](const result<leadstream::done>& works) {
        health_report report;
        report.database_connected = works.ok();
        report.accepting = accepting;
        report.healthy = works.ok() && accepting;
        report.problem = works ? (accepting ? "" : "the service is stopping") : works.problem().message;
        caf::anon_send(registry,
                       queue_question{[report, done](std::uint64_t running, std::uint64_t queued) mutable {
                         report.running_jobs = running;
                         report.queued_jobs = queued;
                         done(report);
                       }});
      });
}

} // namespace leadstream::actors
