#include "actors/node.hpp"

#include "actors/breaker_events.hpp"
#include "actors/job_registry.hpp"
#include "actors/replay_desk.hpp"
#include "actors/stages.hpp"
#include "actors/update_hub.hpp"
#include "domain/flow/shard.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <future>
#include <thread>

namespace leadstream::actors {
namespace {

using namespace std::chrono_literals;

/// A random identity of this process, so that an older one's commits are known by it.
uuid make_incarnation(const node_options& options) {
  return make_uuid_v7(options.clock(), options.random);
}

/// Waits for a port call; only for the start, on the program's own thread.
template <class T, class Call>
result<T> wait_for(Call call) {
  auto promise = std::make_shared<std::promise<result<T>>>();
  auto future = promise->get_future();
  call([promise](result<T> value) { promise->set_value(std::move(value)); });
  if (future.wait_for(60s) != std::future_status::ready) {
    return error{error_code::timed_out, "the store did not answer within 60 seconds", {}};
  }
  return future.get();
}

/// The domains that were kept since they opted out.
std::optional<error> load_opt_outs(const node_options& options) {
  if (options.politeness == nullptr) {
    return std::nullopt;
  }
  const auto known = wait_for<std::vector<opt_out>>(
      [&](completion<std::vector<opt_out>> done) { options.politeness->list_opt_outs(std::move(done)); });
  if (!known) {
    return known.problem();
  }
  for (const opt_out& wish : *known) {
    options.opted_out->add(wish.domain);
  }
  return std::nullopt;
}

/// Sources stand as they were switched last; those that are gone are passed over.
std::optional<error> load_switches(const node_options& options, source_book& book) {
  if (options.switches == nullptr) {
    return std::nullopt;
  }
  using switches = std::vector<sources::source_switch>;
  const auto known =
      wait_for<switches>([&](completion<switches> done) { options.switches->list(std::move(done)); });
  if (!known) {
    return known.problem();
  }
  for (const sources::source_switch& one : *known) {
    (void)book.set_enabled(one.source, one.enabled);
  }
  return std::nullopt;
}

struct node_config : caf::actor_system_config {
  node_config() {
    // Work sharing: with few threads stealing only burns processor time while idle.
    set("scheduler.policy", caf::atom("sharing"));
    set("scheduler.max-threads", std::max(2U, std::thread::hardware_concurrency()));
    set("logger.verbosity", caf::atom("quiet"));
  }
};

} // namespace

struct node::parts {
  node_config config;
  caf::actor_system system{config};
  page_fetcher* fetcher = nullptr;
  job_registry registry;
  std::vector<caf::actor> in_order; ///< ended one after the other, upstream first
  std::shared_ptr<gate_directory> gates = std::make_shared<gate_directory>();
  std::shared_ptr<byte_budget> budget;
  std::shared_ptr<source_book> book;
  job_context_ptr of_jobs;
  std::shared_ptr<replay_desk> replays;
  std::unique_ptr<gateway> front;
  bool stopped = false;

  template <class Handle>
  Handle keep(Handle handle) {
    in_order.push_back(caf::actor_cast<caf::actor>(handle));
    return handle;
  }

  void spawn_gates(const node_options& options, page_fetcher& with) {
    fetcher = &with;
    gate_context context;
    context.fetcher = &with;
    context.budget = budget = std::make_shared<byte_budget>(options.fetched_bytes);
    context.limit = options.requests_per_minute > 0
                        ? std::make_shared<shared_limit>(options.requests_per_minute)
                        : nullptr;
    context.gates = gates;
    context.book = book;
    context.archive = options.archive;
    context.politeness = options.politeness;
    context.opted_out = options.opted_out;
    context.forbidden = options.forbidden;
    context.told = options.told;
    context.clock = options.clock;
    context.random = options.random;
    context.started_at = system.clock().now();
    context.rules = options.websites;
    std::vector<source_gate> web;
    for (std::uint32_t shard = 0; shard < flow::web_shards; ++shard) {
      web.push_back(keep(system.spawn(run_source_gate, context)));
    }
    gates->set_web(std::move(web));
    for (const auto& [name, rules] : options.apis) {
      context.rules = rules;
      context.rules.api_source = name;
      gates->add_api(name, keep(system.spawn(run_source_gate, context)));
    }
  }

  std::shared_ptr<extractor_pool> spawn_extractors(const node_options& options) {
    const unsigned wanted =
        options.extractors == 0 ? std::thread::hardware_concurrency() : options.extractors;
    std::vector<extractor> workers;
    for (unsigned i = 0; i < std::max(1U, wanted); ++i) {
      workers.push_back(keep(system.spawn<caf::detached>(run_extractor, options.extraction,
                                                         options.jobs.news_search, options.told)));
    }
    return std::make_shared<extractor_pool>(std::move(workers));
  }

  /// From the end to the beginning, since each stage needs the next.
  void spawn_pipeline(const node_options& options, store& storage, job_context& context) {
    context.hub = keep(system.spawn(run_update_hub, &storage, default_tenant()));
    context.writer = keep(system.spawn(run_lead_writer, context.hub, &storage));
    auto scorer = keep(system.spawn(run_scorer, context.writer, options.profiles));
    auto dedup = keep(system.spawn(run_deduplicator, scorer, &storage, options.forbidden));
    auto enricher = keep(
        system.spawn(run_enricher, dedup, mail_sources{options.mail, options.mailboxes, options.forbidden}));
    context.pipeline = keep(system.spawn(run_cleaner, enricher, options.forbidden));
  }
};

node::node(std::unique_ptr<parts> p) : parts_(std::move(p)) {}
node::~node() {
  stop(25s);
}

service& node::front() {
  return *parts_->front;
}

std::uint64_t node::held_bytes() const {
  return parts_->budget->used();
}

result<std::unique_ptr<node>> node::start(const node_options& options, store& storage,
                                          page_fetcher& fetcher) {
  const auto epoch = wait_for<std::uint64_t>([&](completion<std::uint64_t> done) {
    storage.acquire_shards(make_incarnation(options), std::move(done));
  });
  if (!epoch) {
    return epoch.problem();
  }
  const auto unfinished = wait_for<std::vector<owned_job>>(
      [&](completion<std::vector<owned_job>> done) { storage.unfinished_jobs(std::move(done)); });
  if (!unfinished) {
    return unfinished.problem();
  }
  if (const auto problem = load_opt_outs(options)) {
    return *problem;
  }
  auto p = std::make_unique<parts>();
  auto context = std::make_shared<job_context>();
  p->book = std::make_shared<source_book>(options.sources, options.clock);
  for (const auto& [name, why] : options.not_ready) {
    p->book->set_not_ready(name, why);
  }
  if (const auto problem = load_switches(options, *p->book)) {
    return *problem;
  }
  p->spawn_pipeline(options, storage, *context);
  context->options = options.jobs;
  context->storage = &storage;
  context->epoch = *epoch;
  context->extractors = p->spawn_extractors(options);
  context->book = p->book;
  context->forbidden = options.forbidden;
  context->ledger = options.ledger;
  context->clock = options.clock;
  context->random = options.random;
  announce_breakers(*p->book, *context);
  p->spawn_gates(options, fetcher);
  context->gates = p->gates;
  auto imports = p->keep(p->system.spawn(run_importer, context->pipeline, options.clock, options.random));
  p->registry = p->keep(p->system.spawn(run_job_registry, job_context_ptr(context)));
  p->front = std::make_unique<gateway>(storage, p->registry, context->hub, p->book, imports);
  p->front->use_politeness(options.politeness, options.opted_out,
                           {options.websites.robots_token, options.websites.user_agents, options.contact,
                            options.websites.lane.requests_per_minute});
  p->front->use_switches(options.switches);
  p->front->use_gates(p->gates);
  p->of_jobs = context;
  p->replays = std::make_shared<replay_desk>(p->system, p->of_jobs, options.archive);
  p->front->use_replays(p->replays);
  if (options.take_up) {
    caf::anon_send(p->registry, resume_order{*unfinished});
  }
  return std::unique_ptr<node>(new node(std::move(p)));
}

result<replay_figures> node::replay(const tenant_id& tenant, const uuid& job_id, store& storage,
                                    const std::function<void(const replay_figures&)>& tell) {
  const auto found =
      wait_for<job>([&](completion<job> done) { storage.scope(tenant)->find_job(job_id, std::move(done)); });
  if (!found) {
    return found.problem();
  }
  return parts_->replays->replay({tenant, *found}, tell);
}

void node::stop(std::chrono::milliseconds deadline) {
  if (parts_->stopped) {
    return;
  }
  parts_->stopped = true;
  parts_->front->close();
  parts_->replays->stop();
  const auto until = std::chrono::steady_clock::now() + deadline;
  caf::scoped_actor self(parts_->system);
  // The registry leaves by itself once its supervisors gave their tasks back.
  self->send(parts_->registry, stop_order{});
  self->wait_for(parts_->registry);
  parts_->fetcher->stop();
  // Downstream actors live until those before them have left.
  std::reverse(parts_->in_order.begin(), parts_->in_order.end());
  for (const auto& part : parts_->in_order) {
    const auto left =
        std::max<std::chrono::steady_clock::duration>(until - std::chrono::steady_clock::now(), 0ms);
    self->send_exit(part, left > 0ms ? caf::exit_reason::user_shutdown : caf::exit_reason::kill);
    self->wait_for(part);
  }
  parts_->in_order.clear();
  parts_->of_jobs = nullptr;
  parts_->registry = nullptr;
  parts_->front.reset();
}

} // namespace leadstream::actors
