#include "actors/gateway.hpp"

#include "actors/replay_desk.hpp"
#include "actors/source_gate.hpp"
#include "actors/stages.hpp"
#include "domain/json/lead.hpp"
#include "domain/url/url.hpp"

#include <caf/send.hpp>

#include <utility>

namespace leadstream::actors {

namespace {

error changed_meanwhile() {
  return {error_code::conflict, "somebody else changed it since it was read; read it again", {}};
}

} // namespace

gateway::gateway(store& storage, job_registry registry, update_hub hub, std::shared_ptr<source_book> book,
                 importer imports)
    : store_(storage), registry_(std::move(registry)), hub_(std::move(hub)), book_(std::move(book)),
      imports_(std::move(imports)) {}

gateway::~gateway() = default;

void gateway::submit(const tenant_id& tenant, const search_criteria& criteria, const uuid& id,
                     completion<job> done) {
  caf::anon_send(registry_, submit_order{tenant, criteria, id, std::move(done)});
}

void gateway::cancel(const tenant_id& tenant, const uuid& job_id, completion<job> done) {
  caf::anon_send(registry_, cancel_order{tenant, job_id, std::move(done)});
}

void gateway::replay_job(const tenant_id& tenant, const uuid& job_id, completion<uuid> done) {
  store_.scope(tenant)->find_job(job_id, [replays = replays_, tenant, done](const result<job>& found) {
    done(found ? replays->ask({tenant, *found}) : result<uuid>(found.problem()));
  });
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

void gateway::count_leads(const tenant_id& tenant, const figure_query& query, completion<lead_figures> done) {
  store_.scope(tenant)->count_leads(query, std::move(done));
}

void gateway::commit(const tenant_id& tenant, unit_of_work unit, completion<commit_result> done) {
  store_.scope(tenant)->commit(std::move(unit),
                               [hub = hub_, tenant, done = std::move(done)](result<commit_result> r) {
                                 if (r) {
                                   caf::anon_send(hub, committed_hint{tenant, r->last});
                                 }
                                 done(std::move(r));
                               });
}

/// Reads, changes and stores under the version that was read; what the pipeline commits in between is found
/// by it and shown to the caller as a conflict.
void gateway::edit_lead(const tenant_id& tenant, const uuid& id, const lead_edit& edit, std::uint64_t version,
                        completion<lead> done) {
  const auto changed = [this, tenant, edit, version, done](result<lead> found) {
    if (!found) {
      return done(found.problem());
    }
    if (version != 0 && found->version != version) {
      return done(changed_meanwhile());
    }
    lead edited = *std::move(found);
    lead_marks marks = apply(edited.marks, edit);
    if (marks == edited.marks) {
      return done(std::move(edited));
    }
    edited.marks = std::move(marks);
    unit_of_work unit;
    unit.id = make_uuid_v7(system_wall_time(), system_random);
    unit.marks.push_back({edited.company.id, edited.version, edited.marks});
    ++edited.version;
    unit.events.push_back(json::announce(edited, {}));
    commit(tenant, std::move(unit), [edited, done](const result<commit_result>& r) {
      const bool stored = r && r->outcome == commit_outcome::committed;
      done(stored ? result<lead>(edited) : r ? changed_meanwhile() : r.problem());
    });
  };
  store_.scope(tenant)->find_lead(id, changed);
}

void gateway::decide_leads(const tenant_id& tenant, const lead_decision& what,
                           completion<std::vector<lead>> done) {
  store_.scope(tenant)->decide(what, [hub = hub_, tenant, done = std::move(done)](result<decided_leads> r) {
    if (!r) {
      return done(r.problem());
    }
    caf::anon_send(hub, committed_hint{tenant, r->last});
    done(std::move(r->standing));
  });
}

void gateway::read_job_log(const tenant_id& tenant, const uuid& job_id, std::uint64_t after_seq,
                           std::size_t limit, completion<job_log_page> done) {
  store_.scope(tenant)->read_job_log(job_id, after_seq, limit, std::move(done));
}

void gateway::add_job_log(const tenant_id& tenant, const uuid& job_id, const std::string& payload,
                          const uuid& name, completion<leadstream::done> done) {
  store_.scope(tenant)->find_job(job_id, [this, tenant, payload, name, done](const result<job>& found) {
    if (!found) {
      return done(found.problem());
    }
    unit_of_work unit;
    unit.id = name;
    event_draft entry{{"job_log", found->id, {}, 0, {}}, payload};
    unit.events.push_back(std::move(entry));
    commit(tenant, std::move(unit), [done](const result<commit_result>& r) {
      done(r ? result<leadstream::done>(leadstream::done{}) : r.problem());
    });
  });
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
  const auto change = [book = book_, kept = switches_, name, enabled, done = std::move(done)] {
    const auto changed = book->set_enabled(name, enabled);
    if (!changed || kept == nullptr) {
      return done(changed);
    }
    kept->set({name, enabled}, [changed, done](const result<leadstream::done>& stored) {
      stored ? done(changed) : done(stored.problem());
    });
  };
  caf::anon_send(registry_, deferred{change});
}

void gateway::reset_source(const std::string& name, completion<source_state> done) {
  const auto order = [book = book_, gates = gates_, name, done = std::move(done)] {
    // Let go by the last gate that has done its part.
    const std::shared_ptr<void> answer(nullptr, [book, name, done](void*) { done(book->state(name)); });
    const auto lanes = book->open_lanes(name);
    if (lanes.empty()) {
      return;
    }
    for (const source_gate& gate : gates->serving(name)) {
      caf::anon_send(gate, reset_order{name, lanes, answer});
    }
  };
  caf::anon_send(registry_, deferred{order});
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

void gateway::use_politeness(std::shared_ptr<politeness_book> book,
                             std::shared_ptr<flow::opt_out_list> opted_out, crawler_identity identity) {
  politeness_ = std::move(book);
  opted_out_ = std::move(opted_out);
  identity_ = std::move(identity);
}

void gateway::list_robots(const tenant_id& tenant, const uuid& company_id,
                          completion<std::vector<robots_decision>> done) {
  constexpr std::size_t most = 500;
  const auto read = [book = politeness_, tenant, done](const result<lead>& found) {
    if (!found || book == nullptr) {
      done(found ? result<std::vector<robots_decision>>(std::vector<robots_decision>{}) : found.problem());
      return;
    }
    const auto website = parse_url(found->company.website);
    const std::string host = website ? website->host : std::string();
    const std::string domain = registrable_domain(host);
    book->find(tenant, domain.empty() ? host : domain, found->company.id, most, done);
  };
  store_.scope(tenant)->find_lead(company_id, read);
}

void gateway::list_opt_outs(completion<std::vector<opt_out>> done) {
  politeness_->list_opt_outs(std::move(done));
}

void gateway::set_opt_out(const opt_out& wish, completion<leadstream::done> done) {
  opted_out_->add(wish.domain); // obeyed at once; kept for the next start by the store
  politeness_->set_opt_out(wish, std::move(done));
}

void gateway::remove_opt_out(const std::string& domain, completion<leadstream::done> done) {
  opted_out_->remove(domain);
  politeness_->remove_opt_out(domain, std::move(done));
}

void gateway::import_records(const tenant_id& tenant, std::vector<observation> records,
                             const std::string& region, completion<import_outcome> done) {
  caf::anon_send(imports_,
                 import_order{tenant, std::make_shared<std::vector<observation>>(std::move(records)), region,
                              std::move(done)});
}

void gateway::check_health(completion<health_report> done) {
  health_report report;
  report.accepting = accepting_;
  const auto finish = [registry = registry_, done = std::move(done)](health_report known) {
    caf::anon_send(
        registry, queue_question{[known = std::move(known), done](std::uint64_t running, std::uint64_t queued,
                                                                  std::chrono::milliseconds age) mutable {
          known.running_jobs = running;
          known.queued_jobs = queued;
          known.queue_age = age;
          done(known);
        }});
  };
  store_.check_health([&kept = store_, report, finish](const result<leadstream::done>& works) mutable {
    if (works) {
      report.database_connected = true;
      report.healthy = report.accepting;
      report.problem = report.accepting ? "" : "the service is stopping";
      return finish(report);
    }
    report.problem = works.problem().message;
    // One that takes no writes may still be read.
    kept.scope(default_tenant())->find_position([report, finish](const result<position>& read) mutable {
      report.database_connected = read.ok();
      finish(report);
    });
  });
}

} // namespace leadstream::actors
