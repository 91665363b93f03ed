#include "actors/scrapers/company_link.hpp"

#include "actors/scrapers/link_answer.hpp"
#include "actors/scrapers/next_source.hpp"
#include "actors/scrapers/searches.hpp"
#include "actors/scrapers/unit.hpp"
#include "domain/flow/shard.hpp"
#include "domain/json/sources.hpp"
#include "domain/sources/feed_links.hpp"
#include "domain/sources/job_board.hpp"
#include "domain/sources/news_feed.hpp"
#include "domain/text/charset.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <utility>

namespace leadstream::actors {
namespace {

using self_pointer = scraper::stateful_pointer<link_scraper_state>;
using task_pointer = std::shared_ptr<const task>;

constexpr auto fetch_timeout = std::chrono::minutes(120);
constexpr auto extract_timeout = std::chrono::minutes(10);
constexpr std::size_t tasks_at_once = 8;
/// Of one job, so many refusals stand in the log one by one.
constexpr std::uint32_t most_logged = 20;

/// A feed is asked at its host's own gate.
std::uint32_t shard_of_site(const std::string& address) {
  const auto where = parse_url(address);
  return flow::shard_of_host(where ? where->host : std::string());
}

task link_task(const scraper_context& with, const char* source, std::string key, const website_payload& site,
               std::string address) {
  website_payload payload;
  payload.address = std::move(address);
  payload.subjects = site.subjects;
  payload.region = site.region;
  task t;
  t.id = make_uuid_v7(with.node->clock(), with.node->random);
  t.job_id = with.job.id;
  t.source = source;
  t.key = std::move(key);
  t.shard =
      source == std::string_view(news_source) ? shard_of_site(payload.address) : shard_of_source(source);
  t.payload = payload.save();
  return t;
}

class link_reader {
public:
  link_reader(self_pointer self, scraper_context with, std::string source)
      : self_(self), with_(std::move(with)), source_(std::move(source)) {}

  void ask_for_tasks() {
    self_->send(with_.supervisor, task_request{source_, tasks_at_once - self_->state.under_way.size()});
  }

  void begin(const task& t) {
    self_->state.under_way[t.id] = t;
    auto kept = std::make_shared<const task>(t);
    const auto payload = website_payload::load(t.payload);
    const std::string obstacle = with_.node->book->obstacle(source_);
    if (!payload || !obstacle.empty()) {
      auto item = begin_unit(with_, t);
      if (payload && !std::exchange(self_->state.told_off, true)) {
        item->unit.events.push_back(json::announce(
            log_of(with_, source_, "skipped", "switched_off", "not asked any more: " + obstacle)));
      }
      conclude(kept, item);
      return;
    }
    fetch_order order = order_for(*payload);
    const source_gate* gate = with_.node->gates->find(source_, order.request.url);
    if (gate == nullptr) {
      conclude(kept, begin_unit(with_, t));
      return;
    }
    self_->request(*gate, fetch_timeout, std::move(order))
        .then([this, kept, site = *payload](const fetch_answer& answer) { answered(kept, site, answer); },
              [this, kept](const caf::error& problem) { leave(kept, self_->system().render(problem)); });
  }

private:
  bool by_token() const { return source_ == linkedin_source && !with_.node->options.linkedin_token.empty(); }

  /// What an interface is asked about; empty: a page is asked for.
  std::string about(const website_payload& site) const {
    return source_ == boards_source ? site.address : by_token() ? lookup_of(site.address) : std::string{};
  }

  fetch_order order_for(const website_payload& site) const {
    const job_options& options = with_.node->options;
    fetch_order order;
    order.source = source_;
    order.cancelled = with_.cancelled;
    order.tenant = with_.tenant;
    order.job_id = with_.job.id;
    order.job_began = with_.job.created_at;
    order.subjects = site.subjects;
    order.region = site.region;
    order.about = about(site);
    if (const auto board = source_ == boards_source ? sources::parse_job_board(order.about) : std::nullopt) {
      order.request = sources::ask_job_board(options.boards, *board);
    } else if (by_token()) {
      order.ask_robots = false; // an interface for programs, by its own rules of use
      order.request.url = options.linkedin_api + "/rest/organizations?q=vanityName&vanityName=" +
                          order.about.substr(order.about.find(':') + 1);
      order.request.headers = {{"Authorization", "Bearer " + options.linkedin_token},
                               {"LinkedIn-Version", options.linkedin_version},
                               {"X-Restli-Protocol-Version", "2.0.0"}};
    } else {
      order.request.url = site.address;
    }
    return order;
  }

  void answered(const task_pointer& t, const website_payload& site, const fetch_answer& answer) {
    if (answer.refusal == "cancelled") {
      return;
    }
    if (answer.content == nullptr) {
      refused(t, site, answer);
    } else if (const std::string asked = about(site); !asked.empty()) {
      auto item = begin_unit(with_, *t);
      item->fresh = read_interface(source_, asked, *answer.content, site.subjects);
      conclude(t, item);
    } else {
      extract(t, site, answer.content);
    }
  }

  void refused(const task_pointer& t, const website_payload& site, const fetch_answer& answer) {
    auto item = begin_unit(with_, *t);
    if (++self_->state.refused <= most_logged) {
      log_entry entry = log_of(with_, source_, "fallback", answer.refusal,
                               answer.message + ": the company's website answers instead");
      entry.target = site.address;
      item->unit.events.push_back(json::announce(entry));
    }
    // A page or feed that is not to be had is no error: the website answers. An interface that fails is one.
    const bool by_page = source_ == news_source || (source_ == linkedin_source && !by_token());
    if (!by_page && answer.refusal != "not_found" && self_->state.refused == 1) {
      add_error(*item, with_, source_, site.address, answer.refusal, answer.message);
    }
    conclude(t, item);
  }

  void extract(const task_pointer& t, const website_payload& site,
               const std::shared_ptr<const page>& content) {
    extract_order order{content, source_, site.subjects, site.region};
    self_->request(with_.node->extractors->pick(), extract_timeout, std::move(order))
        .then(
            [this, t, site, content](extract_answer& answer) {
              auto item = begin_unit(with_, *t);
              item->fresh = *answer.observations;
              if (!answer.facts->failure.empty()) {
                item->unit.rejected.push_back({with_.job.id,
                                               source_,
                                               content->url.substr(0, 500),
                                               "page",
                                               {},
                                               answer.facts->failure,
                                               content->fetched_at});
              }
              if (source_ == linkedin_source) {
                for (observation& told : employees_of(source_, *content, *answer.facts, site.subjects)) {
                  item->fresh.push_back(std::move(told));
                }
              }
              conclude(t, item);
            },
            [this, t](const caf::error& problem) { leave(t, self_->system().render(problem)); });
  }

  void conclude(const task_pointer& t, const std::shared_ptr<work_item>& item) {
    conclude_task(*item, *t, task_state::done, {});
    send_unit(self_, with_, item)
        .then([this, t](const work_result&) { leave(t, {}); },
              [this, t](const caf::error& problem) { leave(t, self_->system().render(problem)); });
  }

  void leave(const task_pointer& t, std::string problem) {
    self_->state.under_way.erase(t->id);
    const bool finished = problem.empty();
    self_->send(with_.supervisor, task_report{source_, t->id, finished, false, std::move(problem)});
    ask_for_tasks();
  }

  self_pointer self_;
  scraper_context with_;
  std::string source_;
};

} // namespace

std::vector<task> tasks_for_links(const scraper_context& with, const website_payload& site,
                                  const page_facts& facts, const page& content) {
  std::vector<task> tasks;
  const source_book& book = *with.node->book;
  if (site.subjects.empty()) {
    return tasks;
  }
  std::string decoded; // what is looked for is ASCII: only wide characters hide it
  if (facts.charset.starts_with("utf-16")) {
    decoded = extraction::decode(content.body, find_header(content.headers, "Content-Type")).utf8;
  }
  const std::string& markup = decoded.empty() ? content.body : decoded;
  if (book.usable(linkedin_source)) {
    for (const found_profile& profile : facts.social) {
      if (const std::string name = lookup_of(profile.url); !name.empty()) {
        tasks.push_back(link_task(with, linkedin_source, name.substr(name.find(':') + 1), site, profile.url));
      }
    }
  }
  if (book.usable(boards_source)) {
    for (const sources::job_board& board : sources::find_job_boards(markup)) {
      const std::string address = sources::to_string(board);
      tasks.push_back(link_task(with, boards_source, address, site, address));
    }
  }
  if (const auto here = parse_url(content.url); here && book.usable(news_source)) {
    const auto feeds = sources::find_feeds(markup, *here);
    const auto feed = std::find_if(feeds.begin(), feeds.end(),
                                   [&](const std::string& one) { return !is_forbidden(with, one); });
    if (feed != feeds.end()) { // the others tell the same in another form
      tasks.push_back(link_task(with, news_source, *feed, site, *feed));
    }
  }
  return tasks;
}

std::optional<task> task_for_news(const scraper_context& with, const uuid& subject,
                                  const std::string& company, const std::string& region) {
  const std::string& search = with.node->options.news_search;
  if (search.empty() || company.empty() || !with.node->book->usable(news_source)) {
    return std::nullopt;
  }
  const std::string address = sources::fill_news_search(search, company);
  return link_task(with, news_source, address, {{}, {subject}, region, false, {}}, address);
}

scraper::behavior_type run_link_scraper(self_pointer self, const scraper_context& with,
                                        const std::string& source) {
  auto reader = std::make_shared<link_reader>(self, with, source);
  return {
      [reader](const task_grant& grant) {
        for (const task& t : grant.tasks) {
          reader->begin(t);
        }
      },
      [reader](const start_order&) { reader->ask_for_tasks(); },
      [](const stop_order&) {},
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
