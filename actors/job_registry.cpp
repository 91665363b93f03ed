#include "actors/job_registry.hpp"

#include "actors/job_figures.hpp"
#include "actors/job_supervisor.hpp"
#include "actors/port_call.hpp"
#include "domain/json/lead.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>

namespace leadstream::actors {

using namespace std::chrono_literals;

/// What the registry does, step by step. Lives inside its actor.
class registry_desk {
public:
  using self_pointer = job_registry::stateful_pointer<job_registry_state>;

  registry_desk(self_pointer self, job_context_ptr node) : self_(self), node_(std::move(node)) {}

  void submit(const submit_order& order) {
    if (stopping_) {
      order.answer(error{error_code::unavailable, "the service is stopping; try again shortly", {}});
      return;
    }
    job j = make_job(order.criteria);
    unit_of_work unit = new_unit();
    if (!order.id.is_nil()) {
      j.id = order.id;
      unit.id = hash_uuid("submit " + to_string(order.id));
    }
    unit.new_jobs.push_back(j);
    unit.events.push_back(announce(j));
    commit(order.tenant, std::move(unit), [this, order, j](const result<commit_result>& r) {
      if (!r) {
        order.answer(r.problem());
        take_up({order.tenant, j.id}); // the store's answer may have been lost behind a commit
        return;
      }
      if (r->repeated) {
        scope(order.tenant)->find_job(j.id, order.answer);
        take_up({order.tenant, j.id});
        return;
      }
      order.answer(j);
      enqueue({order.tenant, j});
    });
  }

  void cancel(const cancel_order& order) {
    const auto running = running_.find({order.tenant, order.job_id});
    if (running != running_.end()) {
      self_->send(running->second, order);
      return;
    }
    const auto waiting = std::find_if(queue_.begin(), queue_.end(), [&](const owned_job& w) {
      return w.tenant == order.tenant && w.job.id == order.job_id;
    });
    if (waiting == queue_.end()) {
      answer_ended(order);
      return;
    }
    job j = waiting->job;
    queue_.erase(waiting);
    store_cancelled(order, std::move(j));
  }

  void resume(const resume_order& order) {
    for (const owned_job& j : order.jobs) {
      enqueue(j);
    }
  }

  void ended(const job_ended& end) {
    running_.erase({end.tenant, end.job_id});
    run_next();
    leave_when_empty();
  }

  void died(const caf::down_msg& down) {
    for (auto i = running_.begin(); i != running_.end(); ++i) {
      if (i->second.address() == down.source) {
        const job_key key = i->first;
        running_.erase(i);
        if (stopping_) {
          leave_when_empty();
        } else {
          take_up(key);
        }
        return;
      }
    }
  }

  void ask(const queue_question& question) const {
    const auto older = [](const owned_job& a, const owned_job& b) {
      return a.job.created_at < b.job.created_at;
    };
    const auto oldest = std::min_element(queue_.begin(), queue_.end(), older);
    const auto age = oldest == queue_.end() ? 0ms : node_->clock() - oldest->job.created_at;
    question.answer(running_.size(), queue_.size(), std::max<std::chrono::milliseconds>(age, 0ms));
  }

  void stop() {
    stopping_ = true;
    queue_.clear();
    for (const auto& [key, supervisor] : running_) {
      self_->send(supervisor, stop_order{});
    }
    leave_when_empty();
  }

private:
  using job_key = std::pair<tenant_id, uuid>;

  std::shared_ptr<tenant_store> scope(const tenant_id& tenant) { return node_->storage->scope(tenant); }

  unit_of_work new_unit() const {
    unit_of_work unit;
    unit.id = make_uuid_v7(node_->clock(), node_->random);
    return unit;
  }

  job make_job(const search_criteria& criteria) const {
    constexpr std::chrono::milliseconds between_pages{2'000};
    job j;
    j.id = make_uuid_v7(node_->clock(), node_->random);
    j.criteria = criteria;
    j.created_at = node_->clock();
    const auto pages = node_->options.websites_enabled ? node_->options.website_limits.pages : 0;
    j.estimated_duration =
        expected_duration(criteria.max_results, pages, node_->options.concurrent_sites, between_pages);
    return j;
  }

  event_draft announce(const job& j) const {
    event_draft draft;
    draft.header.type = "job_update";
    draft.header.job_id = j.id;
    json::append_job(draft.payload, j, node_->clock());
    return draft;
  }

  void commit(const tenant_id& tenant, unit_of_work unit, const completion<commit_result>& handler) {
    scope(tenant)->commit(std::move(unit),
                          answer_in<commit_result>(self_, [this, tenant, handler](result<commit_result> r) {
                            if (r) {
                              self_->send(node_->hub, committed_hint{tenant, r->last});
                            }
                            handler(std::move(r));
                          }));
  }

  void store_cancelled(const cancel_order& order, job j) {
    j.status = job_status::cancelled;
    j.completed_at = node_->clock();
    unit_of_work unit = new_unit();
    unit.jobs.push_back({j.id, job_status::cancelled, std::nullopt, {}, node_->clock()});
    unit.events.push_back(announce(j));
    commit(order.tenant, std::move(unit), [order, j](const result<commit_result>& r) {
      order.answer(r ? result<job>(j) : result<job>(r.problem()));
    });
  }

  /// Neither running nor waiting: it has ended, or it never was.
  void answer_ended(const cancel_order& order) {
    scope(order.tenant)->find_job(order.job_id, [order](result<job> found) {
      if (found) {
        order.answer(error{error_code::conflict,
                           std::string("the job has ended already: it is ") + to_string(found->status),
                           {}});
      } else {
        order.answer(found.problem());
      }
    });
  }

  void leave_when_empty() {
    if (stopping_ && running_.empty()) {
      self_->quit();
    }
  }

  void enqueue(owned_job j) {
    queue_.push_back(std::move(j));
    run_next();
  }

  void run_next() {
    while (!stopping_ && !queue_.empty() && running_.size() < node_->options.running) {
      owned_job next = std::move(queue_.front());
      queue_.pop_front();
      const job_key key{next.tenant, next.job.id};
      auto supervisor = self_->spawn<caf::monitored>(
          run_job_supervisor,
          supervisor_context{node_, next.tenant, next.job, caf::actor_cast<job_registry>(self_)});
      running_[key] = supervisor;
      self_->send(supervisor, start_order{});
    }
  }

  bool is_known(const job_key& key) const {
    return running_.contains(key) || std::any_of(queue_.begin(), queue_.end(), [&](const owned_job& w) {
             return w.tenant == key.first && w.job.id == key.second;
           });
  }

  /// Goes on with a job that may be stored and that nobody works at: its supervisor died, or nobody heard
  /// that it was stored. Asks until the store answers.
  void take_up(const job_key& key) {
    scope(key.first)->find_job(key.second, answer_in<job>(self_, [this, key](result<job> found) {
                                 if (found && !is_final(found->status) && !is_known(key)) {
                                   enqueue({key.first, *std::move(found)});
                                   return;
                                 }
                                 if (!found && found.problem().code != error_code::not_found) {
                                   take_up_later(key);
                                 }
                                 run_next();
                               }));
  }

  void take_up_later(const job_key& key) {
    constexpr std::chrono::seconds pause{1};
    self_->delayed_send(self_, pause, deferred{[this, key] {
                          if (!stopping_) {
                            take_up(key);
                          }
                        }});
  }

  self_pointer self_;
  job_context_ptr node_;
  std::deque<owned_job> queue_;
  std::map<job_key, job_supervisor> running_;
  bool stopping_ = false;
};

job_registry::behavior_type run_job_registry(registry_desk::self_pointer self, const job_context_ptr& node) {
  self->state.desk = std::make_shared<registry_desk>(self, node);
  registry_desk* desk = self->state.desk.get();
  self->set_down_handler([desk](const caf::down_msg& down) { desk->died(down); });
  return {
      [desk](const submit_order& order) { desk->submit(order); },
      [desk](const cancel_order& order) { desk->cancel(order); },
      [desk](const resume_order& order) { desk->resume(order); },
      [desk](const job_ended& end) { desk->ended(end); },
      [desk](const queue_question& question) { desk->ask(question); },
      [desk](const stop_order&) { desk->stop(); },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
