#pragma once
#include "domain/model/observation.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::sources {

/// How long one kind of content of a source may be kept.
struct retention {
  enum class kind : std::uint8_t { forever, limited, never };
  kind what = kind::forever;
  std::chrono::hours time{0}; ///< of limited ones, from the moment of fetching

  bool operator==(const retention&) const = default;
};

/// "forever", "never", "30d" or "12h". Nothing for anything else.
std::optional<retention> parse_retention(std::string_view text);
std::string to_string(const retention& rule);

/// What of a source's answers may be kept, and how long. The record's id is always kept. Content is named by
/// the snake_case name of its field, "address" and "coordinates" for the parts of a place, "people",
/// "reviews" for what their text tells; what is not named follows `otherwise`.
struct storage_rule {
  std::map<std::string, retention> content;
  retention otherwise;

  const retention& of(std::string_view name) const;
  /// Whether everything may be kept for ever.
  bool is_free() const;
  /// The shortest time that any of it may be kept; nothing when all is kept for ever or never.
  std::optional<std::chrono::hours> shortest() const;
};

/// How facts are marked that the text of reviews tells.
inline constexpr const char* review_method = "review";

/// What may be stored of the findings, cut in two.
struct kept_findings {
  findings lasting;                       ///< for ever
  findings passing;                       ///< until `keep` after the fetch; empty when there is nothing such
  std::optional<std::chrono::hours> keep; ///< the shortest time of what passes
};
/// What passes is an observation that adds to a lasting one and has no record of its own: whether it is one,
/// given the observation is of a source that finds companies.
bool is_passing(const observation& seen);
kept_findings keep(const findings& said, const storage_rule& rule);

} // namespace leadstream::sources
