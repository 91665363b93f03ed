#pragma once
#include "domain/model/event.hpp"
#include "domain/model/result.hpp"

#include <optional>
#include <string>
#include <string_view>

/// The messages of the WebSocket, and which events a subscriber wants.
namespace leadstream::api {

/// Which events a subscriber gets. Score and industry are asked of leads only; a job's own events pass them.
struct event_filter {
  uuid job_id; ///< nil: of all jobs
  int score_min = 0;
  std::string industry; ///< lower case; a part of the lead's industry; empty: all

  bool matches(const event_header& event) const;
  /// Whether it lets everything pass.
  bool is_open() const;
};

/// {"type":"subscribe", "job_id"?, "score_min"?, "industry"?, "since"?: {"epoch", "seq"}}
struct subscribe_request {
  event_filter filter;
  std::optional<position> since;
};

/// Reads a client's message; the error names the field at fault and the remedy.
result<subscribe_request> read_subscribe(std::string_view message);

/// Where the events that follow begin, and whether that is where the client asked to go on.
std::string subscribed_message(const position& from, bool recovered);
/// How far a subscriber with a filter has come.
std::string position_message(const position& reached);
std::string error_message(const error& fault);
/// {"type","seq","job_id"?,"data"}
std::string event_message(const event& what);

} // namespace leadstream::api
