#include "domain/sources/news_signals.hpp"

#include "domain/clean/legal_form.hpp"
#include "domain/intel/dates.hpp"
#include "domain/intel/growth.hpp"
#include "domain/intel/pain_points.hpp"
#include "domain/intel/signal_detail.hpp"
#include "domain/json/read.hpp"
#include "domain/text/markup_text.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/trim.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>

namespace leadstream::sources {
namespace {

using nlohmann::json;

constexpr std::size_t longest_source_url = 500;
constexpr std::size_t most_signals = 5; ///< of one item
constexpr std::size_t most_updates = 30;
constexpr std::size_t longest_date_line = 60;
constexpr std::array<std::string_view, 6> post_types{
    "DiscussionForumPosting", "SocialMediaPosting", "NewsArticle", "BlogPosting", "Article", "VideoObject"};

std::string framed(std::string_view words) {
  return " " + std::string(words) + " ";
}

/// Whether the text names the company, with or without its legal form.
bool names(const news_item& item, std::string_view company) {
  const std::string core = plain_words(split_legal_form(company).core);
  return !core.empty() &&
         framed(plain_words(item.title + " " + item.text)).find(framed(core)) != std::string::npos;
}

/// The headline is a sentence of its own, whether it ends like one or not.
std::string text_of(const news_item& item) {
  if (item.text.starts_with(item.title)) {
    return item.text; // many summaries begin with the headline
  }
  const bool ended =
      item.title.empty() || std::string_view(".!?").find(item.title.back()) != std::string_view::npos;
  return item.title + (ended ? "\n" : ".\n") + item.text;
}

/// A headline without the dot that text_of gave it: the company's page says the same without one.
std::string as_written(const std::string& sentence, const news_item& item) {
  return sentence == item.title + "." ? item.title : sentence;
}

std::vector<fact> read_item(const news_item& item, const std::string& company, bool own, const char* method,
                            wall_time now) {
  std::vector<fact> out;
  const std::string text = text_of(item);
  const std::string date = item.date ? intel::to_iso(*item.date) : std::string();
  intel::source_text from{text, intel::text_kind::news, item.date, company};
  for (const intel::growth_signal& signal : intel::find_growth(from, now)) {
    if (out.size() < most_signals) {
      out.push_back({field::growth_signal, as_written(signal.sentence, item), method, signal.confidence,
                     intel::detail_of(signal, date)});
    }
  }
  if (own) {
    from.kind = intel::text_kind::blog;
    for (const intel::pain_point& point : intel::find_pain_points(from)) {
      if (out.size() < 2 * most_signals) {
        out.push_back({field::pain_point, point.sentence, method, point.confidence, point.category});
      }
    }
  }
  return out;
}

/// The newest day of items that is not to come.
std::optional<fact> activity_of(const std::vector<news_item>& items, const char* method, wall_time now) {
  std::optional<std::chrono::sys_days> newest;
  for (const news_item& item : items) {
    if (item.date && !item.elsewhere && *item.date <= now && (!newest || *item.date > *newest)) {
      newest = item.date;
    }
  }
  return newest ? std::optional(
                      fact{field::recent_activity, intel::to_iso(*newest) + "T00:00:00Z", method, 0.9, {}})
                : std::nullopt;
}

/// The day of an age as profiles write it: "3h", "5d", "2w", "4mo", "1yr", perhaps with "• Edited" behind.
std::optional<std::chrono::sys_days> day_of_age(std::string_view line, wall_time now) {
  unsigned count = 0;
  const auto [end, fault] = std::from_chars(line.data(), line.data() + line.size(), count);
  const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
  const std::string_view unit = rest.substr(0, rest.find_first_of(" \xE2"));
  const unsigned days = unit == "h" || unit == "m"    ? 0
                        : unit == "d"                 ? 1
                        : unit == "w"                 ? 7
                        : unit == "mo"                ? 30
                        : unit == "yr" || unit == "y" ? 365
                                                      : 10'000;
  const std::string_view behind = trim(rest.substr(std::min(unit.size(), rest.size())));
  if (fault != std::errc{} || count > 99 || days == 10'000 || !(behind.empty() || behind.starts_with("•"))) {
    return std::nullopt;
  }
  return std::chrono::floor<std::chrono::days>(now) - std::chrono::days(static_cast<int>(count * days));
}

std::optional<std::chrono::sys_days> day_of(std::string_view line, const page_facts& page, wall_time now) {
  if (line.size() > longest_date_line) {
    return std::nullopt;
  }
  const auto age = day_of_age(line, now);
  return age ? age : intel::find_date(line, page.language);
}

void add_texts(const page_facts& page, wall_time now, std::vector<news_item>& out) {
  std::string_view rest = page.text;
  bool dated = false;
  while (!rest.empty() && out.size() < most_updates) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (const auto date = day_of(line, page, now)) {
      out.push_back({{}, {}, {}, date});
      dated = true;
    } else if (dated) {
      out.back().text.append(out.back().text.empty() ? "" : "\n").append(line);
    }
  }
}

std::string text_at(const json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_string() ? markup_text(found->get_ref<const std::string&>())
                                                   : std::string();
}

bool is_post(const json& node) {
  const std::string type = text_at(node, "@type");
  return std::find(post_types.begin(), post_types.end(), type) != post_types.end() &&
         node.contains("datePublished");
}

void add_posts(const json& all, const page_facts& page, std::vector<news_item>& out) {
  std::vector<const json*> waiting{&all};
  while (!waiting.empty() && out.size() < most_updates) {
    const json& node = *waiting.back();
    waiting.pop_back();
    if (node.is_object() && is_post(node)) {
      std::string text = text_at(node, "articleBody");
      text = text.empty() ? text_at(node, "text") : text;
      out.push_back({text_at(node, "headline"), text.empty() ? text_at(node, "description") : text,
                     text_at(node, "url"), intel::find_date(text_at(node, "datePublished"), page.language)});
    } else if (node.is_structured()) {
      for (const json& inner : node) {
        waiting.push_back(&inner);
      }
    }
  }
}

/// The dated updates that a profile page shows: its posts in JSON-LD, else texts below a date or an age.
std::vector<news_item> updates_of(const page_facts& page, wall_time fetched_at) {
  std::vector<news_item> updates;
  for (const std::string& text : page.structured) {
    if (const auto parsed = leadstream::json::read_lenient(text)) {
      add_posts(*parsed, page, updates);
    }
  }
  if (updates.empty()) {
    add_texts(page, fetched_at, updates);
  }
  return updates;
}

} // namespace

std::vector<observation> observe_news(const std::vector<news_item>& items, const news_context& about) {
  std::map<std::string, std::vector<fact>> told; // by the address that tells it: one observation each
  const auto tell = [&](const std::string& address, std::vector<fact> facts) {
    auto& all = told[(address.empty() ? about.source_url : address).substr(0, longest_source_url)];
    std::move(facts.begin(), facts.end(), std::back_inserter(all));
  };
  for (const news_item& item : items) {
    const bool own = about.own && !item.elsewhere;
    if (own || names(item, about.company)) {
      tell(item.address, read_item(item, about.company, own, "feed", about.fetched_at));
    }
  }
  if (const auto activity = activity_of(items, "feed", about.fetched_at); activity && about.own) {
    tell({}, {*activity});
  }
  std::vector<observation> all;
  for (auto& [address, facts] : told) {
    if (!facts.empty()) {
      observation& seen = all.emplace_back();
      seen.source = about.source;
      seen.source_url = address;
      seen.fetched_at = about.fetched_at;
      seen.type = data_type::growth_signals;
      seen.subject = about.subject;
      seen.raw.facts = std::move(facts);
    }
  }
  return all;
}

std::vector<fact> update_facts(const page_facts& page, wall_time fetched_at) {
  std::vector<fact> facts;
  const auto updates = updates_of(page, fetched_at);
  for (const news_item& item : updates) {
    auto told = read_item(item, page.organization.name, true, "update", fetched_at);
    std::move(told.begin(), told.end(), std::back_inserter(facts));
  }
  if (auto activity = activity_of(updates, "update", fetched_at)) {
    facts.push_back(*std::move(activity));
  }
  return facts;
}

} // namespace leadstream::sources
