#pragma once
#include "domain/model/result.hpp"
#include "domain/url/url.hpp"

#include <cstdint>
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
};

/// Why a link is worth a page of the budget; lower is fetched first.
enum class interest : std::uint8_t { start, contact, about, team, careers, news, home, other };

/// Which page of a website comes next. Every URL at most once, the most promising first, in the order found.
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

  /// The site moved there (a redirect of the start page): its links count as the site's own from now on.
  void moved_to(const url& start);

  /// Gives the page that next() gave last back: it was not fetched and shall come again.
  void give_back(const url& address);

  /// Whether next() would give nothing.
  bool exhausted() const { return fetched_ >= limits_.pages || waiting_.empty(); }
  std::uint32_t fetched() const { return fetched_; }

private:
  struct entry {
    interest why = interest::other;
    std::uint32_t depth = 0;
    std::uint32_t order = 0;
    std::string address;
  };

  frontier() = default;
  bool same_site(const url& link) const;

  frontier_limits limits_;
  std::string site_; ///< registrable domain, or the host where there is none
  std::vector<entry> waiting_;
  std::set<std::string> seen_;
  entry current_;
  std::uint32_t fetched_ = 0;
  std::uint32_t added_ = 0;
};

} // namespace leadstream::crawl
