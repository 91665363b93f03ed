#pragma once
#include "actors/messages.hpp"

#include <caf/typed_actor.hpp>

/// Every actor of the node and all that it understands: the map of the system. Read this first.
///
///   gateway -> job_registry -> job_supervisor -> scraper -> source_gate     (finding)
///                                                scraper -> extractor       (reading)
///                                                scraper -> cleaner -> enricher -> deduplicator -> scorer ->
///                                                lead_writer
///                                                                            lead_writer -> update_hub ->
///                                                                            subscribers
namespace leadstream::actors {

/// The only one that fetches; shared by all jobs; keeps rate, slots, robots.txt and breaker of its lanes.
using source_gate =
    caf::typed_actor<caf::replies_to<fetch_order>::with<fetch_answer>, // fetch, following redirects,
                                                                       // retrying: answers once
                     caf::reacts_to<kept_found>,                       // from the archive's thread
                     caf::reacts_to<hop_ended>,                        // from the fetcher's thread
                     caf::reacts_to<lane_due>,                         // a wait is over
                     caf::reacts_to<retry_due>,                        // a backoff is over
                     caf::reacts_to<reset_order>>;                     // from the gateway: close breakers

/// Reads pages on threads of its own, one page at a time each.
using extractor =
    caf::typed_actor<caf::replies_to<extract_order>::with<extract_answer>>; // raw observations and links, or
                                                                            // the failure inside

/// One step of the pipeline; passes the work on and answers when it was committed.
using stage = caf::typed_actor<caf::replies_to<work>::with<work_result>>; // clean, enrich, score

/// Folds fresh observations with what is stored; folds again when a commit met a conflict.
using deduplicator =
    caf::typed_actor<caf::replies_to<work>::with<work_result>, // answers once committed or fenced
                     caf::reacts_to<deferred>>;                // the store's answers

/// Encodes the events of a unit and commits it.
using lead_writer = caf::typed_actor<caf::replies_to<work>::with<work_result>, // answers with the outcome, a
                                                                               // conflict included
                                     caf::reacts_to<deferred>>;                // the store's answers

/// Works on tasks of one source of one job.
using scraper =
    caf::typed_actor<caf::reacts_to<task_grant>,  // tasks from the supervisor
                     caf::reacts_to<start_order>, // ask for tasks
                     caf::reacts_to<stop_order>,  // take no more tasks, end when the last step is committed
                     caf::reacts_to<deferred>>;   // waits and the ledger's answers

/// One job: its tasks, its scrapers, its progress and its end.
using job_supervisor =
    caf::typed_actor<caf::reacts_to<start_order>, // begin, or take up again; scrapers are spawned again by it
                     caf::reacts_to<task_request>,    // from a scraper that has room
                     caf::reacts_to<task_report>,     // from a scraper
                     caf::reacts_to<progress_hint>,   // show the figures
                     caf::reacts_to<cancel_order>,    // from the registry
                     caf::reacts_to<deadline_passed>, // the job ends with what it has
                     caf::reacts_to<stop_order>,      // shutdown: end without ending the job
                     caf::reacts_to<deferred>>;       // the store's answers

/// All jobs of the node: stores new ones before they are answered, runs so many at a time.
using job_registry =
    caf::typed_actor<caf::reacts_to<submit_order>,
                     caf::reacts_to<cancel_order>,   // from the gateway, answered by their completion
                     caf::reacts_to<resume_order>,   // at the start
                     caf::reacts_to<job_ended>,      // from a supervisor
                     caf::reacts_to<queue_question>, // from the gateway
                     caf::reacts_to<stop_order>,     // shutdown
                     caf::reacts_to<deferred>>;      // the store's answers

/// Tails the committed log and hands it to the subscribers' side, in order and without gaps.
using update_hub = caf::typed_actor<caf::reacts_to<committed_hint>, // after every commit with events
                                    caf::reacts_to<watch_order>,    // the sink
                                    caf::reacts_to<deferred>>;      // the store's answers

} // namespace leadstream::actors
