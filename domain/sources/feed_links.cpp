#include "domain/sources/feed_links.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/markup_text.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <array>

namespace leadstream::sources {
namespace {

constexpr std::size_t longest_tag = 2'083;
constexpr std::size_t shortest_telling_word = 3;

/// The value of an attribute (in lower case) within a tag's text; empty when there is none.
std::string attribute_in(std::string_view tag, std::string_view name) {
  const std::string plain = lower(tag);
  for (std::size_t at = plain.find(name, 1); at != std::string::npos; at = plain.find(name, at + 1)) {
    std::string_view rest = tag.substr(at + name.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (!is_blank(tag[at - 1]) || !rest.starts_with('=')) {
      continue;
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n", 1), rest.size()));
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::string_view value = rest.substr(quoted ? 1 : 0);
    return markup_text(value.substr(0, quoted ? value.find(rest.front()) : value.find_first_of(" \t\r\n")));
  }
  return {};
}

bool offers_feed(std::string_view tag) {
  return extraction::contains_any(tag, {"application/rss+xml", "application/atom+xml"}) &&
         extraction::contains_word(lower(attribute_in(tag, "rel")), "alternate") &&
         !extraction::contains_any(tag, {"comment", "kommentar", "comentari", "komentarz", "reacties"});
}

/// "muster" of "www.muster.example": what a site calls itself.
std::string label_of(const url& site) {
  const std::string domain = registrable_domain(site.host);
  return domain.empty() ? site.host : domain.substr(0, domain.find('.'));
}

/// A feed on another site is the company's own where its address names the company: feeds.example/muster.
bool may_be_of(const url& feed, const url& site) {
  const std::string label = label_of(site);
  return registrable_domain(feed.host) == registrable_domain(site.host) ||
         lower(to_string(feed)).find(label) != std::string::npos;
}

/// Letters alone; "ue" counts as the "u" that is left of an "ü".
std::string squeezed(std::string_view text) {
  std::string all;
  for (const char c : plain_words(text)) {
    const bool umlaut = c == 'e' && !all.empty() && extraction::is_one_of({&all.back(), 1}, {"a", "o", "u"});
    if (c != ' ' && !umlaut) {
      all += c;
    }
  }
  return all;
}

std::vector<std::string_view> parts_of(std::string_view title) {
  constexpr std::array<std::string_view, 9> separators{" - ", " | ", " – ", " — ", " » ",
                                                       " « ", ": ",  " · ", " › "};
  std::vector<std::string_view> parts;
  while (!title.empty()) {
    std::size_t end = title.size();
    std::size_t next = title.size();
    for (const std::string_view separator : separators) {
      if (const auto at = title.find(separator); at < end) {
        end = at;
        next = at + separator.size();
      }
    }
    parts.push_back(trim(title.substr(0, end)));
    title.remove_prefix(next);
  }
  return parts;
}

/// From the first word on that the site's address names; empty when it names none.
std::string_view named_in(std::string_view part, const std::string& label) {
  for (std::size_t at = 0; at < part.size(); at = std::min(part.find(' ', at), part.size() - 1) + 1) {
    const std::string_view word = part.substr(at, part.find(' ', at) - at);
    const std::string plain = squeezed(word);
    if (plain.size() >= shortest_telling_word && label.find(plain) != std::string::npos) {
      return part.substr(at);
    }
  }
  return {};
}

} // namespace

std::vector<std::string> find_feeds(std::string_view markup, const url& page) {
  std::vector<std::string> feeds;
  url base = page;
  for (auto at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at + 1)) {
    const std::string_view rest = markup.substr(at, longest_tag);
    const std::string_view tag = rest.substr(0, rest.find('>'));
    if (rest.starts_with("<!--")) {
      at = std::min(markup.find("-->", at), markup.size() - 1);
    } else if (extraction::starts_with_ignoring_case(rest, "<base")) {
      const auto said = resolve(page, attribute_in(tag, "href"));
      base = said ? *said : base;
    } else if (extraction::starts_with_ignoring_case(rest, "<link") && offers_feed(tag)) {
      const auto address = resolve(base, attribute_in(tag, "href"));
      if (address && may_be_of(*address, page) &&
          std::find(feeds.begin(), feeds.end(), to_string(*address)) == feeds.end()) {
        feeds.push_back(to_string(*address));
      }
    }
  }
  return feeds;
}

std::string owner_of(const news_feed& feed, std::string_view address) {
  const auto site = parse_url(feed.site.empty() ? address : feed.site);
  const std::string label = site ? squeezed(label_of(*site)) : std::string();
  const auto parts = parts_of(feed.title);
  for (const std::string_view part : parts) {
    if (const std::string_view name = named_in(part, label); !name.empty()) {
      return std::string(name);
    }
  }
  return feed.title;
}

} // namespace leadstream::sources
