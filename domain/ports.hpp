#pragma once
#include "domain/model/decision.hpp"
#include "domain/model/page.hpp"
#include "domain/model/page_use.hpp"
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "domain/unit_of_work.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the inside asks of the outside.
///
/// Every call that can wait takes a completion: it returns at once and completes exactly once, with a value
/// or an error (cancelled at the latest when stop() is called), on a thread of the adapter and never inside
/// the call.
namespace leadstream {

template <class T>
using completion = std::function<void(result<T>)>;

/// A consistent snapshot of leads that is read in pieces (exports). Any thread; one call at a time.
class lead_cursor {
public:
  virtual ~lead_cursor() = default;
  /// The next leads, at most `limit`; an empty list at the end.
  virtual void next(std::size_t limit, completion<std::vector<lead_row>> done) = 0;
};

/// The stored things of one tenant. Any thread.
class tenant_store {
public:
  virtual ~tenant_store() = default;

  /// The only write. Units that arrive during a commit share the next one.
  virtual void commit(unit_of_work unit, completion<commit_result> done) = 0;

  /// Merges leads or takes one apart, with their events, in one commit; what was is kept, so that an undoing
  /// gives the same rows back. not_found when one is not there, conflict when there is nothing to take apart.
  virtual void decide(const lead_decision& what, completion<decided_leads> done) = 0;

  virtual void find_job(const uuid& id, completion<job> done) = 0;
  virtual void list_jobs(const job_query& query, completion<job_page> done) = 0;
  /// Marks up to `limit` ready tasks of that job and source as running and returns them, first those that an
  /// older owner left running (their `crashes` counted up). A task with three crashes since its last progress
  /// is given out alone, when nothing else of the source runs; too many crashes quarantine it.
  virtual void claim_tasks(const uuid& job_id, const std::string& source, std::uint64_t epoch,
                           std::size_t limit, completion<std::vector<task>> done) = 0;
  /// Entries of a job's log (events "job_log") behind `after_seq`, at most `limit`.
  virtual void read_job_log(const uuid& job_id, std::uint64_t after_seq, std::size_t limit,
                            completion<job_log_page> done) = 0;
  virtual void count_tasks(const uuid& job_id, completion<std::vector<task_count>> done) = 0;

  virtual void find_lead(const uuid& id, completion<lead> done) = 0;
  virtual void list_leads(const lead_query& query, completion<lead_page> done) = 0;
  virtual void open_leads(const lead_query& query, completion<std::shared_ptr<lead_cursor>> done) = 0;
  virtual void count_leads(const figure_query& query, completion<lead_figures> done) = 0;

  /// The stored leads that own one of the keys or share one of the blocking keys, each with its observations:
  /// what the deduplicator folds new observations with.
  virtual void find_related(const std::vector<lead_key>& keys, const std::vector<std::string>& blocking_keys,
                            completion<std::vector<related_lead>> done) = 0;
  /// Which of these observations are stored already.
  virtual void known_observations(const std::vector<uuid>& ids, completion<std::vector<uuid>> done) = 0;

  /// Committed events after `seq`, oldest first, at most `limit`, and where the stream ends.
  virtual void read_events(std::uint64_t after_seq, std::size_t limit, completion<event_page> done) = 0;
  virtual void find_position(completion<position> done) = 0;
};

/// Where everything is kept. Any thread.
class store {
public:
  virtual ~store() = default;

  /// The things of one tenant; lives as long as the store.
  virtual std::shared_ptr<tenant_store> scope(const tenant_id& tenant) = 0;

  /// Takes ownership of all shards for a new incarnation of a single node: every shard gets a new epoch
  /// (returned), so that commits of an older incarnation are fenced.
  virtual void acquire_shards(const uuid& incarnation, completion<std::uint64_t> done) = 0;
  /// Jobs of all tenants that are pending or running: what a starting node takes up again.
  virtual void unfinished_jobs(completion<std::vector<owned_job>> done) = 0;
  /// Answers when a read and a write work.
  virtual void check_health(completion<leadstream::done> done) = 0;

  /// Completes everything that is under way or waits (what is not written with `cancelled`), then closes.
  virtual void stop() = 0;
};

/// Why a fetch gave no page.
enum class fetch_failure : std::uint8_t {
  none,
  name_not_found,     ///< DNS has no such name
  name_lookup_failed, ///< DNS did not answer or failed
  address_refused,    ///< the address guard: not a public address
  url_refused,        ///< not http(s), a port that is not allowed, credentials, a malformed host
  connect_failed,
  tls_failed,
  timed_out,
  connection_lost, ///< reset, or closed without an answer
  truncated,       ///< the body ended before its length, its chunks or its packing did
  protocol_error,  ///< not HTTP, or broken framing or encoding
  too_large,       ///< over the limit of wire bytes, decoded bytes or headers
  cancelled
};
/// The snake_case name, as job errors show it.
const char* to_string(fetch_failure failure);

/// The end of one hop: a page, or the reason why there is none.
struct fetch_outcome {
  fetch_failure failure = fetch_failure::none;
  std::string message;                 ///< for people; empty on success
  std::shared_ptr<const page> content; ///< null on failure
  std::chrono::milliseconds duration{0};
  std::uint64_t wire_bytes = 0;
};

/// What a fetch may cost.
struct fetch_limits {
  std::chrono::milliseconds timeout{30'000};
  std::chrono::milliseconds connect_timeout{10'000};
  std::uint64_t wire_bytes = 2u << 20;
  std::uint64_t decoded_bytes = 8u << 20;
  std::uint64_t header_bytes = 64u << 10;
  bool cut = false; ///< a longer body is cut off at the limit and counts as read (robots.txt)
};

/// Where answers of the web are kept: for jobs that ask for the same again, and to read them again by better
/// rules. Bounded in size and age, so that what was kept may be gone. Any thread.
class page_archive {
public:
  virtual ~page_archive() = default;

  /// Keeps an answer under the name in `archived_as`, a UUID of the caller's. Written in the background. An
  /// interface's answer comes with what was `asked`, without credentials, and is kept beside it for uses()
  /// alone; `asked` is null for the web.
  virtual void keep(std::shared_ptr<const page> content, std::shared_ptr<const http_request> asked) = 0;
  /// The answer of the web kept last for this URL, null when there is none. Completes once, on the archive's
  /// thread.
  virtual void find(const std::string& url, std::function<void(std::shared_ptr<const page>)> done) = 0;
  /// Remembers that a job read a kept answer.
  virtual void note(const page_use& use) = 0;
  /// What a job read, in order, each with the answer; those that are gone without one.
  virtual void uses(const uuid& job_id, std::uint64_t after, std::size_t limit,
                    completion<std::vector<kept_use>> done) = 0;
  /// Removes every answer of a host (as URLs write it) and the uses of it, from the files too.
  virtual void erase_host(const std::string& host, completion<std::uint64_t> done) = 0;
  /// The same for the answers of interfaces of which `mentions` is true, asked on the archive's thread.
  virtual void erase_answers(std::function<bool(const page&)> mentions, completion<std::uint64_t> done) = 0;
  /// Writes what waits, completes what is asked, then closes.
  virtual void stop() = 0;
};

/// Fetches one hop: redirects are answers, robots.txt and rates are the caller's affair. Cookies are not
/// kept.
class page_fetcher {
public:
  virtual ~page_fetcher() = default;
  /// Completes exactly once on the fetcher's own thread. Any thread may call.
  virtual void fetch(http_request request, const fetch_limits& limits,
                     std::function<void(fetch_outcome)> done) = 0;
  /// Ends every fetch with `cancelled`.
  virtual void stop() = 0;
};

/// Who wants to know of committed events (the WebSocket side). Called by one actor; must not block.
class update_sink {
public:
  virtual ~update_sink() = default;
  /// Events in order, without a gap to the batch before, all of one tenant.
  virtual void publish(const tenant_id& tenant, const std::string& epoch,
                       std::shared_ptr<const std::vector<event>> events) = 0;
};

} // namespace leadstream
