#pragma once
#include "domain/model/page.hpp"
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Webhooks: who is told of which events, and how the telling goes (Standard Webhooks 1.0).
namespace leadstream::delivery {

/// The events that an endpoint may ask for.
const std::vector<std::string>& event_types();

/// Where a tenant wants its events. Table webhook_endpoints.
struct endpoint {
  uuid id;
  std::string url;
  std::vector<std::string> events; ///< of event_types(); empty: all
  std::string description;
  std::vector<header> headers; ///< sent along
  std::string secret;          ///< "whsec_" and base64
  std::string old_secret;      ///< signs too until `old_secret_until`; empty when there is none
  std::optional<wall_time> old_secret_until;
  bool enabled = true;
  std::string disabled_reason; ///< why it was switched off; empty while enabled
  std::optional<wall_time> failing_since;
  wall_time created_at{};
};

enum class delivery_state : std::uint8_t { waiting, delivered, dead };
const char* to_string(delivery_state state);
std::optional<delivery_state> parse_delivery_state(std::string_view text);

/// One event on its way to one endpoint. Table webhook_deliveries.
struct delivery {
  uuid id; ///< the message's id, the same for every attempt
  uuid endpoint_id;
  uuid lane; ///< the job that it is about, nil when none: what stays in order
  std::string type;
  std::string data; ///< JSON
  wall_time at{};   ///< of the event
  delivery_state state = delivery_state::waiting;
  std::uint32_t attempts = 0;
  std::optional<wall_time> next_at;      ///< of the next attempt, while it waits at the head of its lane
  std::optional<wall_time> attempted_at; ///< of the last one
  int last_status = 0;                   ///< HTTP status of the last attempt; 0: none
  std::string last_error;                ///< why it was no success
};

/// What is sent: {"type", "timestamp", "data"}, the same bytes for every attempt.
std::string body_of(const delivery& d);

/// The id as receivers see it: "msg_…".
std::string message_id(const delivery& d);

/// Whether a header may be sent along: a name that is a token and frames nothing, a value of one line. The
/// reason when not, empty otherwise.
std::string header_fault(const header& h);

} // namespace leadstream::delivery
