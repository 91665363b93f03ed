#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/job.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"
#include "domain/ports.hpp"
#include "domain/unit_of_work.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// What the actors of one node say to each other. All of it stays inside the process: content is shared by
/// pointer, never serialised. Messages between nodes are another kind and carry ids and bytes alone.
namespace leadstream::actors {

/// The completion of a port call, brought into the actor that made it (port_call.hpp).
struct deferred {
  std::function<void()> run;
};

/// Set once a job is cancelled, so that what still waits in a gate is not sent any more.
using cancel_flag = std::shared_ptr<const std::atomic<bool>>;

/// A page that somebody wants; a gate answers when it has it or knows that it will not.
struct fetch_order {
  std::string source; ///< the source it is for: "website", or the name of an API source
  http_request request;
  bool ask_robots = true;
  bool for_robots = false;   ///< it is a robots.txt that the gate itself wants
  bool for_sitemap = false;  ///< its beginning will do; it tells of no company, so that nobody reads it again
  std::uint32_t hops = 0;    ///< redirects followed so far
  std::string requested_url; ///< of the first hop
  cancel_flag cancelled;     ///< may be null
  tenant_id tenant{};        ///< of the job
  uuid job_id{};             ///< the job that it is for
  wall_time job_began = wall_time::max(); ///< what was kept since then is the answer
  std::uint32_t attempts = 0;   ///< at most so many, where that is less than the gate's; 0: the gate's
  std::vector<uuid> subjects{}; ///< observations of the companies that the page belongs to
  std::string region{};         ///< ISO 3166-1 alpha-2 that it will be read with, may be empty
  std::string about{};          ///< as page_use says
};

/// An operator wants these lanes of a source asked again, whatever failed before.
struct reset_order {
  std::string source;
  std::vector<std::string> lanes;
  std::shared_ptr<void> answer; ///< let go once it is done
};

/// The end of a fetch order.
struct fetch_answer {
  std::shared_ptr<const page> content; ///< null when refused
  std::string
      refusal; ///< a stable word: "robots_denied", "circuit_open", "blocked", "timed_out", "not_found", …
  std::string message;                   ///< for people
  std::shared_ptr<const page> refused{}; ///< what came with the refusal; may be null
  /// Addresses that the host's robots.txt names; null when it was not asked.
  std::shared_ptr<const std::vector<std::string>> sitemaps{};
  bool cut = false; ///< the content is but the beginning of a sitemap or a robots.txt
};

/// What the archive keeps of a URL that an order is about.
struct kept_found {
  std::uint64_t id = 0;
  std::shared_ptr<const page> content; ///< null: nothing
};

/// One hop came back from the fetcher.
struct hop_ended {
  std::uint64_t id = 0;
  std::shared_ptr<const fetch_outcome> outcome;
};

/// A lane may have leave to give again.
struct lane_due {
  std::string lane;
};

/// The backoff of a failed attempt is over.
struct retry_due {
  std::uint64_t id = 0;
};

/// A page to read.
struct extract_order {
  std::shared_ptr<const page> content;
  std::string source;
  std::vector<uuid> subjects; ///< observations of the companies that the page belongs to
  std::string region;         ///< ISO 3166-1 alpha-2, may be empty
};

/// What a page says, raw; shared because it is large.
struct extract_answer {
  std::shared_ptr<const page_facts> facts;
  std::shared_ptr<const std::vector<observation>> observations;
};

/// One step of work on its way through the pipeline: it becomes one commit.
struct work_item {
  tenant_id tenant;
  search_criteria criteria; ///< of the job, for the score
  std::string region;       ///< ISO 3166-1 alpha-2 for numbers without country code, may be empty
  unit_of_work unit; ///< tasks, errors and rejected records are there from the start, leads come on the way
  std::vector<observation> fresh; ///< raw at first, then cleaned, enriched and identified
  std::vector<std::size_t>
      refused; ///< places in `fresh` of what the cleaner made rejected records, in their order
};

/// Owned by one stage at a time.
struct work {
  std::shared_ptr<work_item> item;
};

struct work_result {
  commit_result committed;
};

/// A search to store and run.
struct submit_order {
  tenant_id tenant;
  search_criteria criteria;
  uuid id; ///< of the job; nil: a new one
  completion<job> answer;
};

struct cancel_order {
  tenant_id tenant;
  uuid job_id;
  completion<job> answer;
};

/// Jobs that an earlier incarnation left unfinished.
struct resume_order {
  std::vector<owned_job> jobs;
};

/// How much is running and waiting, and since when the oldest that waits.
struct queue_question {
  std::function<void(std::uint64_t running, std::uint64_t queued, std::chrono::milliseconds age)> answer;
};

/// A scraper has room for so many tasks.
struct task_request {
  std::string source;
  std::size_t room = 0;
};

/// Tasks to work on.
struct task_grant {
  std::vector<task> tasks;
};

/// A task came to its end, or gave up one attempt.
struct task_report {
  std::string source;
  uuid task_id;
  bool finished = true;         ///< false: try again later
  bool found_companies = false; ///< a discovery that worked
  std::string problem;          ///< why an attempt was given up
};

/// New work of the job was committed: the job's figures may be shown again.
struct progress_hint {};

/// A job reached its end (to the registry).
struct job_ended {
  tenant_id tenant;
  uuid job_id;
};

/// Begin; or begin again after a pause, for the generation that it was meant for.
struct start_order {
  std::uint64_t generation = 0;
};

/// A job's time is up.
struct deadline_passed {};

/// End in order: stop new work and finish.
struct stop_order {};

/// Events up to this position are committed.
struct committed_hint {
  tenant_id tenant;
  position end;
};

/// Live events go there from now on; null ends it.
struct watch_order {
  std::shared_ptr<update_sink> sink;
};

} // namespace leadstream::actors

#define LEADSTREAM_LOCAL_MESSAGES(apply)                                                                     \
  apply(deferred) apply(fetch_order) apply(reset_order) apply(fetch_answer) apply(kept_found)                \
      apply(hop_ended) apply(lane_due) apply(retry_due) apply(extract_order) apply(extract_answer)           \
          apply(work) apply(work_result) apply(submit_order) apply(cancel_order) apply(resume_order)         \
              apply(queue_question) apply(task_request) apply(task_grant) apply(task_report)                 \
                  apply(progress_hint) apply(job_ended) apply(start_order) apply(deadline_passed)            \
                      apply(stop_order) apply(committed_hint) apply(watch_order)

#define LEADSTREAM_ALLOW_LOCAL(name) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(leadstream::actors::name)
LEADSTREAM_LOCAL_MESSAGES(LEADSTREAM_ALLOW_LOCAL)
#undef LEADSTREAM_ALLOW_LOCAL

#define LEADSTREAM_NAME_LOCAL(name) CAF_ADD_TYPE_ID(leadstream, (leadstream::actors::name))
CAF_BEGIN_TYPE_ID_BLOCK(leadstream, caf::first_custom_type_id)
LEADSTREAM_LOCAL_MESSAGES(LEADSTREAM_NAME_LOCAL)
CAF_END_TYPE_ID_BLOCK(leadstream)
#undef LEADSTREAM_NAME_LOCAL
