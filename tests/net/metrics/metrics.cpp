#include "net/metrics/metrics.hpp"

#include "net/metrics/monitor.hpp"
#include "tests/support/fake_service.hpp"

#include <catch2/catch.hpp>

#include <semaphore>

using namespace leadstream;
using namespace std::chrono_literals;

namespace {

bool shows(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

TEST_CASE("given work that was told, when the metrics are read, then each figure stands there") {
  metrics::meter meter("1.0", 2s);
  meter.waited("website", 1'500ms);
  meter.extracted(20ms, "");
  meter.extracted(500ms, "parse_time");
  meter.subscriber_dropped();
  meter.fenced();

  const std::string text = meter.text();

  CHECK(shows(text, R"(leadstream_ratelimit_wait_seconds_bucket{source="website",le="1"} 0)"));
  CHECK(shows(text, R"(leadstream_ratelimit_wait_seconds_bucket{source="website",le="2.5"} 1)"));
  CHECK(shows(text, R"(leadstream_ratelimit_wait_seconds_sum{source="website"} 1.5)"));
  CHECK(shows(text, "leadstream_extract_duration_seconds_count 2"));
  CHECK(shows(text, R"(leadstream_parse_budget_total{limit="parse_time"} 1)"));
  CHECK(shows(text, R"(leadstream_parse_budget_total{limit="parse_memory"} 0)"));
  CHECK(shows(text, "leadstream_ws_slow_closed_total 1"));
  CHECK(shows(text, "leadstream_lease_expired_total 1"));
}

TEST_CASE("given looks at pools, queue and connections, then totals rise by what came and levels follow") {
  metrics::meter meter("1.0", 2s);
  metrics::gauges seen;
  seen.queue_age = 90s;
  seen.held_bytes = 4'096;
  seen.connections = 7;
  seen.websockets = 3;
  seen.database["write"] = {1, 12, 2'500ms, 2};
  meter.set(seen);
  seen.database["write"] = {1, 0, 4s, 3};
  meter.set(seen);

  const std::string text = meter.text();

  CHECK(shows(text, "leadstream_job_queue_age_seconds 90"));
  CHECK(shows(text, "leadstream_fetched_bytes_held 4096"));
  CHECK(shows(text, "leadstream_http_connections 7"));
  CHECK(shows(text, "leadstream_websockets 3"));
  CHECK(shows(text, R"(leadstream_database_connections{pool="write"} 1)"));
  CHECK(shows(text, R"(leadstream_database_waiting{pool="write"} 0)"));
  CHECK(shows(text, R"(leadstream_database_busy_seconds_total{pool="write"} 4)"));
  CHECK(shows(text, R"(leadstream_database_retries_total{pool="write"} 3)"));
}

TEST_CASE("given a source whose breaker opened, then the monitor shows its state, and one state alone") {
  test::fake_service inside;
  source_state failing;
  failing.about.name = "places";
  failing.breaker = "open";
  failing.open_hosts = 2;
  failing.waiting = 5;
  failing.in_flight = 1;
  failing.slowed_hosts = 3;
  inside.sources = {failing};
  const std::string source = R"({source="places")";
  metrics::meter meter("1.0", 2s);
  metrics::monitor::options how;
  how.directory = "/";
  how.interval = 10ms;
  how.changed = [](const alerts::change&) {};
  metrics::monitor monitor(meter, how);

  std::counting_semaphore<> looks(0);
  monitor.look_at([&](metrics::gauges&) { looks.release(); });

  monitor.start(inside);
  looks.acquire();
  looks.acquire();
  monitor.stop();
  const std::string text = meter.text();

  CHECK(shows(text, "leadstream_breaker_state" + source + R"(,state="open"} 1)"));
  CHECK(shows(text, "leadstream_breaker_state" + source + R"(,state="closed"} 0)"));
  CHECK(shows(text, "leadstream_breaker_state" + source + R"(,state="half_open"} 0)"));
  CHECK(shows(text, "leadstream_breaker_open_hosts" + source + "} 2"));
  CHECK(shows(text, "leadstream_fetch_waiting" + source + "} 5"));
  CHECK(shows(text, "leadstream_fetch_in_flight" + source + "} 1"));
  CHECK(shows(text, "leadstream_slowed_hosts" + source + "} 3"));
}
