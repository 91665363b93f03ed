#pragma once
#include "domain/model/time.hpp"
#include "domain/ports.hpp"
#include "domain/url/url.hpp"
#include "net/fetch/egress.hpp"

#include <functional>
#include <optional>

namespace leadstream::net {

/// One call of fetch() on its way through a loop.
struct fetch_job {
  http_request request;
  fetch_limits limits;
  std::function<void(fetch_outcome)> done;
  url target;
  std::optional<refusal> refused; ///< set when it is known at once that nothing is sent
  monotonic_time started{};       ///< when it left the queue
};

/// Reads a request: its URL by the one parser, its headers by what may be set. Refusals stand in the job.
fetch_job make_job(http_request request, const fetch_limits& limits, std::function<void(fetch_outcome)> done);

/// Completes a job without a page.
void complete(fetch_job& job, const refusal& why, monotonic_time now);

} // namespace leadstream::net
