#include "actors/scrapers/company_link.hpp"
#include "actors/supervision.hpp"

namespace leadstream::actors {
namespace {

constexpr auto storage_pause = std::chrono::seconds(1);

/// Whether a task of one source may have made tasks for another: a search for anybody, a website for what its
/// pages link to.
bool may_follow(const std::string& from, const std::string& to) {
  const auto is_link = [](const std::string& name) {
    return name == linkedin_source || name == boards_source || name == news_source;
  };
  return from == to || (from == website_source ? is_link(to) : !is_link(from));
}

} // namespace

void supervision::give(const task_request& wish) {
  sources_[wish.source].room = wish.room;
  pull(wish.source);
}

void supervision::reported(const task_report& report) {
  auto node = sources_[report.source].outstanding.extract(report.task_id);
  discovered_ = discovered_ || report.found_companies;
  if (!node.empty() && !report.finished) {
    give_back(report.source, node.mapped(), report.problem);
  }
  for (auto& [name, source] : sources_) {
    if (may_follow(report.source, name)) {
      source.dry = false;
      pull(name);
    }
  }
  update();
}

void supervision::pull(const std::string& name) {
  auto& source = sources_[name];
  source.outdated = source.claiming;
  if (source.worker == nullptr || source.claiming || ending_ || source.room == 0) {
    return;
  }
  source.claiming = true;
  scope()->claim_tasks(
      job_.id, name, with_.node->epoch, source.room,
      answer_in<std::vector<task>>(
          self_, [this, name](const result<std::vector<task>>& tasks) { claimed(name, tasks); }));
}

void supervision::claimed(const std::string& name, const result<std::vector<task>>& tasks) {
  auto& source = sources_[name];
  source.claiming = false;
  if (!tasks) {
    self_->delayed_send(self_, storage_pause, task_request{name, source.room});
    return;
  }
  if (tasks->empty()) {
    source.dry = !source.outdated;
    return source.dry ? end_when_done() : pull(name);
  }
  source.dry = false;
  if (source.worker == nullptr) {
    for (const task& t : *tasks) {
      give_back(name, t, "its scraper died");
    }
    return;
  }
  source.room -= std::min(source.room, tasks->size());
  for (const task& t : *tasks) {
    source.outstanding[t.id] = t;
  }
  self_->send(source.worker, task_grant{*tasks});
}

/// One attempt at a task failed: it becomes ready again, or it failed for good.
void supervision::give_back(const std::string& name, const task& t, const std::string& problem) {
  const bool over = t.attempts + 1 >= with_.node->options.attempts;
  unit_of_work unit = new_unit();
  unit.owner = fence{t.shard, with_.node->epoch};
  unit.tasks.push_back({t.id, over ? task_state::failed : task_state::ready, {}, true});
  if (over) {
    unit.jobs.push_back(
        {job_.id, std::nullopt, std::nullopt, {{name, t.key, "gave_up", problem, clock()}}, clock()});
  }
  settle(std::move(unit));
}

void supervision::settle(unit_of_work unit) {
  ++settling_;
  commit(std::move(unit), [this](const result<commit_result>&) {
    --settling_;
    for (auto& [name, source] : sources_) {
      source.dry = false;
      pull(name);
    }
    end_when_done();
  });
}

} // namespace leadstream::actors
