#pragma once
#include "domain/model/page.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace leadstream::auth {

/// How somebody stands with a rate.
struct rate_state {
  bool allowed = true;
  std::uint32_t limit = 0; ///< requests a minute, or what a quota allows; 0: none
  std::uint32_t remaining = 0;
  std::chrono::seconds reset{0};       ///< until everything is there again
  std::chrono::seconds retry_after{0}; ///< when not allowed
};

/// What an answer says of it: RateLimit-Limit, -Remaining and -Reset; nothing when there is no rate.
void append_fields(std::vector<header>& to, const rate_state& state);

/// Rates of many, each by one moment (GCRA): a minute's worth may be used at once, then as fast as it comes
/// back. Who is at rest is forgotten. Any thread.
class rate_book {
public:
  using moment = std::chrono::steady_clock::time_point;

  rate_state take(const std::string& who, std::uint32_t per_minute, moment now);

private:
  void forget_resting(moment now);

  std::mutex mutex_;
  std::unordered_map<std::string, moment> arrivals_; ///< theoretical arrival of the next request
  std::size_t sweep_at_ = 1'024;
};

} // namespace leadstream::auth
