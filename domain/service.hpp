#pragma once
#include "domain/model/observation.hpp"
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"
#include "domain/politeness.hpp"
#include "domain/ports.hpp"
#include "domain/queries.hpp"
#include "domain/sources/state.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leadstream {

/// How healthy the service is, for /health.
struct health_report {
  bool healthy = false;
  bool database_connected = false;
  bool accepting = false; ///< false while it starts and stops
  std::string problem;    ///< why it is not healthy; empty when it is
  std::uint64_t running_jobs = 0;
  std::uint64_t queued_jobs = 0;
  std::chrono::milliseconds queue_age{0}; ///< since the oldest job that waits was asked for
};

/// What became of imported records.
struct import_outcome {
  struct refusal {
    std::size_t place = 0; ///< among the records of the call, from 0
    std::string name;
    std::string reason;
  };
  struct warning {
    std::size_t place = 0;
    rejection left_out;
  };
  std::size_t new_leads = 0;     ///< the others belong to leads that were there
  std::vector<refusal> refused;  ///< records that name no company after cleaning
  std::vector<warning> warnings; ///< values that cannot be used, of records that were taken without them
};

/// What the outside may ask of the inside; all that net/ knows of it. Any thread; every completion is called
/// exactly once, on a thread of the inside, which it must not block, and never inside the call.
class service {
public:
  virtual ~service() = default;

  /// Stores a search job and queues it; answers once it is durable. Criteria must have been validated. `id`
  /// names the job, or is nil: a second submission of one id changes nothing and is answered the stored job.
  virtual void submit(const tenant_id& tenant, const search_criteria& criteria, const uuid& id,
                      completion<job> done) = 0;
  /// Ends a job. Conflict when it has ended already.
  virtual void cancel(const tenant_id& tenant, const uuid& job_id, completion<job> done) = 0;

  /// Reads again what a job fetched, from the archive and without a request, and does all that follows.
  /// Answers once it is queued, with the target that the entries "replayed" or "replay_failed" of the job's
  /// log will name. Not found when there is no such job, conflict while it runs or waits to be replayed,
  /// unavailable when pages are not kept.
  virtual void replay_job(const tenant_id& tenant, const uuid& job_id, completion<uuid> done) = 0;

  virtual void find_job(const tenant_id& tenant, const uuid& id, completion<job> done) = 0;
  virtual void list_jobs(const tenant_id& tenant, const job_query& query, completion<job_page> done) = 0;
  virtual void find_lead(const tenant_id& tenant, const uuid& id, completion<lead> done) = 0;
  virtual void list_leads(const tenant_id& tenant, const lead_query& query, completion<lead_page> done) = 0;
  virtual void open_leads(const tenant_id& tenant, const lead_query& query,
                          completion<std::shared_ptr<lead_cursor>> done) = 0;

  virtual void count_leads(const tenant_id& tenant, const figure_query& query,
                           completion<lead_figures> done) = 0;
  /// Changes what people wrote on a lead and answers with it. Conflict when its version is not `version` (0:
  /// whatever it is) any more.
  virtual void edit_lead(const tenant_id& tenant, const uuid& id, const lead_edit& edit,
                         std::uint64_t version, completion<lead> done) = 0;
  /// Merges leads or takes one apart again, and answers with the leads that stand then. not_found when one of
  /// them is not there, conflict when there is nothing to take apart.
  virtual void decide_leads(const tenant_id& tenant, const lead_decision& what,
                            completion<std::vector<lead>> done) = 0;
  /// Entries of a job's log behind `after_seq`, oldest first; not_found when there is no such job.
  virtual void read_job_log(const tenant_id& tenant, const uuid& job_id, std::uint64_t after_seq,
                            std::size_t limit, completion<job_log_page> done) = 0;
  /// Adds an entry to a job's log; `name` makes a repeat harmless. Not found when there is no such job.
  virtual void add_job_log(const tenant_id& tenant, const uuid& job_id, const std::string& payload,
                           const uuid& name, completion<leadstream::done> done) = 0;

  /// Stored events after a position, for subscribers that resume.
  virtual void read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit,
                           completion<event_page> done) = 0;
  /// Live events go to this sink from now on; null ends it. One sink at a time.
  virtual void watch(std::shared_ptr<update_sink> sink) = 0;

  /// How every source is doing, in the order of their names.
  virtual void list_sources(completion<std::vector<source_state>> done) = 0;
  /// Switches a source on or off, for running jobs too. Not found when there is no such source.
  virtual void set_source(const std::string& name, bool enabled, completion<source_state> done) = 0;

  /// Closes the breakers of a source, so that it is asked at once, in its pace; answers when that is so. Not
  /// found when there is no such source.
  virtual void reset_source(const std::string& name, completion<source_state> done) = 0;

  /// Commits events of the program itself (alerts, steps of sources), so that subscribers and webhooks hear
  /// of them. What cannot be stored is dropped.
  virtual void announce(const tenant_id& tenant, std::vector<event_draft> events) = 0;
  /// Who crawls; may be asked on any thread, answers at once.
  virtual crawler_identity identity() const = 0;
  /// Why the pages of a company's website were or were not fetched, the newest decision first. Not found when
  /// there is no such company.
  virtual void list_robots(const tenant_id& tenant, const uuid& company_id,
                           completion<std::vector<robots_decision>> done) = 0;
  /// The domains whose owners asked not to be crawled, without those of the settings.
  virtual void list_opt_outs(completion<std::vector<opt_out>> done) = 0;
  /// From now on nothing of that domain is fetched, by running jobs either.
  virtual void set_opt_out(const opt_out& wish, completion<leadstream::done> done) = 0;
  /// Not found when the domain is not on the list.
  virtual void remove_opt_out(const std::string& domain, completion<leadstream::done> done) = 0;

  /// Stores raw records of a file as leads: cleaned, joined with what is known, scored. At most a few hundred
  /// a call; several calls may be under way.
  virtual void import_records(const tenant_id& tenant, std::vector<observation> records,
                              const std::string& region, completion<import_outcome> done) = 0;

  virtual void check_health(completion<health_report> done) = 0;
};

} // namespace leadstream
