#pragma once
#include "domain/crawl/sitemap.hpp"
#include "domain/crawl/url_rules.hpp"
#include "domain/model/result.hpp"
#include "domain/url/url.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::crawl {

/// How far one company's website is read.
struct frontier_limits {
  std::uint32_t pages = 8; ///< fetched at most, 1..1,000
  std::uint32_t depth = 2; ///< links away from the start
  bool sitemaps = true;    ///< are read where links do not suffice
  bool nofollow = false;   ///< what a page says of its links in meta robots is heeded
};

/// Why a link is worth a page of the budget; lower is fetched first.
enum class interest : std::uint8_t { start, contact, about, team, careers, news, home, other };

/// Which page of a website comes next. Every URL at most once, the most promising first, in the order found;
/// views of one list ("?colour=red") late and few, and what a kind of link leads to again and again last.
/// A plain class; its state goes to a string and back, so that a crawl is taken up where it ended.
class frontier {
public:
  frontier(const url& start, const frontier_limits& limits);

  /// Reads what save() wrote; an error when it is something else.
  static result<frontier> load(std::string_view saved, const frontier_limits& limits);
  std::string save() const;

  /// The next page to fetch, which counts for the budget. Nothing when the budget or the links are used up.
  std::optional<url> next();

  /// Adds a link found on the page that next() gave last. Left out: other sites, other schemes, what was seen
  /// already, what is too deep, files that are no pages, paths that repeat themselves.
  void add(const url& link, interest why);

  /// Adds the pages of the site that a sitemap lists, by the words of their addresses, and the sitemaps that
  /// it names.
  void add(const sitemap& listed);
  /// Sitemaps that robots.txt names; without any of the site, /sitemap.xml is tried.
  void add_sitemaps(const std::vector<std::string>& addresses);
  /// The sitemap to read next: where the links led to no contact or about page and pages of the budget are
  /// left.
  std::optional<url> next_sitemap();

  /// The page that next() gave last names this address as its own (rel=canonical): it is not fetched again.
  void same_as(const url& canonical);
  /// These are the page that next() gave last in other languages (rel=alternate): they are not fetched.
  void translated(const std::vector<translation>& others);
  /// The page that next() gave last is in this language (ISO 639-1); pages in others come last, or not at
  /// all.
  void speaks(const std::string& language);
  /// Whether the links of a page may be followed that asks for the contrary or not.
  bool may_follow(bool nofollow) const { return !limits_.nofollow || !nofollow; }
  /// Whether the page that next() gave last has a text that was met before; remembers it.
  bool repeats(std::string_view text);

  /// The site moved there (a redirect of the start page): its links count as the site's own from now on.
  void moved_to(const url& start);

  /// Gives the page that next() gave last back: it was not fetched and shall come again.
  void give_back(const url& address);

  /// Whether next() and next_sitemap() would give nothing.
  bool exhausted() const { return fetched_ >= limits_.pages || (waiting_.empty() && !wants_sitemap()); }
  std::uint32_t fetched() const { return fetched_; }

private:
  struct entry {
    interest why = interest::other;
    std::uint32_t depth = 0;
    std::uint32_t order = 0;
    std::string address;
    bool translated = false; ///< another link leads to the same page in another language, if those are such
    named_language named{};
    std::size_t bare = 0; ///< hash of the key without language
    bool view = false;    ///< of a list, by is_view()
  };

  frontier() = default;
  static entry entry_for(const url& link);
  bool same_site(const url& link) const;
  bool wants_sitemap() const {
    return limits_.sitemaps && !served_ && (sitemaps_.empty() || sitemaps_asked_ < sitemaps_.size());
  }
  void add(const url& link, interest why, std::uint32_t depth);
  void note(const url& address);
  /// Whether as many views of its page were met as are worth it.
  bool is_crowded(const std::string& key) const;
  /// In another language than the site's start.
  bool is_foreign(const entry& e) const;
  void believe(const translation& declared);
  void believe_siblings(const entry& added);
  void forget_translations();

  frontier_limits limits_;
  std::string site_; ///< registrable domain, or the host where there is none
  std::vector<entry> waiting_;
  std::set<std::string> seen_; ///< keys of pages; with '*' in front those without language
  std::set<std::string> texts_;
  std::map<interest, std::uint32_t> repeats_; ///< how many pages of a kind said what another had said
  std::string usual_sitemap_;                 ///< asked for where robots.txt names none
  std::vector<std::string> sitemaps_;
  std::size_t sitemaps_asked_ = 0;
  std::string language_;           ///< of the site's start; empty when unknown
  std::set<std::string> believed_; ///< languages that unsure names in addresses stand for, as was seen
  bool served_ = false;            ///< a page in the site's language that tells of the company was given out
  entry current_;
  std::uint32_t fetched_ = 0;
  std::uint32_t added_ = 0;
};

} // namespace leadstream::crawl
