#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <string>

namespace leadstream {

/// Why a page was or was not fetched, as far as robots.txt and the wishes of web masters say.
struct robots_decision {
  std::string site; ///< registrable domain of the page, or its host where there is none
  std::string url;  ///< the page, at most 2,083 bytes
  bool allowed = true;
  /// "rule": the rule below; "no_rule": the file names none for it; "no_file": there is no file;
  /// "unreachable": the file could not be read; "opted_out": the domain asked not to be crawled; "off": the
  /// operator's own host, whose robots.txt is not asked
  std::string reason;
  std::string rule;       ///< as written: "Disallow: /x"; empty when none decided
  std::uint32_t line = 0; ///< of the rule in the file, from 1; 0 when none decided
  std::string robots_url; ///< where the file stands
  uuid job_id;
  wall_time decided_at{};
};

} // namespace leadstream
