#pragma once
#include "net/fetch/fetcher.hpp"

#include "tests/support/raw_server.hpp"

#include <chrono>
#include <future>
#include <string>

namespace leadstream::test {

/// Options under which every host below .test is the given server.
inline net::fetcher_options standing_in(const raw_server& server) {
  net::fetcher_options options;
  options.overrides = {parse_host_override("*.test = 127.0.0.1:" + std::to_string(server.port())).value()};
  return options;
}

/// Fetches and waits for the end; a fetch that never completes ends the test with cancelled after 20 s.
inline fetch_outcome fetch_now(page_fetcher& fetcher, http_request request, const fetch_limits& limits = {}) {
  std::promise<fetch_outcome> promise;
  auto outcome = promise.get_future();
  fetcher.fetch(std::move(request), limits,
                [&](fetch_outcome ended) { promise.set_value(std::move(ended)); });
  if (outcome.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
    fetcher.stop();
  }
  return outcome.get();
}

inline fetch_outcome fetch_now(page_fetcher& fetcher, const std::string& url,
                               const fetch_limits& limits = {}) {
  http_request request;
  request.url = url;
  return fetch_now(fetcher, std::move(request), limits);
}

} // namespace leadstream::test
