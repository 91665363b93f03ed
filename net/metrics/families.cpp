#include "net/metrics/families.hpp"

namespace leadstream::metrics {

families::counters& families::counter(const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
families::gauge_family& families::gauge(const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}
families::histograms& families::histogram(const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

families::families()
    : requests(counter("leadstream_http_requests_total", "Requests answered, by route and status")),
      request_time(
          histogram("leadstream_http_request_duration_seconds", "Time from a request's begin to its answer")),
      connections(gauge("leadstream_http_connections", "Open connections, WebSockets among them")),
      websockets(gauge("leadstream_websockets", "Open WebSockets")),
      slow_closed(
          counter("leadstream_ws_slow_closed_total", "Subscribers dropped because they took too little")),
      database_time(histogram("leadstream_database_duration_seconds",
                              "Time from a call of the database to its answer")),
      database_errors(counter("leadstream_database_errors_total", "Calls of the database that failed")),
      database_busy(
          counter("leadstream_database_busy_seconds_total", "Time that the database's threads were at work")),
      database_retries(counter("leadstream_database_retries_total",
                               "Work of the database that was done again (lost connection, deadlock)")),
      database_connections(
          gauge("leadstream_database_connections", "Connections to the database, a thread each")),
      database_waiting(gauge("leadstream_database_waiting", "Calls that wait for a thread of the database")),
      lease_expired(
          counter("leadstream_lease_expired_total", "Commits refused since another process owns the shard")),
      fetches(counter("leadstream_fetches_total", "Requests to other servers, by source and outcome")),
      fetch_time(histogram("leadstream_fetch_duration_seconds", "Time of requests to other servers")),
      fetched_bytes(counter("leadstream_fetch_bytes_total", "Bytes received from other servers, as sent")),
      blocked(counter("leadstream_ssrf_blocked_total", "Fetches that the address guard refused")),
      fetch_waiting(gauge("leadstream_fetch_waiting", "Requests to other servers that wait, by source")),
      fetch_in_flight(gauge("leadstream_fetch_in_flight", "Requests to other servers under way, by source")),
      slowed_hosts(gauge("leadstream_slowed_hosts", "Hosts asked more slowly than the limit allows")),
      limit_wait(histogram("leadstream_ratelimit_wait_seconds",
                           "Time that requests to other servers waited for leave")),
      leads(counter("leadstream_leads_total", "Leads that were created, updated or merged")),
      score(histogram("leadstream_lead_score", "Scores of leads when they were stored (0..100)")),
      leads_per_hour(gauge("leadstream_leads_per_hour", "Leads created in the last 60 minutes")),
      average_score(
          gauge("leadstream_lead_score_average", "Average score of the leads stored since the start")),
      observations(counter("leadstream_observations_total", "Observations stored, by source")),
      quality(
          gauge("leadstream_data_quality_percent", "Average quality of the observations since the start")),
      rejected(
          counter("leadstream_rejected_records_total", "Records that could not be processed, by source")),
      extract_time(histogram("leadstream_extract_duration_seconds", "Time to read a page")),
      parse_budget(counter("leadstream_parse_budget_total", "Pages given up for their price, by limit")),
      held_bytes(gauge("leadstream_fetched_bytes_held", "Bytes of fetched pages that wait to be read")),
      jobs_ended(counter("leadstream_jobs_ended_total", "Jobs that ended, by status")),
      jobs(gauge("leadstream_jobs", "Jobs that run or wait, by state")),
      queue(gauge("leadstream_job_queue_length", "Jobs that wait for their turn")),
      queue_age(gauge("leadstream_job_queue_age_seconds", "Age of the oldest job that waits")),
      events(counter("leadstream_events_total", "Events committed, by type")),
      deliveries(counter("leadstream_deliveries_total", "Attempts to deliver, by target and outcome")),
      outbox_length(gauge("leadstream_outbox_length", "Deliveries that are not done")),
      outbox_lag(gauge("leadstream_outbox_lag_seconds", "How long the first delivery that is due waits")),
      success(gauge("leadstream_source_success_ratio", "Share of good requests of a source since the start")),
      breaker_state(gauge("leadstream_breaker_state", "1 for the state that a source's breaker is in")),
      open_hosts(gauge("leadstream_breaker_open_hosts", "Hosts of a source that are left alone")),
      breaker_open(gauge("leadstream_breaker_open_seconds", "How long a source's breaker is open")),
      disk_free(gauge("leadstream_disk_free_bytes", "Free room on the disk of the data directory")),
      certificate_left(gauge("leadstream_certificate_left_seconds", "Life left of the server's certificate")),
      alerts(gauge("leadstream_alert_firing", "1 while an alert is on")),
      build(gauge("leadstream_build_info", "1; the version is a label")),
      memory(gauge("process_resident_memory_bytes", "Resident memory")),
      processor(counter("process_cpu_seconds_total", "Processor time used")),
      files(gauge("process_open_fds", "Open file descriptors")),
      started(gauge("process_start_time_seconds", "Start of the process, seconds since 1970")) {}

} // namespace leadstream::metrics
