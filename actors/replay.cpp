#include "actors/replay.hpp"

#include "actors/scrapers/company_link.hpp"
#include "domain/crawl/disguise.hpp"

#include <caf/actor_system.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace leadstream::actors {
namespace {

constexpr auto timeout = std::chrono::minutes(10);
/// Pages under way at once.
constexpr std::size_t batch = 32;

/// The job's pages batch by batch: all of a batch are read, then all of it goes through the pipeline.
class replayer {
public:
  replayer(caf::actor_system& system, const job_context& with, const replayed_job& which)
      : self_(system), with_(with), which_(which) {}

  std::optional<error> run(const std::vector<kept_use>& uses) {
    std::vector<std::shared_ptr<work_item>> units;
    std::vector<const kept_use*> readable;
    for (const kept_use& one : uses) {
      figures_.gone += one.content == nullptr ? 1 : 0;
      if (one.content != nullptr && is_read(one)) {
        readable.push_back(&one);
      }
    }
    read(readable, units);
    commit(units);
    return problem_;
  }

  const replay_figures& figures() const { return figures_; }

private:
  static bool is_read(const kept_use& one) {
    return one.use.source == news_source ||
           (one.use.source == website_source && crawl::is_markup(*one.content));
  }

  auto ask(const kept_use& one) {
    auto content = std::make_shared<page>(*one.content);
    content->requested_url = one.use.requested_url;
    return self_->request(
        with_.extractors->pick(), timeout,
        extract_order{std::move(content), one.use.source, one.use.subjects, one.use.region});
  }

  void read(const std::vector<const kept_use*>& pages, std::vector<std::shared_ptr<work_item>>& units) {
    std::vector<decltype(ask(*pages.front()))> asked;
    for (const kept_use* one : pages) {
      asked.push_back(ask(*one));
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
      asked[i].receive([&](const extract_answer& answer) { take(*pages[i], answer, units); },
                       [&](const caf::error& problem) { fail(problem); });
    }
  }

  void take(const kept_use& one, const extract_answer& answer,
            std::vector<std::shared_ptr<work_item>>& units) {
    ++figures_.pages;
    if (!answer.facts->failure.empty()) {
      ++figures_.rejected;
      return;
    }
    figures_.observations += answer.observations->size();
    auto item = std::make_shared<work_item>();
    item->tenant = which_.tenant;
    item->criteria = which_.about.criteria;
    item->region = one.use.region;
    item->unit.id = make_uuid_v7(with_.clock(), with_.random);
    item->unit.job_id = which_.about.id;
    item->fresh = *answer.observations;
    units.push_back(std::move(item));
  }

  void commit(const std::vector<std::shared_ptr<work_item>>& units) {
    for (const auto& item : units) {
      self_->request(with_.pipeline, timeout, work{item})
          .receive([](const work_result&) {}, [&](const caf::error& problem) { fail(problem); });
    }
  }

  void fail(const caf::error& problem) {
    problem_ =
        error{error_code::internal, "a page could not be read again: " + self_->system().render(problem), {}};
  }

  caf::scoped_actor self_;
  const job_context& with_;
  const replayed_job& which_;
  replay_figures figures_;
  std::optional<error> problem_;
};

} // namespace

result<replay_figures> replay_job(caf::actor_system& system, const job_context& with,
                                  const replayed_job& which, const uses_source& uses,
                                  const std::function<void(const replay_figures&)>& tell) {
  replayer all(system, with, which);
  for (std::uint64_t after = 0;;) {
    const auto next = uses(after, batch);
    if (!next) {
      return next.problem();
    }
    if (next->empty()) {
      return all.figures();
    }
    if (const auto problem = all.run(*next)) {
      return *problem;
    }
    after = next->back().number;
    tell(all.figures());
  }
}

} // namespace leadstream::actors
