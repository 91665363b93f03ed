#include "actors/scrapers/company_link.hpp"

#include "actors/scrapers/next_source.hpp"
#include "actors/scrapers/searches.hpp"
#include "actors/scrapers/unit.hpp"
#include "domain/extract/charset.hpp"
#include "domain/flow/shard.hpp"
#include "domain/json/read.hpp"
#include "domain/json/sources.hpp"
#include "domain/sources/employee_count.hpp"
#include "domain/sources/job_board.hpp"
#include "domain/sources/news_feed.hpp"

#include <caf/typed_event_based_actor.hpp>
#include <nlohmann/json.hpp>

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
constexpr std::string_view company_path = "linkedin.com/company/";

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

/// "acme" of ".../company/acme/about".
std::string vanity_of(const std::string& address) {
  const auto at = address.find(company_path);
  return at == std::string::npos ? std::string{}
                                 : address.substr(at + company_path.size(),
                                                  address.find_first_of("/?#", at + company_path.size()) -
                                                      at - company_path.size());
}

/// The board of a task's address "greenhouse:acme".
std::optional<sources::job_board> board_of(const std::string& address) {
  const auto colon = address.find(':');
  const auto maker = sources::parse_board_maker(address.substr(0, colon));
  return maker && colon != std::string::npos
             ? std::optional(sources::job_board{*maker, address.substr(colon + 1)})
             : std::nullopt;
}

/// What the Organization Lookup API says to everybody: the name. Empty when nothing is found.
findings read_organization(std::string_view body) {
  const auto parsed = json::read_lenient(body);
  findings out;
  if (!parsed || !parsed->is_object() || !parsed->contains("elements")) {
    return out;
  }
  for (const auto& one : parsed->at("elements")) {
    const auto name = one.is_object() ? one.find("localizedName") : one.end();
    if (name != one.end() && name->is_string() && out.facts.empty()) {
      out.facts.push_back({field::name, name->get<std::string>(), "linkedin_api", 0.9, {}});
    }
  }
  return out;
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
    if (!payload || !with_.node->book->usable(source_)) {
      conclude(kept, begin_unit(with_, t));
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
  fetch_order order_for(const website_payload& site) const {
    const job_options& options = with_.node->options;
    fetch_order order;
    order.source = source_;
    order.cancelled = with_.cancelled;
    order.tenant = with_.tenant;
    order.job_id = with_.job.id;
    if (const auto board = source_ == boards_source ? board_of(site.address) : std::nullopt) {
      order.request = sources::ask_job_board(options.boards, *board);
    } else if (source_ == linkedin_source && !options.linkedin_token.empty()) {
      order.ask_robots = false; // an interface for programs, by its own rules of use
      order.request.url =
          options.linkedin_api + "/rest/organizations?q=vanityName&vanityName=" + vanity_of(site.address);
      order.request.headers = {{"Authorization", "Bearer " + options.linkedin_token},
                               {"LinkedIn-Version", options.linkedin_version},
                               {"X-Restli-Protocol-Version", "2.0.0"}};
    } else {
      order.request.url = site.address;
      order.subjects = site.subjects;
      order.region = site.region;
    }
    return order;
  }

  void answered(const task_pointer& t, const website_payload& site, const fetch_answer& answer) {
    if (answer.refusal == "cancelled") {
      return;
    }
    if (answer.content == nullptr) {
      refused(t, site, answer);
    } else if (source_ == boards_source) {
      const auto board = board_of(site.address);
      auto found = sources::read_job_board(board->maker, answer.content->body);
      store(t, site, *answer.content, found ? *std::move(found) : findings{}, data_type::growth_signals);
    } else if (source_ == linkedin_source && !with_.node->options.linkedin_token.empty()) {
      store(t, site, *answer.content, read_organization(answer.content->body), data_type::company_info);
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
    const bool by_page =
        source_ == news_source || (source_ == linkedin_source && with_.node->options.linkedin_token.empty());
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
              if (source_ == linkedin_source && answer.facts->organization.employee_count.empty()) {
                add_employees(*item, site, *content, answer.facts->text);
              }
              conclude(t, item);
            },
            [this, t](const caf::error& problem) { leave(t, self_->system().render(problem)); });
  }

  void add_employees(work_item& item, const website_payload& site, const page& content,
                     const std::string& text) const {
    if (std::string count = sources::find_employee_count(text); !count.empty()) {
      findings found;
      found.facts.push_back({field::employee_count, std::move(count), "linkedin_text", 0.8, {}});
      add(item, site, content, found, data_type::company_info);
    }
  }

  void add(work_item& item, const website_payload& site, const page& content, const findings& found,
           data_type type) const {
    for (const uuid& subject : site.subjects) {
      observation seen;
      seen.source = source_;
      seen.source_url = content.url.substr(0, 500);
      seen.fetched_at = content.fetched_at;
      seen.type = type;
      seen.subject = subject;
      seen.raw = found;
      item.fresh.push_back(std::move(seen));
    }
  }

  void store(const task_pointer& t, const website_payload& site, const page& content, const findings& found,
             data_type type) {
    auto item = begin_unit(with_, *t);
    if (!found.empty()) {
      add(*item, site, content, found, type);
    }
    conclude(t, item);
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
      if (const std::string vanity = vanity_of(profile.url); !vanity.empty()) {
        tasks.push_back(link_task(with, linkedin_source, vanity, site, profile.url));
      }
    }
  }
  if (book.usable(boards_source)) {
    for (const sources::job_board& board : sources::find_job_boards(markup)) {
      const std::string address = std::string(sources::to_string(board.maker)) + ":" + board.token;
      tasks.push_back(link_task(with, boards_source, address, site, address));
    }
  }
  if (const auto here = parse_url(content.url); here && book.usable(news_source)) {
    for (const std::string& feed : sources::find_feeds(markup, *here)) {
      tasks.push_back(link_task(with, news_source, feed, site, feed));
      break; // the others tell the same in another form
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
  return link_task(with, news_source, address, {{}, {subject}, region, {}}, address);
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
