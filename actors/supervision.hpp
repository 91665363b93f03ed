#pragma once
#include "actors/job_supervisor.hpp"
#include "actors/port_call.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace leadstream::actors {

/// The work of one source in a job, as its supervisor sees it.
struct source_run {
  scraper worker;       ///< null while it is dead
  std::size_t room = 0; ///< tasks that the scraper would take
  bool claiming = false;
  bool outdated = false; ///< tasks may have come since the claim under way began
  bool dry = false;      ///< nothing was ready when last asked
  std::uint32_t deaths = 0;
  std::uint64_t generation = 0;
  std::unordered_map<uuid, task> outstanding; ///< given to the scraper
};

/// What a job supervisor does, step by step. Lives inside its actor; every function is called there.
class supervision {
public:
  using self_pointer = job_supervisor::stateful_pointer<job_supervisor_state>;

  supervision(self_pointer self, supervisor_context with);

  void start(const start_order& order);
  void give(const task_request& wish);
  void reported(const task_report& report);
  void died(const caf::down_msg& down);
  /// Stores the job's figures, and again when more came in meanwhile.
  void update();
  void cancel(const cancel_order& order);
  void deadline_passed();
  void stop();

private:
  std::shared_ptr<tenant_store> scope() { return with_.node->storage->scope(with_.tenant); }
  wall_time clock() const { return with_.node->clock(); }
  unit_of_work new_unit() const;
  event_draft announce(const job& j) const;
  void commit(unit_of_work unit, const completion<commit_result>& handler);
  void later(std::chrono::milliseconds pause, std::function<void()> what);

  // the job's life
  void begin_job();
  void begin_sources();
  scraper_context context_for_scraper();
  void spawn(const std::string& name);
  void revive(const std::string& name, source_run& source, const std::string& why);
  void respawn(std::uint64_t generation);
  void store_progress(int progress);
  void updated();
  bool is_done() const;
  void end_when_done();
  void end_scrapers();
  void end_job(job_status status, const std::vector<job_error>& errors, const completion<job>& answer);
  void store_end(job j, job_status status, const std::vector<job_error>& errors,
                 const completion<job>& answer);
  void leave(const completion<job>& answer, result<job> outcome);

  // its tasks
  void pull(const std::string& name);
  void claimed(const std::string& name, const result<std::vector<task>>& tasks);
  void give_back(const std::string& name, const task& t, const std::string& problem);
  void settle(unit_of_work unit);

  self_pointer self_;
  supervisor_context with_;
  job job_;
  std::shared_ptr<sources::shelf> shelf_; ///< what the job took from all its sources
  std::map<std::string, source_run> sources_;
  std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
  std::uint64_t generations_ = 0;
  std::uint32_t settling_ = 0; ///< commits of given-up tasks under way
  bool discovered_ = false;    ///< a search for companies worked, now or before a restart
  bool updating_ = false;      ///< figures are being stored
  bool update_wanted_ = false;
  bool ending_ = false;
};

} // namespace leadstream::actors
