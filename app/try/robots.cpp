#include "app/try/handlers.hpp"
#include "app/try/input.hpp"

#include "domain/robots/pattern.hpp"
#include "domain/robots/robots.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

void write(const robots::decision& found, const robots::file& rules, json::writer& answer) {
  answer.member("allowed", found.allowed).key("rule");
  found.by ? answer.value(found.by->text) : answer.null();
  answer.key("line");
  found.by ? answer.value(static_cast<std::uint64_t>(found.by->line)) : answer.null();
  answer.key("crawl_delay");
  found.crawl_delay ? answer.value(*found.crawl_delay) : answer.null();
  answer.key("sitemaps").begin_array();
  for (const auto& sitemap : rules.sitemaps)
    answer.value(sitemap);
  answer.end_array();
}

} // namespace

result<done> try_robots(const nlohmann::json& request, json::writer& answer) {
  const auto bytes = bytes_of(request, "robots");
  if (!bytes)
    return bytes.problem();
  const auto agent = required_text(request, "user_agent");
  if (!agent)
    return agent.problem();
  const auto address = required_text(request, "url");
  if (!address)
    return address.problem();
  const auto rules = robots::parse(*bytes);
  write(robots::decide(rules, *agent, robots::path_of(*address)), rules, answer);
  return done{};
}

} // namespace leadstream::app
