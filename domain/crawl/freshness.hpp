#pragma once
#include "domain/model/page.hpp"

#include <chrono>
#include <vector>

/// The rules of HTTP caching (RFC 9111) for a cache that all jobs share.
namespace leadstream::crawl {

/// What the cache assumes beyond the RFC.
struct cache_rules {
  std::chrono::milliseconds default_freshness{std::chrono::hours(12)}; ///< of answers that say nothing of it
  /// Requests differ in their User-Agent or cookies, so that an answer that varies by them must be asked for
  /// again.
  bool identities_vary = false;
};

/// Whether an answer may be kept to answer later requests (section 3): a final status that is cacheable, not
/// no-store, not private.
bool may_store(const page& answer);

/// Whether its server wants it kept nowhere (no-store).
bool is_no_store(const page& answer);

/// How long an answer holds from the moment it was made (4.2.1, 4.2.2): s-maxage, max-age, Expires, a tenth
/// of the time since Last-Modified (at most the default freshness), else the default freshness; zero for
/// no-cache.
std::chrono::milliseconds lifetime(const page& answer, const cache_rules& rules);

/// Whether a kept answer may be used without asking (4.2): its age, with what the Age and Date headers say,
/// is below its lifetime, and Vary names nothing that differs.
bool is_fresh(const page& kept, wall_time now, const cache_rules& rules);

/// The fields that ask whether a kept answer still holds (4.3.1): If-None-Match, If-Modified-Since. Empty
/// when it has no validator.
std::vector<header> conditions(const page& kept);

/// A kept answer after a 304 (4.3.4): its content, the new fields in place of the old, fetched now.
page confirmed(const page& kept, const page& not_modified);

} // namespace leadstream::crawl
