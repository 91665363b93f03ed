#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// The settings of what leaves the house and of watching it. Member names are setting names.
namespace leadstream::config {

using std::chrono::milliseconds;

struct alert_settings {
  double api_error_percent = 0;
  double success_percent = 0;
  milliseconds database_time{};
  std::uint32_t queue = 0;
  milliseconds outbox_lag{};
  milliseconds breaker_open{};
  std::uint64_t disk_free_bytes = 0;
  milliseconds certificate_left{};
  milliseconds window{};
  std::uint32_t least_events = 0;
  milliseconds interval{};
};

struct webhook_settings {
  std::vector<std::string> schedule; ///< durations: the wait before each attempt
  milliseconds timeout{};
  std::uint32_t concurrency = 0; ///< deliveries of different jobs at once, of each endpoint
  milliseconds disable_after{};
  milliseconds kept{};
};

struct hubspot_settings {
  std::string url;
  std::string version; ///< the version segment of its paths
  std::string token;
  std::string external_id;           ///< the unique property of companies that holds the lead's id
  std::vector<std::string> fields;   ///< "property = column" of companies
  std::vector<std::string> contacts; ///< the same of contacts; none: they are not sent
  std::uint32_t requests_per_10s = 0;
  std::uint32_t requests_per_day = 0;
};

struct salesforce_settings {
  std::string url; ///< of My Domain, for tokens
  std::string version;
  std::string client_id;
  std::string client_secret;
  std::string object;
  std::string external_id; ///< the external id field that holds the lead's id
  std::vector<std::string> fields;
  std::vector<std::string> contacts; ///< fields of Contact; none: they are not sent
  bool allow_duplicates = false;
  std::uint32_t requests_per_day = 0;
};

struct http_sink_settings {
  std::string url;
  std::string method;
  std::vector<std::string> headers; ///< "Name: value"
  std::string headers_secret;       ///< one more header, kept secret
  std::string body;                 ///< JSON with {{column}} in it
  std::vector<std::string> fields;  ///< "name = column"
  std::uint32_t requests_per_10s = 0;
  std::uint32_t requests_per_day = 0;
};

struct crm_settings {
  hubspot_settings hubspot;
  salesforce_settings salesforce;
  http_sink_settings http;
};

struct law_settings {
  std::string basis;                  ///< the lawful basis that leads carry
  std::string controller;             ///< who answers for the data: name, postal address, mail address
  bool opt_out = false;               ///< the public page
  std::vector<std::string> retention; ///< "source = duration"; "* = duration" for all others
};

} // namespace leadstream::config
