// What a desk remembers beyond its lanes: the archive as a cache, robots decisions, opt-outs.
#include "actors/gate_desk.hpp"

#include "domain/crawl/fetch_fields.hpp"
#include "domain/law/suppressed_page.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::actors {
namespace {

constexpr std::size_t longest_url = 2'083;

std::string site_of(const url& address) {
  std::string domain = registrable_domain(address.host);
  return domain.empty() ? address.host : domain;
}

bool is_credential(const header& field) {
  constexpr std::array names{"Authorization", "X-Goog-Api-Key", "Cookie"};
  return std::any_of(names.begin(), names.end(),
                     [&](const char* name) { return equals_ignoring_case(field.name, name); });
}

/// Whether any asker would get the same: an answer to who shows a key is for nobody else (RFC 9111, 3.5).
bool is_public(const http_request& asked) {
  const bool keyed = std::any_of(asked.headers.begin(), asked.headers.end(), is_credential);
  return asked.method == "GET" && asked.body.empty() && !keyed;
}

} // namespace

bool gate_desk::refuse_opted_out(request& r) const {
  const bool web = context_.rules.api_source.empty();
  if (!web || context_.opted_out == nullptr || !context_.opted_out->contains(r.address.host)) {
    return false;
  }
  robots_verdict verdict;
  verdict.allowed = false;
  verdict.basis = "opted_out";
  remember(r, verdict);
  r.done({nullptr, "opted_out", "the owner of this domain asked not to be crawled", {}});
  return true;
}

/// Of whom nothing may be kept nothing is asked; no decision is kept either, which would name the host.
bool gate_desk::refuse_suppressed(request& r) const {
  const bool web = context_.rules.api_source.empty();
  if (!web || context_.forbidden == nullptr ||
      !context_.forbidden->forbids_host(r.order.tenant, r.address.host)) {
    return false;
  }
  r.done({nullptr, "suppressed", "the owner of this domain is on the suppression list", {}});
  return true;
}

void gate_desk::remember(const request& r, const robots_verdict& verdict) const {
  if (context_.politeness == nullptr || r.order.job_id.is_nil() || r.for_robots()) {
    return;
  }
  robots_decision decision;
  decision.site = site_of(r.address);
  decision.url = to_string(r.address).substr(0, longest_url);
  decision.allowed = verdict.allowed;
  decision.reason = verdict.basis;
  if (verdict.by) {
    decision.rule = verdict.by->text.substr(0, longest_url);
    decision.line = static_cast<std::uint32_t>(verdict.by->line);
  }
  decision.robots_url = origin(r.address) + "/robots.txt";
  decision.job_id = r.order.job_id;
  decision.decided_at = context_.clock();
  context_.politeness->add(r.order.tenant, decision, r.order.subjects);
}

/// Whether the job asks for this URL already: the request waits for the same answer. Where redirects led
/// nobody waits, lest a loop wait for itself.
bool gate_desk::joins(request& r) {
  const bool shared = !r.order.job_id.is_nil() && r.order.hops == 0 && is_public(r.order.request) &&
                      r.order.request.headers.empty();
  if (!shared || r.for_robots()) {
    return false;
  }
  const std::string key = to_string(r.order.job_id) + " " + to_string(r.address);
  if (const auto [at, first] = joined_.try_emplace(key); !first) {
    at->second.push_back(std::move(r));
    return true;
  }
  r.done = [this, key, done = std::move(r.done)](const fetch_answer& answer) {
    const auto others = joined_.extract(key);
    done(answer);
    for (const request& other : others.mapped()) {
      if (answer.content != nullptr) {
        note_use(other, *answer.content);
      }
      other.done(answer);
    }
  };
  return false;
}

void gate_desk::find_kept(request r) {
  if (joins(r)) {
    return;
  }
  if (is_cacheable(r)) {
    look_up(std::move(r));
  } else {
    enqueue(std::move(r));
  }
}

bool gate_desk::is_cacheable(const request& r) const {
  const bool allowed = context_.rules.api_source.empty() || context_.rules.keep_answers;
  return context_.rules.cache && context_.archive != nullptr && allowed && is_public(r.order.request);
}

void gate_desk::look_up(request r) {
  const std::string address = to_string(r.address);
  const std::uint64_t id = ++last_id_;
  looked_up_.emplace(id, std::move(r));
  hands_.find_kept(id, address);
}

/// Of the requests of several jobs for one URL the first goes on, the others look into the archive again once
/// it has its answer. Where redirects led nobody waits, lest two wait for each other.
void gate_desk::take_turn(request r) {
  if (r.order.hops > 0 || r.for_robots()) {
    enqueue(std::move(r));
    return;
  }
  const std::string address = to_string(r.address);
  if (const auto [at, first] = behind_.try_emplace(address); !first) {
    at->second.push_back(std::move(r));
    return;
  }
  r.done = [this, address, done = std::move(r.done)](const fetch_answer& answer) {
    auto others = behind_.extract(address);
    done(answer);
    for (request& other : others.mapped()) {
      look_up(std::move(other));
    }
  };
  enqueue(std::move(r));
}

void gate_desk::kept(std::uint64_t id, const std::shared_ptr<const page>& content) {
  auto node = looked_up_.extract(id);
  if (node.empty()) {
    return;
  }
  request r = std::move(node.mapped());
  if (content == nullptr || !crawl::may_store(*content)) {
    take_turn(std::move(r));
    return;
  }
  fetch_outcome outcome;
  outcome.content = content;
  const flow::assessment meaning = flow::assess(outcome);
  const bool of_this_job = content->fetched_at >= r.order.job_began;
  if (meaning.lane != flow::verdict::failure &&
      (of_this_job || crawl::is_fresh(*content, context_.clock(), context_.rules.freshness))) {
    r.attempt = context_.rules.attempts; // nothing to try again: this is the answer
    conclude(std::move(r), meaning, outcome);
    return;
  }
  if (!crawl::conditions(*content).empty()) {
    r.stale = content;
  }
  take_turn(std::move(r));
}

/// What was asked, as it was sent but for what proves who asks.
std::shared_ptr<const http_request> gate_desk::question(const request& r) {
  auto kept = std::make_shared<http_request>(r.order.request);
  kept->headers = r.sent;
  crawl::add_fetch_fields(kept->headers);
  std::erase_if(kept->headers, is_credential);
  return kept;
}

/// The outcome with what the archive adds: the kept content where the server says that it holds, and its
/// name.
fetch_outcome gate_desk::archived(const request& r, const fetch_outcome& outcome) const {
  const bool web = context_.rules.api_source.empty();
  const bool wanted = web ? r.order.request.method == "GET" : context_.rules.keep_answers && !r.for_robots();
  const bool whole_answer = !flow::is_cut(outcome, limits_of(r));
  if (outcome.content == nullptr || context_.archive == nullptr || !wanted || !whole_answer) {
    return outcome;
  }
  std::shared_ptr<page> content;
  if (outcome.content->status == 304 && r.stale != nullptr) {
    content = std::make_shared<page>(crawl::confirmed(*r.stale, *outcome.content));
  } else if (outcome.content->status == 200 || (web && crawl::may_store(*outcome.content))) {
    content = std::make_shared<page>(*outcome.content);
  } else {
    return outcome;
  }
  const bool suppressed = context_.forbidden != nullptr &&
                          law::is_suppressed(*content, r.order.tenant, *context_.forbidden, r.order.region);
  if (suppressed || crawl::is_no_store(*content)) {
    fetch_outcome read_once = outcome;
    read_once.content = context_.budget->hold(std::move(content));
    return read_once;
  }
  content->archived_as = to_string(make_uuid_v7(context_.clock(), context_.random));
  fetch_outcome whole = outcome;
  whole.content = context_.budget->hold(std::move(content));
  context_.archive->keep(whole.content, web ? nullptr : question(r));
  return whole;
}

void gate_desk::note_use(const request& r, const page& content) const {
  if (context_.archive == nullptr || content.archived_as.empty() || r.order.job_id.is_nil() ||
      r.for_robots() || r.order.for_sitemap) {
    return;
  }
  context_.archive->note({content.archived_as, r.order.tenant, r.order.job_id, r.order.source,
                          r.order.requested_url, r.order.subjects, r.order.region, r.order.about});
}

void gate_desk::forget_idle_lanes() {
  if (lanes_.size() < lanes_before_sweep_) {
    return;
  }
  const auto now = hands_.now();
  for (auto i = lanes_.begin(); i != lanes_.end();) {
    i = i->second.queue.empty() && i->second.gate.idle(now) ? lanes_.erase(i) : std::next(i);
  }
  robots_.sweep(now);
  lanes_before_sweep_ = std::max<std::size_t>(1'000, 2 * lanes_.size());
}

} // namespace leadstream::actors
