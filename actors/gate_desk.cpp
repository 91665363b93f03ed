#include "actors/gate_desk.hpp"

#include "domain/flow/retry_after.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::actors {
namespace {

using namespace std::chrono_literals;

/// While the byte budget is used up, a lane looks again after this long.
constexpr auto budget_pause = 10ms;
/// Lanes that are made so soon after the start may have been used by the incarnation before.
constexpr auto cold_start = 1min;
constexpr std::uint32_t robots_redirects = robots::max_redirects;
constexpr std::string_view robots_path = "/robots.txt";

bool is_cancelled(const fetch_order& order) {
  return order.cancelled != nullptr && order.cancelled->load();
}

fetch_answer refusal(std::string reason, std::string message) {
  return {nullptr, std::move(reason), std::move(message)};
}

/// An operator's own host: nobody else is to be spared.
flow::lane_rules unrestricted(flow::lane_rules rules) {
  rules.requests_per_minute = 0;
  rules.min_delay = rules.max_delay = 0ms;
  return rules;
}

bool is_overloaded(const fetch_outcome& outcome) {
  return outcome.content != nullptr && (outcome.content->status == 429 || outcome.content->status == 503);
}

/// Of robots.txt, what failed where a redirect led is another host's failure.
std::function<void(fetch_answer)> led_elsewhere(std::function<void(fetch_answer)> done) {
  return [done = std::move(done)](fetch_answer answer) {
    const bool answered = answer.content != nullptr || answer.refused != nullptr;
    if (!answered && answer.refusal != "too_many_redirects" && answer.refusal != "cancelled") {
      answer.refusal = "robots_unreachable";
    }
    done(std::move(answer));
  };
}

bool keeps_method(int status) {
  return status == 307 || status == 308;
}

} // namespace

gate_desk::gate_desk(gate_context context, gate_hands& hands)
    : context_(std::move(context)), hands_(hands), robots_(context_.rules.robots_token) {}

void gate_desk::take(fetch_order order, answer_function done) {
  auto address = parse_url(order.request.url);
  if (!address) {
    done(refusal("invalid_url", address.problem().message));
    return;
  }
  if (order.requested_url.empty()) {
    order.requested_url = order.request.url;
  }
  request r{std::move(order), std::move(done), *std::move(address), 0, {}};
  if (refuse_suppressed(r) || refuse_opted_out(r)) {
    return;
  }
  const bool exempt = context_.rules.no_robots && context_.rules.no_robots(r.address.host);
  if (r.order.ask_robots && !exempt && r.address.path != robots_path) {
    ask_robots(std::move(r));
  } else {
    find_kept(std::move(r));
  }
}

void gate_desk::ask_robots(request r) {
  const std::string where = origin(r.address);
  if (const auto verdict = robots_.look_up(where, path_and_query(r.address), hands_.now())) {
    apply(*verdict, std::move(r));
    return;
  }
  const url address = r.address;
  auto& parked = waiting_for_robots_[where];
  parked.push_back(std::move(r));
  if (parked.size() == 1) {
    fetch_robots(address);
  }
}

void gate_desk::fetch_robots(const url& address) {
  const std::string where = origin(address);
  fetch_order order;
  const fetch_order& asked_for = waiting_for_robots_[where].front().order;
  order.source = asked_for.source;
  order.tenant = asked_for.tenant;
  order.job_id = asked_for.job_id;
  order.request.url = where + std::string(robots_path);
  order.ask_robots = false;
  order.for_robots = true;
  take(std::move(order), [this, where](const fetch_answer& answer) {
    robots_.learn(where, answer, hands_.now());
    auto parked = std::move(waiting_for_robots_[where]);
    waiting_for_robots_.erase(where);
    for (request& r : parked) {
      const auto verdict = robots_.look_up(where, path_and_query(r.address), hands_.now());
      apply(verdict.value_or(robots_verdict{}), std::move(r));
    }
  });
}

void gate_desk::apply(const robots_verdict& verdict, request r) {
  remember(r, verdict);
  if (!verdict.allowed) {
    r.done(refusal(verdict.refusal, verdict.why));
    return;
  }
  const bool own = context_.rules.own_host && context_.rules.own_host(r.address.host);
  if (verdict.crawl_delay && !own) {
    lane_of(r.address).gate.set_crawl_delay(std::min(*verdict.crawl_delay, context_.rules.crawl_delay_cap));
  }
  find_kept(std::move(r));
}

std::string gate_desk::lane_name(const url& address) const {
  return context_.rules.api_source.empty() ? address.host + ":" + std::to_string(address.port)
                                           : context_.rules.api_source;
}

gate_desk::lane& gate_desk::lane_of(const url& address) {
  const std::string name = lane_name(address);
  if (const auto found = lanes_.find(name); found != lanes_.end()) {
    return found->second;
  }
  forget_idle_lanes();
  const bool own = context_.rules.own_host && context_.rules.own_host(address.host);
  const auto now = hands_.now();
  const bool cold = !own && now - context_.started_at < cold_start;
  return lanes_
      .try_emplace(name, own ? unrestricted(context_.rules.lane) : context_.rules.lane, now, cold,
                   context_.random)
      .first->second;
}

void gate_desk::enqueue(request r) {
  moved(r, 1, 0);
  const std::string name = lane_name(r.address);
  r.ready_since = hands_.now();
  lane_of(r.address).queue.push_back(std::move(r));
  pump(name);
}

void gate_desk::pump(const std::string& name) {
  const auto found = lanes_.find(name);
  if (found == lanes_.end()) {
    return;
  }
  lane& l = found->second;
  const auto now = hands_.now();
  if (l.wake_at <= now) {
    l.wake_at = monotonic_time::max();
  }
  while (!l.queue.empty()) {
    if (is_cancelled(l.queue.front().order)) {
      request gone = std::move(l.queue.front());
      l.queue.pop_front();
      moved(gone, -1, 0);
      gone.done(refusal("cancelled", "the job was cancelled"));
      continue;
    }
    if (!context_.budget->has_room()) {
      return wake(name, l, now + budget_pause);
    }
    const auto before = l.gate.breaker().state();
    const flow::leave leave = l.gate.ask(now);
    if (leave.what == flow::leave::kind::open) {
      return refuse_all(l, "circuit_open",
                        "the host failed too often in a row and is left alone for a while");
    }
    if (l.gate.rests_until() > now + context_.rules.longest_pause) {
      return refuse_all(l, "rate_limited", "the host asked for a longer pause than crawl.longest_pause");
    }
    if (leave.what == flow::leave::kind::wait) {
      return wake(name, l, leave.at);
    }
    if (leave.what == flow::leave::kind::wait_finish) {
      return;
    }
    request next = std::move(l.queue.front());
    l.queue.pop_front();
    tell_step(next, l, before, {});
    send(l, std::move(next), leave.given);
  }
}

void gate_desk::wake(const std::string& name, lane& l, monotonic_time at) {
  if (at < l.wake_at) {
    l.wake_at = at;
    hands_.wake(name, at);
  }
}

void gate_desk::refuse_all(lane& l, const std::string& code, const std::string& why) {
  auto refused = std::move(l.queue);
  l.queue.clear();
  for (request& r : refused) {
    moved(r, -1, 0);
    r.done(refusal(code, why));
  }
}

http_request gate_desk::prepare(lane& l, const request& r) const {
  http_request out = r.order.request;
  const auto& agents = context_.rules.user_agents;
  if (!agents.empty()) {
    out.headers.push_back({"User-Agent", agents[r.permit.session % agents.size()]});
  }
  l.session.enter(r.permit.session);
  if (std::string cookies = l.session.cookies_for(r.address.host); !cookies.empty()) {
    out.headers.push_back({"Cookie", std::move(cookies)});
  }
  if (r.stale != nullptr) {
    for (header& field : crawl::conditions(*r.stale)) {
      out.headers.push_back(std::move(field));
    }
  }
  return out;
}

fetch_limits gate_desk::limits_of(const request& r) const {
  fetch_limits limits = context_.rules.limits;
  if (r.for_robots()) {
    limits.wire_bytes = limits.decoded_bytes = robots::most_bytes;
  }
  limits.cut = r.for_robots() || r.order.for_sitemap;
  return limits;
}

void gate_desk::send(lane& l, request r, flow::permit permit) {
  r.permit = permit;
  ++r.attempt;
  moved(r, -1, 1);
  http_request out = prepare(l, r);
  r.sent = out.headers;
  const fetch_limits limits = limits_of(r);
  const std::uint64_t id = ++last_id_;
  const auto now = hands_.now();
  // The global limit may ask for a later moment: the permit is held until then.
  const auto at = context_.limit == nullptr ? now : context_.limit->reserve(now);
  tell_wait(r, at);
  under_way_.emplace(id, std::move(r));
  if (at <= now) {
    hands_.fetch(id, std::move(out), limits);
  } else {
    held_.emplace(id, std::move(out));
    hands_.call_back(id, at);
  }
}

void gate_desk::ended(std::uint64_t id, const fetch_outcome& outcome) {
  auto node = under_way_.extract(id);
  if (node.empty()) {
    return;
  }
  request r = std::move(node.mapped());
  moved(r, 0, -1);
  const std::string name = lane_name(r.address);
  const flow::assessment meaning = flow::assess(outcome);
  if (const auto found = lanes_.find(name); found != lanes_.end()) {
    lane& l = found->second;
    if (outcome.content != nullptr) {
      l.session.learn(*outcome.content);
    }
    const auto before = l.gate.breaker().state();
    const double slowdown = l.gate.slowdown();
    l.gate.observe(outcome.duration, is_overloaded(outcome));
    if (context_.book != nullptr && l.gate.slowdown() != slowdown) {
      context_.book->paced(r.order.source, name, l.gate.slowdown());
    }
    l.gate.finished(r.permit, meaning.lane, hands_.now(), pause_asked(outcome));
    tell_step(r, l, before, meaning.message);
  }
  const bool failed = meaning.lane == flow::verdict::failure;
  if (context_.book != nullptr && (failed || r.address.path != robots_path)) {
    context_.book->attempted({r.order.source, meaning.lane, failed ? meaning.message : std::string{}});
  }
  const fetch_outcome whole = archived(r, outcome);
  conclude(std::move(r), whole.content == outcome.content ? meaning : flow::assess(whole), whole);
  pump(name);
}

std::optional<std::chrono::milliseconds> gate_desk::pause_asked(const fetch_outcome& outcome) const {
  if (!is_overloaded(outcome)) {
    return std::nullopt;
  }
  const page& answer = *outcome.content;
  auto pause = flow::parse_retry_after(find_header(answer.headers, "Retry-After"), answer.fetched_at,
                                       flow::longest_retry_after);
  if (answer.status == 429 && context_.rules.rate_limited_pause > 0ms) {
    pause = std::max(pause.value_or(0ms), context_.rules.rate_limited_pause);
  }
  return pause;
}

void gate_desk::conclude(request r, const flow::assessment& meaning, const fetch_outcome& outcome) {
  if (meaning.redirect) {
    follow(std::move(r), *outcome.content);
  } else if (meaning.refusal.empty()) {
    if (r.address.path == robots_path) {
      // Also what a redirect of another host's file led to: this host's own need not be fetched again.
      robots_.learn(origin(r.address), {outcome.content, {}, {}}, hands_.now());
    }
    note_use(r, *outcome.content);
    auto content = std::make_shared<page>(*outcome.content);
    content->requested_url = r.order.requested_url;
    r.done({context_.budget->hold(std::move(content)),
            {},
            {},
            {},
            robots_.sitemaps_of(origin(r.address)),
            flow::is_cut(outcome, limits_of(r))});
  } else if (!schedule_retry(r, meaning, outcome)) {
    if (r.for_robots() && meaning.refusal == "not_found") {
      robots_.learn(origin(r.address), {nullptr, meaning.refusal, {}}, hands_.now());
    }
    r.done({nullptr, meaning.refusal, meaning.message, outcome.content});
  }
}

bool gate_desk::schedule_retry(request& r, const flow::assessment& meaning, const fetch_outcome& outcome) {
  const auto most =
      r.order.attempts == 0 ? context_.rules.attempts : std::min(r.order.attempts, context_.rules.attempts);
  if (!meaning.retry || r.attempt >= most || is_cancelled(r.order)) {
    return false;
  }
  const auto delay =
      flow::backoff_delay(context_.rules.backoff, r.attempt, context_.random, pause_asked(outcome));
  if (delay > context_.rules.longest_pause) {
    return false;
  }
  const std::uint64_t id = ++last_id_;
  moved(r, 1, 0);
  waiting_.emplace(id, std::move(r));
  hands_.call_back(id, hands_.now() + delay);
  return true;
}

void gate_desk::due(std::uint64_t id) {
  if (auto held = held_.extract(id); !held.empty()) {
    hands_.fetch(id, std::move(held.mapped()), limits_of(under_way_.at(id)));
    return;
  }
  if (auto node = waiting_.extract(id); !node.empty()) {
    const std::string name = lane_name(node.mapped().address);
    node.mapped().ready_since = hands_.now();
    lane_of(node.mapped().address).queue.push_front(std::move(node.mapped()));
    pump(name);
  }
}

void gate_desk::follow(request r, const page& answer) {
  const std::uint32_t most = r.for_robots() ? robots_redirects : context_.rules.redirects;
  if (r.order.hops >= most) {
    r.done(refusal("too_many_redirects", "more than " + std::to_string(most) + " redirects"));
    return;
  }
  auto target = resolve(r.address, find_header(answer.headers, "Location"));
  if (!target) {
    r.done(refusal("invalid_redirect", target.problem().message));
    return;
  }
  fetch_order next = std::move(r.order);
  next.request.url = to_string(*target);
  ++next.hops;
  if (!keeps_method(answer.status)) {
    next.request.method = "GET";
    next.request.body.clear();
  }
  if (target->host != r.address.host) {
    next.request.headers.clear();
  }
  auto done = next.for_robots ? led_elsewhere(std::move(r.done)) : std::move(r.done);
  hands_.forward(std::move(next), std::move(done));
}

} // namespace leadstream::actors
