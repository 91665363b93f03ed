#pragma once
#include "actors/gateway.hpp"
#include "actors/job_context.hpp"
#include "actors/replay.hpp"
#include "domain/extract/extract.hpp"
#include "domain/law/suppression.hpp"
#include "domain/mail_resolver.hpp"
#include "domain/mailbox_prober.hpp"
#include "domain/score/profile_book.hpp"
#include "domain/telemetry.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::actors {

/// How a node is set up.
struct node_options {
  job_options jobs;
  gate_rules websites;
  std::string contact;                    ///< of who crawls, for web masters
  std::map<std::string, gate_rules> apis; ///< of sources with a gate of their own, by name
  std::vector<sources::description> sources;
  std::map<std::string, std::string> not_ready; ///< why sources cannot be asked, by name
  sources::spend_ledger* ledger = nullptr; ///< outlives the node; null: nothing that costs money is asked
  double requests_per_minute = 0;          ///< of all sources together; 0: no such limit
  std::uint64_t fetched_bytes = 64U << 20U;
  unsigned extractors = 0; ///< 0: one for each processor
  bool take_up = true;     ///< unfinished jobs go on; false: for replay() alone
  extract_options extraction;
  std::shared_ptr<const score::profile_book> profiles =
      std::make_shared<score::profile_book>(score::profile{});
  std::shared_ptr<const law::suppression_list> forbidden; ///< what is not kept; null: everything is
  mail_resolver* mail = nullptr; ///< null: no verdicts on email addresses; must outlive the node's stop()
  mailbox_prober* mailboxes = nullptr;   ///< null: their mail servers are not asked; must outlive stop(), too
  std::shared_ptr<page_archive> archive; ///< null: answers of the web are not kept
  std::shared_ptr<politeness_book> politeness;     ///< null: decisions are not kept
  std::shared_ptr<sources::switch_store> switches; ///< null: a restart forgets which sources were switched
  std::shared_ptr<flow::opt_out_list> opted_out = std::make_shared<flow::opt_out_list>();
  telemetry* told = nullptr; ///< hears of waits and pages; outlives the node; null: nobody
  wall_clock clock = system_wall_time;
  random_source random = system_random;
};

/// All actors of one process, spawned in order and ended in order. The ports must outlive it.
class node {
public:
  /// Spawns everything, takes ownership of the shards and takes up unfinished jobs; an error when the store
  /// does not answer. Blocks until then; called once, by the program's own thread.
  static result<std::unique_ptr<node>> start(const node_options& options, store& storage,
                                             page_fetcher& fetcher);
  ~node();
  node(const node&) = delete;
  node& operator=(const node&) = delete;

  service& front();

  /// Bytes of fetched pages that wait to be read.
  std::uint64_t held_bytes() const;

  /// Reads again what a job read, from the archive and without a request. Blocks.
  result<replay_figures> replay(const tenant_id& tenant, const uuid& job_id, store& storage,
                                const std::function<void(const replay_figures&)>& tell);

  /// Ends in order: no new jobs, supervisors give their tasks back, the fetcher ends what it fetches, the
  /// pipeline empties, all actors leave. Blocks at most about `deadline`.
  void stop(std::chrono::milliseconds deadline);

private:
  struct parts;
  explicit node(std::unique_ptr<parts> p);
  std::unique_ptr<parts> parts_;
};

} // namespace leadstream::actors
