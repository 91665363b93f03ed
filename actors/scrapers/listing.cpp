#include "actors/scrapers/listing.hpp"

#include "actors/port_call.hpp"
#include "actors/scrapers/listing_part.hpp"
#include "actors/scrapers/next_source.hpp"
#include "actors/scrapers/searches.hpp"
#include "actors/scrapers/unit.hpp"
#include "actors/stages.hpp"
#include "domain/flow/answer.hpp"
#include "domain/flow/backoff.hpp"
#include "domain/json/sources.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace leadstream::actors {
namespace {

using self_pointer = scraper::stateful_pointer<listing_scraper_state>;
using run_pointer = std::shared_ptr<listing_run>;

constexpr auto fetch_timeout = std::chrono::minutes(120);

/// A failure that the next attempt may not meet.
bool may_pass(const std::string& refusal) {
  constexpr std::array passing{"rate_limited",    "server_error", "timed_out",  "connect_failed",
                               "connection_lost", "truncated",    "tls_failed", "name_lookup_failed"};
  return std::find(passing.begin(), passing.end(), refusal) != passing.end();
}

std::string day_of(wall_time now) {
  return to_rfc3339(now).substr(0, 10);
}

/// The steps of the search; the state is the actor's.
class searcher {
public:
  searcher(self_pointer self, scraper_context with, std::string source)
      : self_(self), with_(std::move(with)), source_(std::move(source)),
        about_(*with_.node->book->find(source_)) {}

  void begin(const task& t) {
    auto run = std::make_shared<listing_run>();
    run->work = t;
    self_->state.runs[t.id] = run;
    if (!t.payload.empty()) {
      take_up(run);
      return;
    }
    run->search = make_search(with_, about_, t.cursor);
    step(run);
  }

  void ask_for_tasks() { self_->send(with_.supervisor, task_request{source_, 1}); }

private:
  void step(const run_pointer& run) {
    if (const std::string obstacle = with_.node->book->obstacle(source_); !obstacle.empty()) {
      give_up(run, "switched_off", obstacle);
    } else if (!run->search->next()) {
      commit(run, begin_unit(with_, run->work));
    } else if (about_.kind == sources::kind::places) {
      pay(run);
    } else {
      ask(run);
    }
  }

  void pay(const run_pointer& run) {
    const job_options& options = with_.node->options;
    sources::spending cost{source_,
                           with_.job.id,
                           day_of(with_.node->clock()),
                           options.request_cost,
                           options.job_budget,
                           options.day_budget};
    if (with_.node->ledger == nullptr) {
      give_up(run, "over_budget", "there is no ledger that could keep to the budget");
      return;
    }
    with_.node->ledger->spend(
        with_.tenant, cost, answer_in<std::string>(self_, [this, run](const result<std::string>& refusal) {
          if (!refusal) {
            give_up(run, "over_budget", "the budget could not be asked: " + refusal.problem().message);
          } else if (!refusal->empty()) {
            give_up(run, "over_budget", *refusal);
          } else {
            ask(run);
          }
        }));
  }

  void ask(const run_pointer& run) {
    fetch_order order;
    order.source = source_;
    order.request = *run->search->next();
    // An interface for programs has rules of use of its own.
    const auto& recipes = with_.node->options.recipes;
    const auto recipe = recipes.find(source_);
    order.ask_robots = recipe != recipes.end() && recipe->second->robots;
    order.cancelled = with_.cancelled;
    order.tenant = with_.tenant;
    order.job_id = with_.job.id;
    order.attempts = about_.kind == sources::kind::places ? 1 : 0; // each attempt is paid for by itself
    const source_gate* gate = with_.node->gates->find(order.source, order.request.url);
    if (gate == nullptr) {
      give_up(run, "invalid_url", "the source's address is no URL: " + order.request.url);
      return;
    }
    self_->request(*gate, fetch_timeout, std::move(order))
        .then([this, run](const fetch_answer& answer) { answered(run, answer); },
              [this, run](const caf::error& problem) { leave(run, false, self_->system().render(problem)); });
  }

  void answered(const run_pointer& run, const fetch_answer& answer) {
    if (answer.refusal == "cancelled") {
      return;
    }
    if (answer.content != nullptr) {
      auto got = run->search->take(*answer.content);
      disprove(got, flow::verdict::success);
      take(run, std::move(got));
    } else if (about_.kind == sources::kind::places && may_pass(answer.refusal) &&
               ++run->attempt < about_.rate.attempts) {
      step_later(run);
    } else {
      auto got = run->search->refused({answer.refusal, answer.message, answer.refused.get()});
      if (answer.refused != nullptr) {
        fetch_outcome seen;
        seen.content = answer.refused;
        disprove(got, flow::assess(seen).lane);
      }
      take(run, std::move(got));
    }
  }

  /// The source's own word on what the gate counted by the status alone: a key that is refused, a body that
  /// cannot be read.
  void disprove(const sources::search_step& got, flow::verdict counted) const {
    const auto fault = std::find_if(got.notes.begin(), got.notes.end(), [](const sources::search_note& one) {
      return one.step == "failed" || one.step == "malformed";
    });
    if (fault != got.notes.end()) {
      with_.node->book->disproved({source_, counted, fault->message});
    }
  }

  void step_later(const run_pointer& run) {
    const auto pause = flow::backoff_delay({}, run->attempt, with_.node->random);
    self_->delayed_send(self_, pause, deferred{[this, run] { step(run); }});
  }

  /// An answer, or what a refusal means.
  void take(const run_pointer& run, sources::search_step got) {
    run->attempt = got.failures;
    auto item = begin_unit(with_, run->work);
    run->offered += got.listings.size();
    auto listings = with_.shelf->take(permitted(*item, identified(with_, source_, std::move(got.listings))));
    run->taken += listings.size();
    shelve(*item, std::move(listings));
    note(run, *item, got.notes);
    commit(run, item);
  }

  /// Those that may be known: of the others no task, decision or entry of a log shall tell.
  std::vector<observation> permitted(work_item& item, std::vector<observation> listings) const {
    std::erase_if(listings, [&](const observation& seen) {
      const auto& list = with_.node->forbidden;
      const bool out = list != nullptr && law::is_forbidden(seen, with_.tenant, *list);
      if (out) {
        item.unit.rejected.push_back(suppress(seen, with_.job.id));
      }
      return out;
    });
    return listings;
  }

  void note(const run_pointer& run, work_item& item, const std::vector<sources::search_note>& notes) {
    for (const sources::search_note& one : notes) {
      log_entry entry = log_of(with_, source_, one.step, one.reason, one.message);
      entry.target = one.target;
      item.unit.events.push_back(json::announce(entry));
      if (!one.reason.empty()) {
        add_error(item, with_, source_, one.target, one.reason, one.message);
      }
      if (one.step == "failed") {
        run->failure = one.reason;
        run->message = one.message;
      }
    }
  }

  void give_up(const run_pointer& run, const std::string& reason, std::string message) {
    auto item = begin_unit(with_, run->work);
    if (const std::string open = run->search->unfinished(); !open.empty()) {
      message += "; " + open;
    }
    note(run, *item, {{"failed", {}, reason, std::move(message)}});
    conclude(run, *item);
    send(run, item, true);
  }

  void commit(const run_pointer& run, const std::shared_ptr<work_item>& item) {
    const bool enough =
        run->taken >= with_.job.criteria.max_results || (run->taken > 0 && with_.shelf->full());
    const bool over = !run->search->next() || !run->failure.empty() || enough;
    if (over) {
      conclude(run, *item);
    } else {
      conclude_task(*item, run->work, task_state::running, run->search->save());
    }
    send(run, item, over);
  }

  /// The end of the search: what it gave, and who is asked next.
  void conclude(const run_pointer& run, work_item& item) {
    const bool failed = !run->failure.empty() && run->offered == 0;
    conclude_task(item, run->work, failed ? task_state::failed : task_state::done, {});
    log(item, log_of(with_, source_, "found", {},
                     std::to_string(run->offered) + " listings, " + std::to_string(run->taken) + " taken; " +
                         run->search->summary()));
    const bool short_of = !with_.shelf->full();
    const auto next = source_after(with_, source_);
    for (const log_entry& entry : next.passed_over) {
      log(item, entry);
    }
    const bool fallback = !run->failure.empty() || run->offered == 0;
    if (next.name.empty()) {
      if (fallback) {
        log(item, log_of(with_, source_, "fallback", reason_of(*run), "no other source is left to ask"));
      }
      return;
    }
    if (with_.node->options.chain && !fallback && !short_of) {
      log(item, log_of(with_, next.name, "skipped", "enough", "not asked: there is enough already"));
      return;
    }
    log(item, log_of(with_, next.name, fallback ? "fallback" : "asked", fallback ? reason_of(*run) : "",
                     fallback ? source_ + " gave " + (run->offered == 0 ? "nothing" : "only a part") + " (" +
                                    reason_of(*run) + "): " + next.name + " is asked"
                              : next.name + " is asked after " + source_));
    item.unit.new_tasks.push_back(search_task(with_, next.name));
  }

  static std::string reason_of(const listing_run& run) {
    return run.failure.empty() ? "no_result" : run.failure;
  }

  static void log(work_item& item, const log_entry& entry) {
    item.unit.events.push_back(json::announce(entry));
  }

  /// Puts listings into the unit, or into tasks of their own when they are many.
  void shelve(work_item& item, std::vector<observation> listings) {
    auto parts = cut_listings(with_, about_, std::move(listings));
    if (parts.size() == 1) {
      fill(item, std::move(parts.front()));
      return;
    }
    std::transform(parts.begin(), parts.end(), std::back_inserter(item.unit.new_tasks),
                   [this](const listing_part& part) { return task_of(part); });
  }

  task task_of(const listing_part& part) const {
    task t;
    t.id = make_uuid_v7(with_.node->clock(), with_.node->random);
    t.job_id = with_.job.id;
    t.source = source_;
    t.payload = save_part(part);
    t.key = "part/" + to_string(hash_uuid(t.payload));
    t.shard = shard_of_source(source_);
    return t;
  }

  /// A part of an answer that was cut.
  void take_up(const run_pointer& run) {
    auto item = begin_unit(with_, run->work);
    auto part = load_part(with_, source_, run->work.payload);
    if (part) {
      fill(*item, *std::move(part));
    } else {
      add_error(*item, with_, source_, run->work.key, "malformed", part.problem().message);
    }
    conclude_task(*item, run->work, task_state::done, {});
    send(run, item, true);
  }

  void send(const run_pointer& run, const std::shared_ptr<work_item>& item, bool over) {
    const bool worked = run->search == nullptr || run->failure.empty() || run->offered > 0;
    send_unit(self_, with_, item)
        .then(
            [this, run, over, worked](const work_result& r) {
              if (over || r.committed.outcome == commit_outcome::fenced) {
                leave(run, worked, {});
              } else if (run->attempt > 0) {
                step_later(run);
              } else {
                step(run);
              }
            },
            [this, run](const caf::error& problem) { leave(run, false, self_->system().render(problem)); });
  }

  void leave(const run_pointer& run, bool worked, std::string problem) {
    self_->state.runs.erase(run->work.id);
    const bool finished = problem.empty();
    self_->send(with_.supervisor,
                task_report{source_, run->work.id, finished, finished && worked, std::move(problem)});
    ask_for_tasks();
  }

  self_pointer self_;
  scraper_context with_;
  std::string source_;
  const sources::description& about_;
};

} // namespace

scraper::behavior_type run_listing_scraper(self_pointer self, const scraper_context& with,
                                           const std::string& source) {
  auto search = std::make_shared<searcher>(self, with, source);
  return {
      [search](const task_grant& grant) {
        for (const task& t : grant.tasks) {
          search->begin(t);
        }
      },
      [search](const start_order&) { search->ask_for_tasks(); },
      [](const stop_order&) {},
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
