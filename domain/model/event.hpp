#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadstream {

/// A place in a tenant's log of committed events. Positions compare only within one epoch.
struct position {
  std::string epoch;     ///< changes when the log starts anew (a restore)
  std::uint64_t seq = 0; ///< dense and rising; 0 is before the first event

  bool operator==(const position&) const = default;
};

/// The type of events that are kept in the log of their job beside the stream.
inline constexpr const char* job_log_event = "job_log";

/// What subscribers filter by, so that nobody reads the payload for it.
struct event_header {
  std::string type;     ///< "company_update", "job_update", …
  uuid job_id;          ///< the job that caused it
  uuid company_id;      ///< nil for events of jobs
  int score = 0;        ///< the lead's score
  std::string industry; ///< the lead's industry, lower case
};

/// An event as it is handed to the store; the commit gives it its number.
struct event_draft {
  event_header header;
  std::string payload; ///< JSON of "data"
};

/// A committed event. The payload is shared by everybody who sends it on.
struct event {
  std::uint64_t seq = 0;
  event_header header;
  std::shared_ptr<const std::string> payload;
  wall_time at{};
};

} // namespace leadstream
