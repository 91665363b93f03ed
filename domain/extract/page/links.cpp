#include "domain/extract/page/links.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/string_map.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unicode/uscript.h>
#include <utility>
#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_links = 2000;

struct named_kind {
  std::string_view name; ///< in config/lexicons/link_words.txt
  link_kind kind;
};

/// In the order of precedence.
constexpr std::array<named_kind, 5> kinds{{{"contact", link_kind::contact},
                                           {"team", link_kind::team},
                                           {"careers", link_kind::careers},
                                           {"news", link_kind::news},
                                           {"about", link_kind::about}}};

std::size_t precedence_of(link_kind kind) {
  const auto entry =
      std::find_if(kinds.begin(), kinds.end(), [kind](const named_kind& one) { return one.kind == kind; });
  return static_cast<std::size_t>(entry - kinds.begin());
}

void prefer(link_kind& best, link_kind kind) {
  if (precedence_of(kind) < precedence_of(best)) {
    best = kind;
  }
}

/// Whether a text begins in a script that is written without blanks, or whose words are joined freely.
bool joins_words(std::string_view text) {
  std::size_t at = 0;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(next_code_point(text, at)), &status)) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_HANGUL:
    return true;
  default:
    return false;
  }
}

/// The plain words of the lexicon; a word of two kinds is of the first.
struct link_vocabulary {
  string_map<link_kind> by_word;
  std::vector<std::pair<std::string, link_kind>> inside; ///< to be found inside longer words
  std::ptrdiff_t most_blanks = 0;                        ///< of a phrase

  link_vocabulary() {
    for (const std::string_view line : lexicon_lines("link_words")) {
      const std::size_t colon = line.find(':');
      const auto named = std::find_if(kinds.begin(), kinds.end(), [&](const named_kind& one) {
        return one.name == line.substr(0, colon);
      });
      for (const std::string_view word : split(line.substr(colon + 1), ",")) {
        add(plain_words(word), named->kind);
      }
    }
  }

private:
  void add(const std::string& word, link_kind kind) {
    if (joins_words(word)) {
      inside.emplace_back(word, kind);
    } else {
      prefer(by_word.try_emplace(word, kind).first->second, kind);
      most_blanks = std::max(most_blanks, std::count(word.begin(), word.end(), ' '));
    }
  }
};

const link_vocabulary& vocabulary() {
  static const link_vocabulary words;
  return words;
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The kind that plain words name, any run of them. What stands within a longer phrase does not count: "join
/// our team" is about work.
link_kind kind_of_words(std::string_view text) {
  constexpr std::size_t longest = 60;
  link_kind best = link_kind::other;
  if (letters_of(text) > longest) {
    return best;
  }
  const std::string folded = plain_words(text);
  const std::string_view words = folded;
  std::size_t covered = 0;
  for (std::size_t start = 0; start < words.size();) {
    const std::size_t next = std::min(words.find(' ', start), words.size());
    link_kind longest_phrase = link_kind::other;
    std::size_t phrase_end = 0;
    std::ptrdiff_t blanks = 0;
    for (std::size_t end = next;; end = std::min(words.find(' ', end + 1), words.size())) {
      if (const auto found = vocabulary().by_word.find(words.substr(start, end - start));
          found != vocabulary().by_word.end()) {
        longest_phrase = found->second;
        phrase_end = end;
      }
      if (end == words.size() || ++blanks > vocabulary().most_blanks) {
        break;
      }
    }
    if (phrase_end > covered) {
      prefer(best, longest_phrase);
      covered = phrase_end;
    }
    start = next + 1;
  }
  for (const auto& [word, kind] : vocabulary().inside) {
    if (words.find(word) != std::string_view::npos) {
      prefer(best, kind);
    }
  }
  return best;
}

std::vector<std::string>& list_of(page_links& links, link_kind kind) {
  switch (kind) {
  case link_kind::contact:
    return links.contact;
  case link_kind::about:
    return links.about;
  case link_kind::team:
    return links.team;
  case link_kind::careers:
    return links.careers;
  case link_kind::news:
    return links.news;
  case link_kind::other:
    break;
  }
  return links.same_site;
}

/// The address within "0; url=/start/", when it comes at once.
std::string_view target_of_refresh(std::string_view content) {
  constexpr std::size_t longest_wait = 5;
  const auto digits = std::min(content.find_first_not_of("0123456789"), content.size());
  const auto name = lower(content).find("url");
  const auto equals = name == std::string::npos ? name : content.find('=', name);
  if (digits != 1 || static_cast<std::size_t>(content[0] - '0') > longest_wait ||
      equals == std::string::npos) {
    return {};
  }
  return trim(content.substr(equals + 1), " \t\r\n'\"");
}

/// What the page says of itself beside its links.
class page_notes {
public:
  page_notes(const context& page, page_links& links) : page_(page), links_(links) {}

  void read(std::uint32_t i) {
    const std::string_view name = page_.page.nodes[i].name;
    if (name == "meta") {
      read_meta(i);
    } else if (name == "frame") {
      lead_on(page_.page.get(i, "src"));
    } else if (name == "link" && contains_word(lower(page_.page.get(i, "rel")), "alternate") &&
               page_.page.has(i, "hreflang") && links_.translations.size() < most_translations) {
      if (auto address = address_of(page_.page.get(i, "href")); !address.empty()) {
        links_.translations.push_back({lower(trim(page_.page.get(i, "hreflang"))), std::move(address)});
      }
    }
  }

private:
  static constexpr std::size_t most_translations = 100;
  static constexpr std::size_t most_onward = 5;

  void read_meta(std::uint32_t i) {
    const std::string_view content = trim(page_.page.get(i, "content"));
    if (equals_ignoring_case(page_.page.get(i, "http-equiv"), "refresh")) {
      lead_on(target_of_refresh(content));
    } else if (equals_ignoring_case(page_.page.get(i, "name"), "robots")) {
      const std::string wishes = lower(content);
      const auto words = split(wishes, ", ");
      links_.nofollow = links_.nofollow || std::any_of(words.begin(), words.end(), [](std::string_view word) {
                          return word == "nofollow" || word == "none";
                        });
    }
  }

  void lead_on(std::string_view to) {
    if (std::string address = address_of(to); !address.empty() && links_.onward.size() < most_onward) {
      links_.onward.push_back(std::move(address));
    }
  }

  /// Absolute; empty for what is not of the page's site.
  std::string address_of(std::string_view href) const {
    const auto target =
        page_.base && !trim(href).empty() ? resolve(*page_.base, trim(href)) : result<url>(error{});
    return target && same_site(page_, target->host) ? to_string(*target) : std::string{};
  }

  const context& page_;
  page_links& links_;
};

bool is_file(std::string_view path) {
  const std::string end = lower(path.substr(std::min(path.rfind('.'), path.size())));
  return is_one_of(end, {".pdf", ".jpg",  ".jpeg", ".png",  ".gif", ".svg", ".webp", ".zip",
                         ".doc", ".docx", ".xls",  ".xlsx", ".mp3", ".mp4", ".ics",  ".vcf",
                         ".css", ".js",   ".xml",  ".rss",  ".ppt", ".exe"});
}

} // namespace

link_kind kind_of_link(std::string_view path, std::string_view text) {
  constexpr std::size_t longest_text = 40;
  const auto parts = split(path, "/");
  const link_kind by_text = letters_of(text) <= longest_text ? kind_of_words(text) : link_kind::other;
  if (parts.size() > 1 && by_text != link_kind::other) {
    return by_text;
  }
  const link_kind by_path = parts.empty() ? link_kind::other : kind_of_words(percent_decode(parts.back()));
  return by_path == link_kind::other ? by_text : by_path;
}

bool is_link_phrase(std::string_view text) {
  return vocabulary().by_word.contains(plain_words(text));
}

page_links find_links(const context& page) {
  page_links links;
  page_notes notes(page, links);
  std::set<std::string> seen;
  if (page.base) {
    seen.insert(to_string(*page.base));
  }
  for (std::uint32_t i = 0; i < page.page.nodes.size() && seen.size() < most_links; ++i) {
    if (page.page.nodes[i].name != "a" && page.page.nodes[i].name != "area") {
      notes.read(i);
      continue;
    }
    const std::string_view href = trim(page.page.get(i, "href"));
    if (!page.base || href.empty() || href.front() == '#' ||
        href.find_first_of("<>\"") != std::string_view::npos) {
      continue;
    }
    const result<url> target = resolve(*page.base, href);
    if (!target || is_file(target->path) || !same_site(page, target->host)) {
      continue;
    }
    const std::string address = to_string(*target);
    if (seen.insert(address).second) {
      list_of(links, kind_of_link(target->path, page.page.text_of(i))).push_back(address);
    }
  }
  return links;
}

} // namespace leadstream::extraction
