#include "domain/robots/pattern.hpp"
#include "domain/robots/robots.hpp"

#include <algorithm>

namespace leadstream::robots {
namespace {

/// Whether the group speaks to that token; raises `delay` to the longest that it is asked to keep.
bool addresses(const group& candidate, std::string_view token, std::optional<double>& delay) {
  bool found = false;
  for (const auto& named : candidate.agents) {
    if (named.token != token)
      continue;
    found = true;
    delay = std::max(delay, named.crawl_delay);
  }
  return found;
}

/// Whether a rule says more than the one found so far: longer, or as long and an Allow.
bool outweighs(const rule& candidate, const rule* best) {
  if (best == nullptr || candidate.path.size() != best->path.size())
    return best == nullptr || candidate.path.size() > best->path.size();
  return candidate.allow && !best->allow;
}

struct verdict {
  bool addressed = false;
  const rule* by = nullptr;
  std::optional<double> crawl_delay;
};

verdict judge(const file& rules, std::string_view token, std::string_view path) {
  verdict out;
  for (const auto& candidate : rules.groups) {
    if (!addresses(candidate, token, out.crawl_delay))
      continue;
    out.addressed = true;
    for (const auto& line : candidate.rules) {
      if (outweighs(line, out.by) && matches(line.path, path))
        out.by = &line;
    }
  }
  return out;
}

/// "Mozilla/5.0 (compatible; AcmeBot/2.1; +https://acme.example)" names itself behind "compatible".
std::string_view named_product(std::string_view user_agent) {
  constexpr std::string_view mark = "compatible; ";
  const std::size_t at = user_agent.starts_with("Mozilla/") ? user_agent.find(mark) : std::string_view::npos;
  return at == std::string_view::npos ? user_agent : user_agent.substr(at + mark.size());
}

} // namespace

decision decide(const file& rules, std::string_view user_agent, std::string_view path_and_query) {
  const std::string token = product_token(named_product(user_agent));
  const std::string path = normalise_path(path_and_query);
  verdict found = token.empty() ? verdict{} : judge(rules, token, path);
  if (!found.addressed)
    found = judge(rules, "*", path);
  if (path == "/robots.txt" || found.by == nullptr)
    return {true, std::nullopt, found.crawl_delay};
  return {found.by->allow, *found.by, found.crawl_delay};
}

} // namespace leadstream::robots
