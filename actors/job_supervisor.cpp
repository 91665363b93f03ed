#include "actors/job_figures.hpp"
#include "actors/scrapers/company_link.hpp"
#include "actors/scrapers/listing.hpp"
#include "actors/scrapers/next_source.hpp"
#include "actors/scrapers/website.hpp"
#include "actors/supervision.hpp"
#include "domain/directory/region.hpp"
#include "domain/flow/backoff.hpp"
#include "domain/json/lead.hpp"
#include "domain/json/sources.hpp"

#include <algorithm>

namespace leadstream::actors {
namespace {

using namespace std::chrono_literals;

constexpr auto update_interval = 200ms;
constexpr auto storage_pause = 1s;
/// A scraper that dies more often than this does not come back.
constexpr std::uint32_t most_deaths = 10;

/// An error for each source whose tasks were put aside because the program died with them again and again.
std::vector<job_error> quarantined(const std::vector<task_count>& counts, wall_time now) {
  std::vector<job_error> errors;
  for (const task_count& c : counts) {
    if (c.state == task_state::quarantined && c.count > 0) {
      errors.push_back({c.source,
                        {},
                        "quarantined",
                        std::to_string(c.count) + " tasks were given up: the program died each time they ran",
                        now});
    }
  }
  return errors;
}

} // namespace

supervision::supervision(self_pointer self, supervisor_context with)
    : self_(self), with_(std::move(with)), job_(with_.job),
      shelf_(std::make_shared<sources::shelf>(
          job_.criteria.max_results, directory::region_of(job_.criteria.location), job_.results_count)) {}

unit_of_work supervision::new_unit() const {
  unit_of_work unit;
  unit.id = make_uuid_v7(clock(), with_.node->random);
  return unit;
}

event_draft supervision::announce(const job& j) const {
  event_draft draft;
  draft.header.type = "job_update";
  draft.header.job_id = j.id;
  json::append_job(draft.payload, j, clock());
  return draft;
}

void supervision::commit(unit_of_work unit, const completion<commit_result>& handler) {
  scope()->commit(std::move(unit), answer_in<commit_result>(self_, [this, handler](result<commit_result> r) {
                    if (r) {
                      self_->send(with_.node->hub, committed_hint{with_.tenant, r->last});
                    }
                    handler(std::move(r));
                  }));
}

void supervision::later(std::chrono::milliseconds pause, std::function<void()> what) {
  self_->delayed_send(self_, pause, deferred{std::move(what)});
}

void supervision::start(const start_order& order) {
  if (order.generation != 0) {
    respawn(order.generation);
    return;
  }
  with_.node->book->enter(with_.tenant, job_.id);
  self_->delayed_send(self_, with_.node->options.deadline, actors::deadline_passed{});
  if (job_.status == job_status::pending) {
    begin_job();
  } else {
    begin_sources();
  }
}

void supervision::begin_job() {
  job_.status = job_status::running;
  job_.started_at = clock();
  unit_of_work unit = new_unit();
  unit.jobs.push_back({job_.id, job_status::running, 0, {}, clock()});
  unit.events.push_back(announce(job_));
  const scraper_context with = context_for_scraper();
  const auto first = source_after(with, {});
  for (const log_entry& entry : first.passed_over) {
    unit.events.push_back(json::announce(entry));
  }
  const source_book& book = *with_.node->book;
  if (book.find(linkedin_source) != nullptr && !book.usable(linkedin_source)) {
    unit.events.push_back(json::announce(
        log_of(with, linkedin_source, "fallback", "not_usable",
               "not asked: " + book.obstacle(linkedin_source) + "; companies' own websites answer instead")));
  }
  for (const char* name : {website_source, boards_source, news_source}) {
    if (book.find(name) != nullptr && !book.usable(name)) {
      unit.events.push_back(
          json::announce(log_of(with, name, "skipped", "switched_off", "not asked: " + book.obstacle(name))));
    }
  }
  if (!first.name.empty()) {
    unit.events.push_back(
        json::announce(log_of(with, first.name, "asked", {}, first.name + " is asked first")));
    unit.new_tasks.push_back(search_task(with, first.name));
  }
  commit(std::move(unit), [this](const result<commit_result>& r) {
    if (r) {
      begin_sources();
    } else {
      later(storage_pause, [this] { begin_job(); });
    }
  });
}

void supervision::begin_sources() {
  const source_book& book = *with_.node->book;
  const auto finders = book.discoverers();
  if (std::none_of(finders.begin(), finders.end(), [&](const auto& name) { return book.usable(name); })) {
    end_job(job_status::failed,
            {{"job", {}, "no_source", "no source that finds companies is switched on and ready", clock()}},
            {});
    return;
  }
  for (const std::string& name : finders) {
    spawn(name);
  }
  for (const char* name : {website_source, linkedin_source, boards_source, news_source}) {
    if (book.usable(name)) {
      spawn(name);
    }
  }
}

scraper_context supervision::context_for_scraper() {
  return {with_.node,
          with_.tenant,
          job_,
          directory::region_of(job_.criteria.location),
          caf::actor_cast<job_supervisor>(self_),
          cancelled_,
          shelf_};
}

void supervision::spawn(const std::string& name) {
  auto& source = sources_[name];
  if (name == website_source) {
    source.worker = self_->spawn<caf::monitored>(run_website_scraper, context_for_scraper());
  } else if (name == linkedin_source || name == boards_source || name == news_source) {
    source.worker = self_->spawn<caf::monitored>(run_link_scraper, context_for_scraper(), name);
  } else {
    source.worker = self_->spawn<caf::monitored>(run_listing_scraper, context_for_scraper(), name);
  }
  self_->send(source.worker, start_order{});
}

void supervision::died(const caf::down_msg& down) {
  for (auto& [name, source] : sources_) {
    if (source.worker != nullptr && source.worker.address() == down.source) {
      revive(name, source, self_->system().render(down.reason));
      return;
    }
  }
}

/// A scraper died: its tasks are tried again, and it comes back after a pause.
void supervision::revive(const std::string& name, source_run& source, const std::string& why) {
  if (ending_) {
    return;
  }
  source.worker = nullptr;
  source.room = 0;
  const auto lost = std::move(source.outstanding);
  source.outstanding.clear();
  for (const auto& [id, t] : lost) {
    give_back(name, t, "the scraper died: " + why);
  }
  source.generation = ++generations_;
  const auto pause = flow::backoff_delay({1s, 30s}, ++source.deaths, with_.node->random);
  self_->delayed_send(self_, pause, start_order{source.generation});
}

void supervision::respawn(std::uint64_t generation) {
  for (auto& [name, source] : sources_) {
    if (source.generation != generation || source.worker != nullptr || ending_) {
      continue;
    }
    if (source.deaths < most_deaths) {
      spawn(name);
    } else {
      end_scrapers();
      end_job(job_status::failed, {{name, {}, "scraper_died", "the scraper died again and again", clock()}},
              {});
    }
  }
}

void supervision::update() {
  if (updating_ || ending_) {
    update_wanted_ = true;
    return;
  }
  updating_ = true;
  update_wanted_ = false;
  scope()->count_tasks(
      job_.id, answer_in<std::vector<task_count>>(self_, [this](result<std::vector<task_count>> counts) {
        if (counts) {
          store_progress(progress_of(*counts));
        } else {
          updated();
        }
      }));
}

void supervision::store_progress(int progress) {
  scope()->find_job(job_.id, answer_in<job>(self_, [this, progress](result<job> stored) {
                      if (!stored || ending_) {
                        updated();
                        return;
                      }
                      job_ = *std::move(stored);
                      job_.progress = std::max(job_.progress, progress);
                      unit_of_work unit = new_unit();
                      unit.jobs.push_back({job_.id, std::nullopt, job_.progress, {}, clock()});
                      unit.events.push_back(announce(job_));
                      commit(std::move(unit), [this](const result<commit_result>&) { updated(); });
                    }));
}

void supervision::updated() {
  updating_ = false;
  if (update_wanted_) {
    self_->delayed_send(self_, update_interval, progress_hint{});
  }
  end_when_done();
}

bool supervision::is_done() const {
  return settling_ == 0 && !sources_.empty() &&
         std::all_of(sources_.begin(), sources_.end(), [](const auto& entry) {
           const source_run& source = entry.second;
           return source.worker != nullptr && source.dry && !source.claiming && source.outstanding.empty();
         });
}

void supervision::end_when_done() {
  if (!ending_ && !updating_ && is_done()) {
    end_scrapers();
    scope()->count_tasks(
        job_.id, answer_in<std::vector<task_count>>(self_, [this](result<std::vector<task_count>> counts) {
          const auto lost = counts ? quarantined(*counts, clock()) : std::vector<job_error>{};
          end_job(discovered_ ? job_status::completed : job_status::failed, lost, {});
        }));
  }
}

void supervision::end_scrapers() {
  ending_ = true;
  cancelled_->store(true);
  for (auto& [name, source] : sources_) {
    if (source.worker != nullptr) {
      self_->send_exit(source.worker, caf::exit_reason::user_shutdown);
    }
  }
}

void supervision::cancel(const cancel_order& order) {
  if (ending_) {
    order.answer(error{error_code::conflict, "the job is ending already", {}});
    return;
  }
  end_scrapers();
  end_job(job_status::cancelled, {}, order.answer);
}

void supervision::deadline_passed() {
  if (!ending_) {
    end_scrapers();
    end_job(job_status::completed,
            {{"job", {}, "deadline", "the job's deadline passed before everything was read", clock()}}, {});
  }
}

/// The tasks under way become ready again, so that the next start does not take them for crashed.
void supervision::stop() {
  end_scrapers();
  for (const auto& [name, source] : sources_) {
    for (const auto& [id, t] : source.outstanding) {
      unit_of_work unit = new_unit();
      unit.owner = fence{t.shard, with_.node->epoch};
      unit.tasks.push_back({id, task_state::ready, {}, false});
      commit(std::move(unit), [](const result<commit_result>&) {});
    }
  }
  self_->quit();
}

/// Stores the end of the job, with what it found as it stands now, and leaves. `answer` may be empty.
void supervision::end_job(job_status status, const std::vector<job_error>& errors,
                          const completion<job>& answer) {
  ending_ = true;
  scope()->find_job(job_.id, answer_in<job>(self_, [this, status, errors, answer](result<job> stored) {
                      if (stored) {
                        store_end(*std::move(stored), status, errors, answer);
                      } else {
                        later(storage_pause,
                              [this, status, errors, answer] { end_job(status, errors, answer); });
                      }
                    }));
}

void supervision::store_end(job j, job_status status, const std::vector<job_error>& errors,
                            const completion<job>& answer) {
  // Companies that were found before a restart count as much as those of now.
  j.status = status == job_status::failed && j.results_count > 0 ? job_status::completed : status;
  j.progress = j.status == job_status::completed ? 100 : j.progress;
  j.completed_at = clock();
  j.errors.insert(j.errors.end(), errors.begin(), errors.end());
  unit_of_work unit = new_unit();
  unit.jobs.push_back({j.id, j.status, j.progress, errors, clock()});
  unit.events.push_back(announce(j));
  commit(std::move(unit), [=, this](const result<commit_result>& r) {
    if (r) {
      leave(answer, j);
    } else {
      later(storage_pause, [=, this] { end_job(status, errors, answer); });
    }
  });
}

void supervision::leave(const completion<job>& answer, result<job> outcome) {
  if (answer) {
    answer(std::move(outcome));
  }
  with_.node->book->leave(with_.tenant, job_.id);
  self_->send(with_.registry, job_ended{with_.tenant, job_.id});
  self_->quit();
}

job_supervisor::behavior_type run_job_supervisor(supervision::self_pointer self,
                                                 const supervisor_context& with) {
  self->state.steps = std::make_shared<supervision>(self, with);
  supervision* steps = self->state.steps.get();
  self->set_down_handler([steps](const caf::down_msg& down) { steps->died(down); });
  return {
      [steps](const start_order& order) { steps->start(order); },
      [steps](const task_request& wish) { steps->give(wish); },
      [steps](const task_report& report) { steps->reported(report); },
      [steps](const progress_hint&) { steps->update(); },
      [steps](const cancel_order& order) { steps->cancel(order); },
      [steps](const deadline_passed&) { steps->deadline_passed(); },
      [steps](const stop_order&) { steps->stop(); },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
