#include "domain/robots/pattern.hpp"
#include "domain/robots/robots.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace leadstream::robots {
namespace {

constexpr std::string_view blanks = " \t\v\f";

/// A number of seconds, plain decimal digits with a fraction or without.
std::optional<double> seconds(std::string_view text) {
  double value = 0;
  const auto [end, problem] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool good =
      problem == std::errc{} && end == text.data() + text.size() && std::isfinite(value) && value >= 0;
  return good ? std::optional(value) : std::nullopt;
}

/// Key and value of a line, the key in lower case. Some people leave out the colon: then one word must
/// follow.
std::pair<std::string, std::string_view> split(std::string_view line) {
  line = trim(line);
  auto end = line.find(':');
  const bool colon = end != std::string_view::npos;
  end = std::min(colon ? end : line.find_first_of(blanks), line.size());
  const auto value = trim(line.substr(std::min(end + 1, line.size())));
  if (!colon && value.find_first_of(blanks) != std::string_view::npos)
    return {};
  return {lower(trim(line.substr(0, end))), value};
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> spellings) {
  return std::find(spellings.begin(), spellings.end(), key) != spellings.end();
}

/// Beyond the RFC, as others have always read it: a slip of the pen in "Disallow" still forbids.
bool is_disallow(std::string_view key) {
  return is_one_of(key, {"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"});
}

/// Reads line after line. Only rules end the list of a group's user agents (RFC 9309, 2.2.1). A Crawl-delay,
/// which the RFC does not know, belongs to the user agents named since the last one.
class reader {
public:
  void line(std::string_view text, std::size_t number) {
    text = text.substr(0, text.find('#'));
    const auto [key, value] = split(text);
    if (is_one_of(key, {"user-agent", "useragent", "user agent"}))
      add_agent(value);
    else if (key == "allow" || is_disallow(key))
      add_rule(key == "allow", value, number);
    else if (key == "crawl-delay")
      add_crawl_delay(value);
    else if (is_one_of(key, {"sitemap", "site-map"}) && !value.empty())
      out_.sitemaps.emplace_back(value);
  }

  file take() { return std::move(out_); }

private:
  void add_agent(std::string_view value) {
    if (!naming_agents_)
      out_.groups.emplace_back();
    if (!naming_agents_ || delay_seen_)
      first_without_delay_ = out_.groups.back().agents.size();
    naming_agents_ = true;
    delay_seen_ = false;
    out_.groups.back().agents.push_back({product_token(value), std::nullopt});
  }

  void add_rule(bool allow, std::string_view value, std::size_t number) {
    if (out_.groups.empty())
      return;
    naming_agents_ = false;
    if (value.empty())
      return;
    auto& rules = out_.groups.back().rules;
    const std::string text = (allow ? "Allow: " : "Disallow: ") + std::string(value);
    rules.push_back({allow, normalise_pattern(value), text, number});
    const auto folder = value.rfind('/') + 1;
    // Who allows a folder's index page means the folder's own address as well.
    if (allow && folder != 0 && is_one_of(value.substr(folder), {"index.html", "index.htm"}))
      rules.push_back({true, normalise_pattern(value.substr(0, folder)) + "$", text, number});
  }

  void add_crawl_delay(std::string_view value) {
    const auto delay = seconds(value);
    if (out_.groups.empty() || delay_seen_ || !delay)
      return;
    delay_seen_ = true;
    auto& agents = out_.groups.back().agents;
    for (std::size_t i = first_without_delay_; i < agents.size(); ++i)
      agents[i].crawl_delay = delay;
  }

  file out_;
  bool naming_agents_ = false;
  bool delay_seen_ = false;
  std::size_t first_without_delay_ = 0;
};

} // namespace

std::string product_token(std::string_view user_agent) {
  user_agent = trim(user_agent);
  if (user_agent == "*" ||
      (user_agent.starts_with('*') && blanks.find(user_agent[1]) != std::string_view::npos))
    return "*";
  const auto end = std::find_if(user_agent.begin(), user_agent.end(), [](unsigned char c) {
    return c < 0x80 && !std::isalnum(c) && c != '-' && c != '_';
  });
  return lower(std::string_view(user_agent.begin(), end));
}

file parse(std::string_view bytes, std::size_t limit) {
  if (bytes.starts_with("\xef\xbb\xbf"))
    bytes.remove_prefix(3);
  const bool cut = bytes.size() > limit;
  bytes = bytes.substr(0, limit);
  reader out;
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const auto end = bytes.find_first_of("\r\n");
    if (end == std::string_view::npos && cut)
      break; // half a line would say something else
    out.line(bytes.substr(0, end), number);
    if (end == std::string_view::npos)
      break;
    bytes.remove_prefix(end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return out.take();
}

} // namespace leadstream::robots
