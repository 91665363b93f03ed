#include "actors/robots_book.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::actors {
namespace {

/// The end of the fetch in terms of HTTP: what the gate refused stands for a status of its class.
robots::fetch_end end_of(const fetch_answer& answer) {
  if (answer.content != nullptr) {
    return {answer.content->status, false, answer.content->body};
  }
  if (answer.refusal == "not_found" || answer.refusal == "blocked" || answer.refusal == "parked" ||
      answer.refusal == "unexpected_status") {
    return {404, false, {}};
  }
  return {answer.refusal == "server_error" || answer.refusal == "rate_limited" ? 503 : 0,
          answer.refusal == "too_many_redirects",
          {}};
}

robots_verdict unreachable(const std::string& problem) {
  const bool answered = problem == "server_error" || problem == "rate_limited";
  return {false,
          answered ? "robots_unreachable" : problem,
          "robots.txt could not be read (" + problem + "), so nothing is fetched for now",
          "unreachable",
          std::nullopt,
          std::nullopt};
}

} // namespace

std::optional<robots_verdict>
robots_book::look_up(const std::string& origin, const std::string& path_and_query, monotonic_time now) const {
  const auto found = entries_.find(origin);
  if (found == entries_.end() || found->second.policy.expires <= now) {
    return std::nullopt;
  }
  const entry& known = found->second;
  if (known.policy.from == robots::policy::basis::unreachable) {
    return unreachable(known.problem);
  }
  const robots::decision says = robots::decide(known.policy, token_, path_and_query);
  robots_verdict verdict;
  verdict.allowed = says.allowed;
  verdict.refusal = says.allowed ? "" : "robots_denied";
  verdict.basis = known.policy.from == robots::policy::basis::unavailable ? "no_file"
                  : says.by                                               ? "rule"
                                                                          : "no_rule";
  verdict.by = says.by;
  if (says.by) {
    verdict.why = "robots.txt line " + std::to_string(says.by->line) + ": " + says.by->text;
  }
  if (says.crawl_delay) {
    verdict.crawl_delay = std::chrono::milliseconds(static_cast<std::int64_t>(*says.crawl_delay * 1000));
  }
  return verdict;
}

std::shared_ptr<const std::vector<std::string>> robots_book::sitemaps_of(const std::string& origin) const {
  const auto found = entries_.find(origin);
  return found == entries_.end() ? nullptr : found->second.sitemaps;
}

void robots_book::learn(const std::string& origin, const fetch_answer& answer, monotonic_time now) {
  entry& known = entries_[origin];
  known.policy = robots::judge(end_of(answer), now, known.policy);
  known.sitemaps = std::make_shared<const std::vector<std::string>>(std::move(known.policy.rules.sitemaps));
  known.problem = answer.refusal;
}

void robots_book::sweep(monotonic_time now) {
  for (auto i = entries_.begin(); i != entries_.end();) {
    i = i->second.policy.expires <= now ? entries_.erase(i) : std::next(i);
  }
}

} // namespace leadstream::actors
