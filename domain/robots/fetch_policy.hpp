#pragma once
#include "domain/model/time.hpp"
#include "domain/robots/robots.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace leadstream::robots {

/// How the fetch of a robots.txt ended.
struct fetch_end {
  int status = 0;                  ///< of the last hop; 0 for a network error or a time-out
  bool too_many_redirects = false; ///< more than five in a row
  std::string_view body;
};

/// What is known of an authority's robots.txt, and until when that holds.
struct policy {
  enum class basis : std::uint8_t {
    rules,       ///< the file was read
    unavailable, ///< there is none (4xx): everything is allowed
    unreachable  ///< 429, 5xx, network error: everything is disallowed for now
  };

  basis from = basis::unavailable;
  file rules;
  monotonic_time expires{};
  std::uint32_t failures = 0; ///< unreachable this many times in a row
};

/// Most redirects of a robots.txt that are followed (RFC 9309, 2.3.1.2).
constexpr int max_redirects = 5;

/// What of a robots.txt is read at least (RFC 9309, 2.5) and at most; the rest is cut off.
constexpr std::uint64_t most_bytes = 500U << 10U;

/// What the end of a fetch means (RFC 9309, 2.3.1). Rules and absence hold for 24 hours; unreachability for
/// 10 minutes, doubling with each `failures` of `previous` up to 24 hours.
policy judge(const fetch_end& end, monotonic_time now, const policy& previous = {});

/// decide() by a policy: everything is disallowed, without a rule, while the file is unreachable.
decision decide(const policy& known, std::string_view user_agent, std::string_view path_and_query);

} // namespace leadstream::robots
