#pragma once
#include "actors/job_context.hpp"

namespace leadstream::actors {

/// From now on each step of a breaker becomes an event of type "source_update", and an entry in the log of
/// each job that it concerns: the one whose request it was, and for an API every running job.
void announce_breakers(source_book& book, const job_context& node);

} // namespace leadstream::actors
