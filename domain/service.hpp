#pragma once
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"
#include "domain/ports.hpp"
#include "domain/queries.hpp"
#include "domain/sources/state.hpp"

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
};

/// What the outside may ask of the inside; all that net/ knows of it. Any thread; every completion is called
/// exactly once, on a thread of the inside, which it must not block, and never inside the call.
class service {
public:
  virtual ~service() = default;

  /// Stores a search job and queues it; answers once it is durable. Criteria must have been validated.
  virtual void submit(const tenant_id& tenant, const search_criteria& criteria, completion<job> done) = 0;
  /// Ends a job. Conflict when it has ended already.
  virtual void cancel(const tenant_id& tenant, const uuid& job_id, completion<job> done) = 0;

  virtual void find_job(const tenant_id& tenant, const uuid& id, completion<job> done) = 0;
  virtual void list_jobs(const tenant_id& tenant, const job_query& query, completion<job_page> done) = 0;
  virtual void find_lead(const tenant_id& tenant, const uuid& id, completion<lead> done) = 0;
  virtual void list_leads(const tenant_id& tenant, const lead_query& query, completion<lead_page> done) = 0;
  virtual void open_leads(const tenant_id& tenant, const lead_query& query,
                          completion<std::shared_ptr<lead_cursor>> done) = 0;

  /// Stored events after a position, for subscribers that resume.
  virtual void read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit,
                           completion<event_page> done) = 0;
  /// Live events go to this sink from now on; null ends it. One sink at a time.
  virtual void watch(std::shared_ptr<update_sink> sink) = 0;

  /// How every source is doing, in the order of their names.
  virtual void list_sources(completion<std::vector<source_state>> done) = 0;
  /// Switches a source on or off, for running jobs too. Not found when there is no such source.
  virtual void set_source(const std::string& name, bool enabled, completion<source_state> done) = 0;

  /// Commits events of the program itself (alerts, steps of sources), so that subscribers and webhooks hear
  /// of them. What cannot be stored is dropped.
  virtual void announce(const tenant_id& tenant, std::vector<event_draft> events) = 0;

  virtual void check_health(completion<health_report> done) = 0;
};

} // namespace leadstream
