#include "actors/scrapers/overpass.hpp"

#include "actors/scrapers/listing_part.hpp"
#include "actors/scrapers/unit.hpp"
#include "domain/dedup/limit.hpp"
#include "domain/directory/overpass.hpp"
#include "domain/enrich/industry.hpp"
#include "domain/flow/shard.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace leadstream::actors {
namespace {

using self_pointer = scraper::stateful_pointer<overpass_scraper_state>;
using task_pointer = std::shared_ptr<const task>;

constexpr auto fetch_timeout = std::chrono::minutes(120);
constexpr std::uint32_t most_partial_answers = 3;

directory::overpass_query query_of(const search_criteria& criteria, std::chrono::seconds timeout) {
  directory::overpass_query query;
  for (const enrich::osm_filter& filter : enrich::osm_filters(criteria.industry)) {
    query.filters.push_back({{{filter.key, filter.value, filter.is_pattern}}});
  }
  query.location = criteria.location;
  // A directory lists some companies twice.
  query.limit = criteria.max_results + criteria.max_results / 4 + 10;
  query.timeout = timeout;
  return query;
}

/// The country that most of the listings name, for those that name none.
std::string common_country(const std::vector<observation>& listings) {
  std::map<std::string, int> count;
  std::string most;
  for (const observation& listing : listings) {
    for (const place& where : listing.raw.places) {
      if (where.country.size() == 2 && ++count[where.country] > count[most]) {
        most = where.country;
      }
    }
  }
  return most;
}

/// The search from the task's start to its commit.
class searcher {
public:
  searcher(self_pointer self, scraper_context with) : self_(self), with_(std::move(with)) {}

  void begin(const task_pointer& t) {
    if (t->payload.empty()) {
      search(t);
    } else {
      take_up(t);
    }
  }

private:
  void search(const task_pointer& t) {
    const job_options& options = with_.node->options;
    fetch_order order;
    order.source = overpass_source;
    order.request.method = "POST";
    order.request.url = options.overpass_endpoint;
    order.request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    order.request.body = directory::to_form(query_of(with_.job.criteria, options.overpass_timeout));
    order.ask_robots = false; // an interface for programs, by its own rules of use
    order.cancelled = with_.cancelled;
    order.tenant = with_.tenant;
    order.job_id = with_.job.id;
    const source_gate* gate = with_.node->gates->find(order.source, order.request.url);
    self_->request(*gate, fetch_timeout, std::move(order))
        .then([this, t](const fetch_answer& answer) { answered(t, answer); },
              [this, t](const caf::error& problem) {
                report(t, false, false, self_->system().render(problem));
              });
  }

  void answered(const task_pointer& t, const fetch_answer& answer) {
    if (answer.refusal == "cancelled") {
      return;
    }
    if (answer.content == nullptr) {
      fail(t, answer.refusal, answer.message);
      return;
    }
    auto read =
        directory::read_overpass(answer.content->body, answer.content->fetched_at, enrich::industry_of_tags);
    if (read) {
      store(t, *std::move(read));
    } else {
      fail(t, "malformed", read.problem().message);
    }
  }

  void fail(const task_pointer& t, const std::string& reason, const std::string& message) {
    auto item = begin_unit(with_, *t);
    add_error(*item, with_, overpass_source, with_.node->options.overpass_endpoint, reason, message);
    conclude_task(*item, *t, task_state::failed, {});
    commit(t, item, true, false);
  }

  void store(const task_pointer& t, directory::overpass_answer answer) {
    auto item = begin_unit(with_, *t);
    auto companies = identified(std::move(answer.companies));
    companies = dedup::first_companies(std::move(companies), with_.job.criteria.max_results, with_.region);
    auto parts = cut_listings(with_, std::move(companies));
    if (parts.size() == 1) {
      fill(*item, std::move(parts.front()));
    } else {
      std::transform(parts.begin(), parts.end(), std::back_inserter(item->unit.new_tasks),
                     [this](const listing_part& part) { return task_of(part); });
    }
    const bool again = !answer.remark.empty() && ++self_->state.partial_answers < most_partial_answers;
    if (!answer.remark.empty()) {
      add_error(*item, with_, overpass_source, with_.node->options.overpass_endpoint, "partial_answer",
                answer.remark);
    }
    conclude_task(*item, *t, again ? task_state::running : task_state::done, {});
    commit(t, item, !again, true);
  }

  static void fill(work_item& item, listing_part part) {
    if (item.region.empty()) {
      item.region = common_country(part.listings);
    }
    item.unit.new_tasks = std::move(part.sites);
    item.fresh = std::move(part.listings);
  }

  task task_of(const listing_part& part) const {
    task t;
    t.id = make_uuid_v7(with_.node->clock(), with_.node->random);
    t.job_id = with_.job.id;
    t.source = overpass_source;
    t.payload = save_part(part);
    t.key = "part/" + to_string(hash_uuid(t.payload));
    t.shard = flow::shard_of_api(overpass_index);
    return t;
  }

  /// A part of an answer that was cut.
  void take_up(const task_pointer& t) {
    auto item = begin_unit(with_, *t);
    auto part = load_part(with_, t->payload);
    if (part) {
      fill(*item, *std::move(part));
    } else {
      add_error(*item, with_, overpass_source, t->key, "malformed", part.problem().message);
    }
    conclude_task(*item, *t, task_state::done, {});
    commit(t, item, true, true);
  }

  std::vector<observation> identified(std::vector<observation> listings) const {
    for (observation& listing : listings) {
      listing.id = identify(with_.tenant, listing);
    }
    return listings;
  }

  void commit(const task_pointer& t, const std::shared_ptr<work_item>& item, bool finished, bool worked) {
    send_unit(self_, with_, item)
        .then([this, t, finished, worked](const work_result&) { report(t, finished, worked, {}); },
              [this, t](const caf::error& problem) {
                report(t, false, false, self_->system().render(problem));
              });
  }

  void report(const task_pointer& t, bool finished, bool worked, std::string problem) {
    if (!finished && problem.empty()) {
      begin(t);
      return;
    }
    self_->send(with_.supervisor, task_report{overpass_source, t->id, finished, worked, std::move(problem)});
    self_->send(with_.supervisor, task_request{overpass_source, 1});
  }

  self_pointer self_;
  scraper_context with_;
};

} // namespace

scraper::behavior_type run_overpass_scraper(self_pointer self, const scraper_context& with) {
  auto search = std::make_shared<searcher>(self, with);
  return {
      [search](const task_grant& grant) {
        for (const task& t : grant.tasks) {
          search->begin(std::make_shared<const task>(t));
        }
      },
      [self, with](const start_order&) {
        self->send(with.supervisor, task_request{overpass_source, 1});
      },
      [](const stop_order&) {},
  };
}

} // namespace leadstream::actors
