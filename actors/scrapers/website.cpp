#include "actors/scrapers/website.hpp"

#include "actors/scrapers/company_link.hpp"
#include "actors/scrapers/next_source.hpp"
#include "actors/scrapers/site_page.hpp"
#include "actors/scrapers/unit.hpp"
#include "domain/clean/website.hpp"
#include "domain/crawl/disguise.hpp"
#include "domain/crawl/page_content.hpp"
#include "domain/extract/extract.hpp"
#include "domain/json/sources.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <utility>

namespace leadstream::actors {
namespace {

using self_pointer = scraper::stateful_pointer<website_scraper_state>;
using run_pointer = std::shared_ptr<site_run>;

constexpr auto fetch_timeout = std::chrono::minutes(120);
constexpr auto extract_timeout = std::chrono::minutes(10);
/// Where the start page names no contact page, so many of its other links are tried.
constexpr std::size_t most_guesses = 3;

/// The whole site is out of reach, not just this page.
bool ends_site(const fetch_answer& answer) {
  const auto& why = answer.refusal;
  return why == "circuit_open" || why == "blocked" || why == "parked" || why == "opted_out" ||
         why == "suppressed" || why == "name_not_found" || why == "name_lookup_failed" ||
         why == "address_refused" || why == "url_refused" || why == "connect_failed" || why == "tls_failed" ||
         why == "robots_unreachable";
}

constexpr std::string_view named_mark = "named:";

/// The company's observation that stands before a saved plan, which it is cut from.
std::optional<uuid> take_named(std::string_view& cursor) {
  if (!cursor.starts_with(named_mark) || cursor.size() < named_mark.size() + 37) {
    return std::nullopt;
  }
  const auto id = parse_uuid(cursor.substr(named_mark.size(), 36));
  cursor.remove_prefix(named_mark.size() + 37);
  return id;
}

std::string cursor_of(const site_run& run) {
  const std::string plan = run.plan ? run.plan->save() : std::string{};
  return run.named.is_nil() ? plan : std::string(named_mark) + to_string(run.named) + " " + plan;
}

/// The steps of the crawl; the state is the actor's.
class site_reader {
public:
  site_reader(self_pointer self, scraper_context with) : self_(self), with_(std::move(with)) {}

  void ask_for_tasks() {
    const std::size_t most = with_.node->options.concurrent_sites;
    const std::size_t busy = self_->state.runs.size();
    if (!self_->state.stopping && busy < most) {
      self_->send(with_.supervisor, task_request{website_source, most - busy});
    }
  }

  void begin(task t) {
    auto run = std::make_shared<site_run>();
    run->work = std::move(t);
    self_->state.runs[run->work.id] = run;
    auto payload = website_payload::load(run->work.payload);
    const auto start = payload ? parse_url(payload->address) : result<url>(error{});
    if (!start) {
      finish(run, payload ? start.problem().message : payload.problem().message);
      return;
    }
    run->payload = *std::move(payload);
    run->plan = std::make_unique<crawl::frontier>(*start, with_.node->options.website_limits);
    std::string_view cursor = run->work.cursor;
    if (const auto named = take_named(cursor)) {
      run->named = *named;
      run->payload.subjects = {*named};
    }
    if (auto saved = crawl::frontier::load(cursor, with_.node->options.website_limits); saved) {
      *run->plan = *std::move(saved);
    }
    next(run);
  }

private:
  void next(const run_pointer& run) {
    const std::string obstacle = with_.node->book->obstacle(website_source);
    if (!obstacle.empty() && !self_->state.stopping) {
      switched_off(run, obstacle);
      return;
    }
    auto address = self_->state.stopping ? std::nullopt : run->plan->next();
    run->listing = !address && !self_->state.stopping;
    if (run->listing) {
      address = run->plan->next_sitemap();
    }
    if (!address) {
      finish(run, {});
      return;
    }
    run->current = to_string(*address);
    fetch_order order;
    order.source = website_source;
    order.request.url = run->current;
    order.for_sitemap = run->listing;
    order.cancelled = with_.cancelled;
    order.subjects = run->payload.subjects;
    order.region = region_of(*run);
    order.about = at_start(run) && !run->listing ? run->payload.address : std::string{};
    order.tenant = with_.tenant;
    order.job_id = with_.job.id;
    order.job_began = with_.job.created_at;
    const source_gate* gate = with_.node->gates->find(order.source, run->current);
    self_->request(*gate, fetch_timeout, std::move(order))
        .then([this, run](const fetch_answer& answer) { fetched(run, answer); },
              [this, run](const caf::error& problem) { give_up(run, problem); });
  }

  /// The operator wants no page more: the site ends with what was read of it.
  void switched_off(const run_pointer& run, const std::string& obstacle) {
    auto item = begin_unit(with_, run->work);
    if (!std::exchange(self_->state.told_off, true)) {
      item->unit.events.push_back(json::announce(log_of(with_, website_source, "skipped", "switched_off",
                                                        "websites are not read to the end: " + obstacle)));
    }
    add_error(*item, with_, website_source, run->payload.address, "switched_off",
              "the site was not read to the end: " + obstacle);
    conclude_task(*item, run->work, task_state::done, cursor_of(*run));
    commit(run, item, true);
  }

  void fetched(const run_pointer& run, const fetch_answer& answer) {
    if (run->listing) {
      listed(run, answer);
      return;
    }
    if (answer.content == nullptr) {
      refused(run, answer);
      return;
    }
    if (const auto landed = parse_url(answer.content->url); landed && at_start(run)) {
      run->plan->moved_to(*landed);
    }
    if (answer.sitemaps != nullptr) {
      run->plan->add_sitemaps(*answer.sitemaps);
    }
    if (!crawl::is_markup(*answer.content)) {
      next(run);
    } else {
      extract(run, answer.content);
    }
  }

  /// A site need not have a sitemap; where one was not read to its end the job says so.
  void listed(const run_pointer& run, const fetch_answer& answer) {
    const auto read =
        answer.content == nullptr ? crawl::sitemap{} : crawl::parse_sitemap(answer.content->body);
    run->plan->add(read);
    const std::string lost = crawl::loss_of(read, answer.cut);
    if (lost.empty() || is_forbidden(with_, run->current)) {
      next(run);
      return;
    }
    auto item = begin_unit(with_, run->work);
    add_error(*item, with_, website_source, run->current, lost,
              "the sitemap was not read to its end (" + lost + "); what it lists before counts");
    const bool over = run->plan->exhausted();
    conclude_task(*item, run->work, over ? task_state::done : task_state::running, cursor_of(*run));
    commit(run, item, over);
  }

  const std::string& region_of(const site_run& run) const {
    return run.payload.region.empty() ? with_.region : run.payload.region;
  }

  bool at_start(const run_pointer& run) const { return run->plan->fetched() <= 1; }

  void refused(const run_pointer& run, const fetch_answer& answer) {
    if (answer.refusal == "cancelled") {
      return;
    }
    if ((answer.refusal == "not_found" && !at_start(run)) || try_plainly(run, answer.refusal)) {
      next(run);
      return;
    }
    auto item = begin_unit(with_, run->work);
    if (is_forbidden(with_, run->current)) { // erased while it was read: nothing tells of it
      conclude_task(*item, run->work, task_state::done, {});
      commit(run, item, true);
      return;
    }
    add_error(*item, with_, website_source, run->current, answer.refusal, answer.message);
    const bool over = ends_site(answer) || at_start(run) || run->plan->exhausted();
    if (at_start(run)) {
      const char* status =
          answer.refusal == "blocked" || answer.refusal == "robots_denied" || answer.refusal == "opted_out"
              ? "blocked"
          : answer.refusal == "parked" ? "parked"
                                       : "unreachable";
      add_site_status(item->fresh, run->payload.address, run->payload.subjects, status, with_.node->clock());
    }
    conclude_task(*item, run->work, over ? task_state::done : task_state::running, cursor_of(*run));
    commit(run, item, over);
  }

  /// Where https was a guess that does not hold, the site begins anew by http, once.
  bool try_plainly(const run_pointer& run, const std::string& refusal) const {
    const auto start = parse_url(run->payload.address);
    if (!at_start(run) || !lacks_https(refusal) || !start || !std::exchange(run->payload.guessed, false)) {
      return false;
    }
    const url plain = by_http(*start);
    run->payload.address = to_string(plain);
    run->plan = std::make_unique<crawl::frontier>(plain, with_.node->options.website_limits);
    return true;
  }

  void extract(const run_pointer& run, const std::shared_ptr<const page>& content) {
    const bool nameless = !run->payload.carried.empty() && run->named.is_nil();
    extract_order order{content, website_source, nameless ? std::vector<uuid>(1) : run->payload.subjects,
                        region_of(*run)};
    self_->request(with_.node->extractors->pick(), extract_timeout, std::move(order))
        .then([this, run, content](extract_answer& answer) { extracted(run, *content, answer); },
              [this, run](const caf::error& problem) { give_up(run, problem); });
  }

  void extracted(const run_pointer& run, const page& content, const extract_answer& answer) {
    auto item = begin_unit(with_, run->work);
    if (!answer.facts->failure.empty()) {
      item->unit.rejected.push_back({with_.job.id,
                                     website_source,
                                     content.url.substr(0, 500),
                                     "page",
                                     {},
                                     answer.facts->failure,
                                     content.fetched_at});
    }
    if (!run->plan->repeats(crawl::content_of(*answer.facts))) {
      item->fresh = *answer.observations;
    }
    if (!run->payload.carried.empty() && run->named.is_nil()) {
      take_name(*run, *item, content);
    } else if (at_start(run)) {
      const std::string& address = run->payload.address;
      add_site_status(item->fresh, address, run->payload.subjects,
                      status_at_start(address, content, answer.facts->organization.name),
                      with_.node->clock());
    }
    for (task& t : tasks_for_links(with_, run->payload, *answer.facts, content)) {
      item->unit.new_tasks.push_back(std::move(t));
    }
    run->plan->speaks(answer.facts->language);
    if (const auto canonical = parse_url(answer.facts->canonical_url)) {
      run->plan->same_as(*canonical);
    }
    const page_links& links = answer.facts->links;
    run->plan->translated(links.translations);
    add(*run->plan, links.onward, crawl::interest::start);
    const bool repeated =
        run->plan->repeats(answer.facts->text); // pages without end show the same again and again
    if (!repeated && run->plan->may_follow(links.nofollow)) {
      add_links(*run->plan, links);
    }
    const bool over = run->plan->exhausted();
    conclude_task(*item, run->work, over ? task_state::done : task_state::running, cursor_of(*run));
    commit(run, item, over);
  }

  /// The first page that names the company stands for it; the listings that may not name it join it, and what
  /// else the page says. A page without a name gives nothing yet.
  void take_name(site_run& run, work_item& item, const page& content) const {
    run.named = name_company(with_.tenant, item.fresh, content);
    if (run.named.is_nil()) {
      return;
    }
    run.payload.subjects = {run.named};
    const auto naming = std::find_if(item.fresh.begin(), item.fresh.end(),
                                     [](const observation& seen) { return seen.subject.is_nil(); });
    if (auto news = task_for_news(with_, run.named, naming->raw.first(field::name), region_of(run))) {
      item.unit.new_tasks.push_back(*std::move(news));
    }
    for (observation seen : run.payload.carried) {
      seen.subject = run.named;
      item.fresh.push_back(std::move(seen));
    }
  }

  void add(crawl::frontier& plan, const std::vector<std::string>& links, crawl::interest why) const {
    for (const std::string& link : links) {
      if (const auto address = parse_url(link); address && !is_forbidden(with_, link)) {
        plan.add(*address, why);
      }
    }
  }

  void add_links(crawl::frontier& plan, const page_links& links) const {
    add(plan, links.contact, crawl::interest::contact);
    add(plan, links.about, crawl::interest::about);
    add(plan, links.team, crawl::interest::team);
    add(plan, links.careers, crawl::interest::careers);
    add(plan, links.news, crawl::interest::news);
    if (links.contact.empty() && plan.fetched() <= 1) {
      const auto& all = links.same_site;
      add(plan, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_guesses))},
          crawl::interest::other);
    }
  }

  void commit(const run_pointer& run, const std::shared_ptr<work_item>& item, bool over) {
    send_unit(self_, with_, item)
        .then([this, run, over](const work_result& r) { committed(run, r, over); },
              [this, run](const caf::error& problem) { give_up(run, problem); });
  }

  void committed(const run_pointer& run, const work_result& r, bool over) {
    if (r.committed.outcome == commit_outcome::fenced) {
      leave(run, true, {});
      return;
    }
    self_->send(with_.supervisor, progress_hint{});
    if (over) {
      leave(run, true, {});
    } else {
      next(run);
    }
  }

  /// The site was read; an error when its task made no sense.
  void finish(const run_pointer& run, const std::string& problem) {
    if (self_->state.stopping) {
      leave(run, true, {});
      return;
    }
    auto item = begin_unit(with_, run->work);
    if (!problem.empty()) {
      add_error(*item, with_, website_source, run->payload.address, "invalid_url", problem);
    }
    conclude_task(*item, run->work, task_state::done, cursor_of(*run));
    commit(run, item, true);
  }

  /// Something inside failed: the supervisor decides whether the task is tried again.
  void give_up(const run_pointer& run, const caf::error& problem) {
    leave(run, false, self_->system().render(problem));
  }

  void leave(const run_pointer& run, bool finished, std::string problem) {
    self_->state.runs.erase(run->work.id);
    self_->send(with_.supervisor,
                task_report{website_source, run->work.id, finished, false, std::move(problem)});
    ask_for_tasks();
  }

  self_pointer self_;
  scraper_context with_;
};

} // namespace

scraper::behavior_type run_website_scraper(self_pointer self, const scraper_context& with) {
  auto reader = std::make_shared<site_reader>(self, with);
  return {
      [reader](task_grant& grant) {
        for (task& t : grant.tasks) {
          reader->begin(std::move(t));
        }
      },
      [reader](const start_order&) { reader->ask_for_tasks(); },
      [self](const stop_order&) { self->state.stopping = true; },
      [](deferred& d) { d.run(); },
  };
}

} // namespace leadstream::actors
