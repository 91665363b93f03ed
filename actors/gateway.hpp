#pragma once
#include "actors/importer.hpp"
#include "actors/source_book.hpp"
#include "domain/flow/opt_out_list.hpp"
#include "domain/service.hpp"
#include "domain/sources/switch_store.hpp"

#include <atomic>

namespace leadstream::actors {

class gate_directory;
class replay_desk;

/// The service as the outside sees it: what changes something goes to the registry, what reads goes to the
/// store.
class gateway : public service {
public:
  gateway(store& storage, job_registry registry, update_hub hub, std::shared_ptr<source_book> book,
          importer imports);
  ~gateway() override;

  void submit(const tenant_id& tenant, const search_criteria& criteria, const uuid& id,
              completion<job> done) override;
  void cancel(const tenant_id& tenant, const uuid& job_id, completion<job> done) override;
  void replay_job(const tenant_id& tenant, const uuid& job_id, completion<uuid> done) override;
  void find_job(const tenant_id& tenant, const uuid& id, completion<job> done) override;
  void list_jobs(const tenant_id& tenant, const job_query& query, completion<job_page> done) override;
  void find_lead(const tenant_id& tenant, const uuid& id, completion<lead> done) override;
  void list_leads(const tenant_id& tenant, const lead_query& query, completion<lead_page> done) override;
  void open_leads(const tenant_id& tenant, const lead_query& query,
                  completion<std::shared_ptr<lead_cursor>> done) override;
  void count_leads(const tenant_id& tenant, const figure_query& query,
                   completion<lead_figures> done) override;
  void edit_lead(const tenant_id& tenant, const uuid& id, const lead_edit& edit, std::uint64_t version,
                 completion<lead> done) override;
  void decide_leads(const tenant_id& tenant, const lead_decision& what,
                    completion<std::vector<lead>> done) override;
  void read_job_log(const tenant_id& tenant, const uuid& job_id, std::uint64_t after_seq, std::size_t limit,
                    completion<job_log_page> done) override;
  void add_job_log(const tenant_id& tenant, const uuid& job_id, const std::string& payload, const uuid& name,
                   completion<leadstream::done> done) override;
  void read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit,
                   completion<event_page> done) override;
  void watch(std::shared_ptr<update_sink> sink) override;
  void list_sources(completion<std::vector<source_state>> done) override;
  void set_source(const std::string& name, bool enabled, completion<source_state> done) override;
  void reset_source(const std::string& name, completion<source_state> done) override;
  void announce(const tenant_id& tenant, std::vector<event_draft> events) override;
  crawler_identity identity() const override { return identity_; }
  void list_robots(const tenant_id& tenant, const uuid& company_id,
                   completion<std::vector<robots_decision>> done) override;
  void list_opt_outs(completion<std::vector<opt_out>> done) override;
  void set_opt_out(const opt_out& wish, completion<leadstream::done> done) override;
  void remove_opt_out(const std::string& domain, completion<leadstream::done> done) override;
  void import_records(const tenant_id& tenant, std::vector<observation> records, const std::string& region,
                      completion<import_outcome> done) override;
  void check_health(completion<health_report> done) override;

  /// What list_robots(), the opt-outs and identity() are answered from; set once, before the first call.
  void use_politeness(std::shared_ptr<politeness_book> book, std::shared_ptr<flow::opt_out_list> opted_out,
                      crawler_identity identity);

  /// Where set_source() keeps what it changes; set once, before the first call. Null: for this run alone.
  void use_switches(std::shared_ptr<sources::switch_store> switches) { switches_ = std::move(switches); }

  /// Whose breakers reset_source() closes; set once, before the first call.
  void use_gates(std::shared_ptr<const gate_directory> gates) { gates_ = std::move(gates); }

  /// What replay_job() is done by; set once, before the first call.
  void use_replays(std::shared_ptr<replay_desk> replays) { replays_ = std::move(replays); }

  /// From now on nothing is taken on: submissions are refused, readiness is false. Any thread.
  void close() { accepting_ = false; }

private:
  /// Commits something small that a person asked for and tells the subscribers.
  void commit(const tenant_id& tenant, unit_of_work unit, completion<commit_result> done);

  store& store_;
  job_registry registry_;
  update_hub hub_;
  std::shared_ptr<source_book> book_;
  std::shared_ptr<politeness_book> politeness_;
  std::shared_ptr<flow::opt_out_list> opted_out_;
  crawler_identity identity_;
  std::shared_ptr<sources::switch_store> switches_;
  std::shared_ptr<const gate_directory> gates_;
  std::shared_ptr<replay_desk> replays_;
  importer imports_;
  std::atomic<bool> accepting_{true};
};

} // namespace leadstream::actors
