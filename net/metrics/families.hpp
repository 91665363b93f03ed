#pragma once
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string>

/// Every metric of the program, each with its help: the list that dashboards and alert rules draw on.
namespace leadstream::metrics {

struct families {
  using counters = prometheus::Family<prometheus::Counter>;
  using gauge_family = prometheus::Family<prometheus::Gauge>;
  using histograms = prometheus::Family<prometheus::Histogram>;

  families();

  prometheus::Registry registry;
  counters& requests;
  histograms& request_time;
  gauge_family& connections;
  gauge_family& websockets;
  counters& slow_closed;
  histograms& database_time;
  counters& database_errors;
  counters& database_busy;
  counters& database_retries;
  gauge_family& database_connections;
  gauge_family& database_waiting;
  counters& lease_expired;
  counters& fetches;
  histograms& fetch_time;
  counters& fetched_bytes;
  counters& blocked;
  gauge_family& fetch_waiting;
  gauge_family& fetch_in_flight;
  gauge_family& slowed_hosts;
  histograms& limit_wait;
  counters& leads;
  histograms& score;
  gauge_family& leads_per_hour;
  gauge_family& average_score;
  counters& observations;
  gauge_family& quality;
  counters& rejected;
  histograms& extract_time;
  counters& parse_budget;
  gauge_family& held_bytes;
  counters& jobs_ended;
  gauge_family& jobs;
  gauge_family& queue;
  gauge_family& queue_age;
  counters& events;
  counters& deliveries;
  gauge_family& outbox_length;
  gauge_family& outbox_lag;
  gauge_family& success;
  gauge_family& breaker_state;
  gauge_family& open_hosts;
  gauge_family& breaker_open;
  gauge_family& disk_free;
  gauge_family& certificate_left;
  gauge_family& alerts;
  gauge_family& build;
  gauge_family& memory;
  counters& processor;
  gauge_family& files;
  gauge_family& started;

private:
  counters& counter(const char* name, const char* help);
  gauge_family& gauge(const char* name, const char* help);
  histograms& histogram(const char* name, const char* help);
};

} // namespace leadstream::metrics
