#pragma once
#include "domain/model/event.hpp"
#include "domain/model/log_entry.hpp"
#include "domain/sources/state.hpp"

#include <string>

namespace leadstream::json {

/// Appends {"name","title","kind","priority","enabled","ready","not_ready","data_types","rate_limit",
/// "on_error","storage","breaker","open_hosts","waiting","in_flight","slowed_hosts","slowdown","requests",
/// "success_rate","last_error","last_error_at","last_success_at","notice"}.
void append(std::string& out, const source_state& state);

/// Appends {"job_id","at","source","step","target","reason","message"}; empty texts are null.
void append(std::string& out, const log_entry& entry);

/// The entry as an event of type "job_log" of its job.
event_draft announce(const log_entry& entry);

} // namespace leadstream::json
