#pragma once
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "domain/unit_of_work.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// What an adapter must do, in plain synchronous calls. The shell (async_store) adds threads, group commit,
/// completions and shutdown. Every call may throw storage::failure.
namespace leadstream::storage {

/// A consistent snapshot of leads. One thread at a time, not always the same.
class lead_snapshot {
public:
  virtual ~lead_snapshot() = default;
  /// The next leads in the query's order, at most `limit`; empty at the end.
  virtual std::vector<lead_row> next(std::size_t limit) = 0;
};

/// One reading connection; used by one thread. Each call sees one committed state.
class reader {
public:
  virtual ~reader() = default;
  virtual job find_job(const tenant_id& tenant, const uuid& id) = 0;
  virtual job_page list_jobs(const tenant_id& tenant, const job_query& query) = 0;
  virtual std::vector<task_count> count_tasks(const tenant_id& tenant, const uuid& job_id) = 0;
  virtual lead find_lead(const tenant_id& tenant, const uuid& id) = 0;
  virtual lead_page list_leads(const tenant_id& tenant, const lead_query& query) = 0;
  virtual std::unique_ptr<lead_snapshot> open_leads(const tenant_id& tenant, const lead_query& query) = 0;
  virtual std::vector<related_lead> find_related(const tenant_id& tenant, const std::vector<lead_key>& keys,
                                                 const std::vector<std::string>& blocking_keys) = 0;
  virtual std::vector<uuid> known_observations(const tenant_id& tenant, const std::vector<uuid>& ids) = 0;
  virtual event_page read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit) = 0;
  virtual position find_position(const tenant_id& tenant) = 0;
  virtual std::vector<owned_job> unfinished_jobs() = 0;
};

/// A task that was under way in so many deaths of its owner, without progress, is given out alone: what dies
/// next to it is not to blame, and what kills its owner is found.
inline constexpr std::uint32_t suspicious_crashes = 3;

/// Which tasks a claim is about.
struct claim {
  uuid job_id;
  std::string source;
  std::uint64_t epoch = 0;
  std::size_t limit = 0;
};

/// The one writing connection; used by one thread. Calls between begin() and commit() share one transaction,
/// each of them takes effect whole or not at all. After a throwing begin() or commit() nothing of the
/// transaction is stored.
class writer {
public:
  virtual ~writer() = default;
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual commit_result apply(const tenant_id& tenant, const unit_of_work& unit) = 0;
  virtual std::vector<task> claim_tasks(const tenant_id& tenant, const claim& wanted) = 0;
  virtual std::uint64_t acquire_shards(const uuid& incarnation) = 0;
  /// Reads and writes something of no meaning.
  virtual void probe() = 0;
  /// Called outside transactions when everybody was answered: checkpoints, pruning.
  virtual void tidy() = 0;
};

/// Readers may outlive neither their database nor its writer.
class database {
public:
  virtual ~database() = default;
  virtual std::unique_ptr<reader> open_reader() = 0;
  virtual std::unique_ptr<writer> open_writer() = 0;
};

/// Shards that exist: 256 of web hosts, the rest for API sources.
inline constexpr std::uint32_t shard_count = 512;

} // namespace leadstream::storage
