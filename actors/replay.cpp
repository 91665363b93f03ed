#include "actors/replay.hpp"

#include "actors/scrapers/company_link.hpp"
#include "actors/scrapers/link_answer.hpp"
#include "actors/scrapers/listing_part.hpp"
#include "actors/scrapers/searches.hpp"
#include "actors/scrapers/site_page.hpp"
#include "actors/scrapers/unit.hpp"
#include "domain/crawl/disguise.hpp"
#include "domain/crawl/page_content.hpp"
#include "domain/directory/region.hpp"

#include <caf/actor_system.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace leadstream::actors {
namespace {

constexpr auto timeout = std::chrono::minutes(10);
/// Answers under way at once.
constexpr std::size_t batch = 32;

scraper_context context_of(const job_context_ptr& node, const replayed_job& which) {
  const search_criteria& criteria = which.about.criteria;
  std::string region = directory::region_of(criteria.location);
  auto shelf = std::make_shared<sources::shelf>(criteria.max_results, region);
  return {node, which.tenant, which.about, std::move(region), {}, nullptr, std::move(shelf)};
}

/// What a job read, batch by batch: the pages of a batch are extracted side by side, then all that its
/// answers said goes through the pipeline in the order in which it came.
class replayer {
public:
  replayer(caf::actor_system& system, const job_context_ptr& node, const replayed_job& which)
      : self_(system), with_(context_of(node, which)) {}

  std::optional<error> run(const std::vector<kept_use>& uses) {
    std::vector<std::pair<const kept_use*, extraction>> pages;
    for (const kept_use& one : uses) {
      if (one.content != nullptr && is_page(one)) {
        pages.emplace_back(&one, extract(one));
      }
    }
    std::map<const kept_use*, extract_answer> read;
    for (auto& [one, asked] : pages) {
      asked.receive([&, page = one](const extract_answer& answer) { read.emplace(page, answer); },
                    [&](const caf::error& problem) { fail(problem); });
    }
    for (const kept_use& one : uses) {
      take(one, read);
    }
    return problem_;
  }

  const replay_figures& figures() const { return figures_; }

private:
  using extraction = decltype(std::declval<caf::scoped_actor&>()->request(std::declval<extractor>(), timeout,
                                                                          std::declval<extract_order>()));

  static bool is_page(const kept_use& one) {
    const std::string& source = one.use.source;
    return source == news_source || (source == linkedin_source && one.use.about.empty()) ||
           (source == website_source && crawl::is_markup(*one.content));
  }

  /// A website whose companies had no name yet is read for one.
  extraction extract(const kept_use& one) {
    auto content = std::make_shared<page>(*one.content);
    content->requested_url = one.use.requested_url;
    auto subjects = one.use.subjects.empty() ? std::vector<uuid>(1) : one.use.subjects;
    return self_->request(
        with_.node->extractors->pick(), timeout,
        extract_order{std::move(content), one.use.source, std::move(subjects), one.use.region});
  }

  void take(const kept_use& one, const std::map<const kept_use*, extract_answer>& read) {
    const auto page_read = read.find(&one);
    if (one.content == nullptr) {
      ++figures_.gone;
    } else if (page_read != read.end()) {
      ++figures_.pages;
      take_page(one, page_read->second);
    } else if (const auto* about = with_.node->book->find(one.use.source);
               about != nullptr && about->finds_companies()) {
      ++figures_.pages;
      take_listings(one, *about);
    } else if (!one.use.about.empty() && one.use.source != website_source) {
      ++figures_.pages;
      commit(read_interface(one.use.source, one.use.about, *one.content, one.use.subjects));
    }
  }

  void take_page(const kept_use& one, const extract_answer& answer) {
    std::vector<observation> fresh = *answer.observations;
    const page& content = *one.content;
    if (one.use.source == website_source && repeats(one, *answer.facts)) {
      fresh.clear();
    }
    if (!answer.facts->failure.empty()) {
      ++figures_.rejected;
    }
    if (one.use.source == linkedin_source) {
      for (observation& told : employees_of(linkedin_source, content, *answer.facts, one.use.subjects)) {
        fresh.push_back(std::move(told));
      }
    } else if (one.use.source == website_source && one.use.subjects.empty()) {
      name_company(with_.tenant, fresh, content);
    } else if (one.use.source == website_source && !one.use.about.empty()) {
      const std::string& company = answer.facts->organization.name;
      add_site_status(fresh, one.use.about, one.use.subjects,
                      status_at_start(one.use.about, content, company), content.fetched_at);
    }
    commit(std::move(fresh));
  }

  /// Whether the site showed the same at another address before.
  bool repeats(const kept_use& one, const page_facts& facts) {
    const std::string said = crawl::content_of(facts);
    const auto address = parse_url(one.content->url);
    const std::string site = address ? registrable_domain(address->host) : std::string();
    const uuid subject = one.use.subjects.empty() ? uuid() : one.use.subjects.front();
    const auto [shown, is_new] =
        shown_.try_emplace({subject, site, std::hash<std::string>{}(said)}, one.content->url);
    return !said.empty() && !is_new && shown->second != one.content->url;
  }

  /// The source's search takes its answers in the order in which it asked for them.
  void take_listings(const kept_use& one, const sources::description& about) {
    auto& search = searches_[about.name];
    if (search == nullptr || !search->next()) {
      search = make_search(with_, about, {});
    }
    auto listings = identified(with_, about.name, search->take(*one.content).listings);
    for (listing_part& part : cut_listings(with_, about, with_.shelf->take(listings))) {
      auto item = begin_unit(with_);
      fill(*item, {std::move(part.listings), {}, {}});
      commit(item);
    }
  }

  void commit(std::vector<observation> fresh) {
    auto item = begin_unit(with_);
    item->fresh = std::move(fresh);
    commit(item);
  }

  void commit(const std::shared_ptr<work_item>& item) {
    if (item->fresh.empty() || problem_) {
      return;
    }
    figures_.observations += item->fresh.size();
    self_->request(with_.node->pipeline, timeout, work{item})
        .receive([](const work_result&) {}, [&](const caf::error& problem) { fail(problem); });
  }

  void fail(const caf::error& problem) {
    problem_ = error{
        error_code::internal, "an answer could not be read again: " + self_->system().render(problem), {}};
  }

  caf::scoped_actor self_;
  scraper_context with_;
  std::map<std::string, std::unique_ptr<sources::listing_search>> searches_;
  std::map<std::tuple<uuid, std::string, std::size_t>, std::string>
      shown_; ///< where a site showed what first
  replay_figures figures_;
  std::optional<error> problem_;
};

} // namespace

result<replay_figures> replay_job(caf::actor_system& system, const job_context_ptr& node,
                                  const replayed_job& which, const uses_source& uses,
                                  const std::function<void(const replay_figures&)>& tell) {
  replayer all(system, node, which);
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

std::string to_string(const replay_figures& done) {
  return std::to_string(done.pages) + " answers read again, " + std::to_string(done.observations) +
         " observations, " + std::to_string(done.rejected) + " pages rejected, " + std::to_string(done.gone) +
         " no longer kept";
}

} // namespace leadstream::actors
