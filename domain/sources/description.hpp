#pragma once
#include "domain/sources/storage_rule.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The sources of companies and facts, as config/sources/*.toml describes them.
namespace leadstream::sources {

/// How a source is spoken to.
enum class kind : std::uint8_t { places, overpass, recipe, website, linkedin, job_board, news };
std::optional<kind> parse_kind(std::string_view text);
const char* to_string(kind what);

/// Sources that find companies are asked from high to low.
enum class priority : std::uint8_t { high, medium, low };
std::optional<priority> parse_priority(std::string_view text);
const char* to_string(priority how);

/// How politely a source is asked, all jobs together.
struct rate {
  double requests_per_minute = 30; ///< 0: no limit
  std::uint32_t concurrency = 1;
  std::chrono::milliseconds min_delay{1'000};
  std::chrono::milliseconds max_delay{3'000};
  std::uint32_t attempts = 3;
  std::uint32_t requests_per_session = 0; ///< 0: one session for ever
  bool rotate_agents = false;             ///< whether the source's rules leave several identities open
};

/// What is known of a source before it is asked.
struct description {
  std::string name; ///< "google", "overpass": names it in tasks, observations, errors and settings
  std::string title;
  sources::kind kind = sources::kind::recipe;
  sources::priority priority = sources::priority::low;
  bool enabled = true;
  std::vector<std::string> gives; ///< data types, for people
  sources::rate rate;
  std::string on_error; ///< "retry", "fallback", "skip" or "best_effort", for people
  storage_rule storage;
  std::string notice; ///< what its licence wants to be said; may be empty

  /// Whether it finds companies; the others add to companies that were found.
  bool finds_companies() const {
    return kind == sources::kind::places || kind == sources::kind::overpass || kind == sources::kind::recipe;
  }
};

} // namespace leadstream::sources
