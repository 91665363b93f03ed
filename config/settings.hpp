#pragma once
#include "config/operations_settings.hpp"
#include "domain/score/profile.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The settings of the program as its parts read them. Defaults, bounds and help stand in config/table.cpp
/// alone: config::defaults() gives filled settings, a bare `settings{}` is all zeros. Member names are
/// setting names.
namespace leadstream::config {

using std::chrono::milliseconds;

struct server_settings {
  std::string address;
  std::uint16_t port = 0;
  unsigned threads = 0;
  std::uint64_t header_bytes = 0;
  std::uint64_t body_bytes = 0;
  std::uint64_t import_bytes = 0;
  milliseconds header_timeout{};
  milliseconds body_timeout{};
  milliseconds idle_timeout{};
  milliseconds write_timeout{};
  milliseconds handler_timeout{};
  std::uint32_t connections = 0;
  std::uint32_t connections_per_address = 0;
  std::uint32_t requests_per_connection = 0;
  std::vector<std::string> allowed_hosts;
  milliseconds shutdown_timeout{};
  std::uint32_t body_rate = 0; ///< bytes per second
  std::uint64_t compress_bytes = 0;
  std::vector<std::string> cors_origins;
  std::string tls_certificate; ///< PEM files
  std::string tls_key;
  bool behind_proxy = false;
  std::vector<std::string> trusted_proxies; ///< CIDR
  std::string public_url;                   ///< without a slash at its end
};

/// How users, keys and tokens are judged.
struct auth_settings {
  bool required = true;
  milliseconds session_lifetime{};
  std::uint32_t login_attempts = 0; ///< per minute, for one account and address
  std::uint32_t failures = 0;       ///< wrong credentials per minute and address
  std::string jwt_issuer;           ///< empty: no tokens
  std::string jwt_audience;
  std::vector<std::string> jwt_algorithms;
  std::string jwt_secret; ///< of HS256
  std::string jwks_file;
  std::string jwks_url;
  std::string jwt_tenant_claim; ///< path with dots
  std::string jwt_role_claim;
  std::vector<std::string> worker_secrets; ///< "whsec_…" or "tenant = whsec_…"
};

/// What a tenant, a key and an address may use. 0: no limit.
struct limits_settings {
  std::uint32_t key_requests_per_minute = 0;
  std::uint32_t address_requests_per_minute = 0;
  std::uint32_t jobs_running = 0;
  std::uint32_t jobs_per_day = 0;
  std::uint64_t leads = 0;
  std::uint32_t exports_per_hour = 0;
  std::uint32_t websockets = 0;
};

struct websocket_settings {
  std::uint32_t connections = 0;
  std::uint64_t message_bytes = 0;
  std::uint64_t queue_bytes = 0;
  milliseconds stall_timeout{};
  milliseconds ping_interval{};
  milliseconds pong_timeout{};
  milliseconds position_interval{};
};

struct storage_settings {
  std::string directory;      ///< holds all that the program keeps
  std::string url;            ///< empty: SQLite in the directory
  std::string secret_key;     ///< base64 of 32 bytes; empty: a file in the directory
  std::string old_secret_key; ///< what sealed before; empty: nothing did
  unsigned readers = 0;
  std::uint32_t group_units = 0;
  milliseconds statement_timeout{}; ///< of PostgreSQL
  std::uint64_t ballast_bytes = 0;  ///< freed when the disk is full; 0: none
};

struct jobs_settings {
  std::uint32_t running = 0;
  std::uint32_t max_results = 0;
  milliseconds deadline{};
};

struct pipeline_settings {
  unsigned extractor_threads = 0; ///< 0: one for each processor
  std::uint64_t fetched_bytes = 0;
  milliseconds parse_time{};
  std::uint64_t parse_bytes = 0;
};

/// What is wrong with an empty fetch.contact.
inline constexpr std::string_view no_contact =
    "fetch.contact is empty: public sites see a crawler that names nobody to write to";

struct fetch_settings {
  unsigned threads = 0;
  std::uint32_t connections = 0;
  milliseconds timeout{};
  milliseconds connect_timeout{};
  std::uint32_t redirects = 0;
  std::uint64_t wire_bytes = 0;
  std::uint64_t decoded_bytes = 0;
  std::uint64_t header_bytes = 0;
  std::uint32_t min_speed = 0;               ///< bytes per second
  std::vector<std::string> host_overrides;   ///< "*.test = 127.0.0.1:9090"
  std::vector<std::string> allowed_networks; ///< CIDR
  std::vector<std::uint16_t> allowed_ports;
  std::vector<std::string> user_agents; ///< with the contact filled in
  std::string contact;
  std::string ca_file;
  std::vector<std::string> name_servers; ///< "9.9.9.9", "127.0.0.1:5353"; empty: those of the system
};

struct crawl_settings {
  std::string profile;    ///< "default" or "strict"
  bool politeness = true; ///< false: own hosts are asked without limits; others never
  std::vector<std::string> own_hosts;
  bool robots = true;
  bool sitemaps = true;
  bool nofollow = false;              ///< what pages say of their links in meta robots is heeded
  std::vector<std::string> opted_out; ///< domains that asked not to be crawled
  milliseconds crawl_delay_cap{};
  milliseconds longest_pause{};   ///< a Retry-After that asks for more is not waited for
  double requests_per_minute = 0; ///< over all sources; 0: no such limit
};

/// What is kept of the web: answers for jobs that ask again, and for replay.
struct archive_settings {
  bool enabled = false;
  std::uint64_t keep_bytes = 0;     ///< all files together
  milliseconds keep_age{};          ///< older answers are removed
  bool cache = false;               ///< jobs are answered from the archive while an answer is fresh
  milliseconds default_freshness{}; ///< of answers that do not say how long they hold
};

/// The limits of a source's gate (of each host's, for websites).
struct gate_settings {
  double requests_per_minute = 0;
  std::uint32_t concurrency = 0;
  milliseconds min_delay{};
  milliseconds max_delay{};
  std::uint32_t attempts = 0;
  milliseconds backoff_base{};
  milliseconds backoff_cap{};
  std::uint32_t breaker_threshold = 0;
  milliseconds breaker_cooldown{};
  milliseconds breaker_max_cooldown{};
  std::uint32_t session_requests = 0; ///< 0: the session is never changed
};

struct overpass_settings {
  bool enabled = false;
  std::string endpoint;
  milliseconds timeout{};
  gate_settings gate;
};

struct websites_settings {
  bool enabled = false;
  std::uint32_t pages = 0; ///< for each site
  std::uint32_t depth = 0;
  std::uint32_t concurrent_sites = 0;
  gate_settings gate;
};

struct google_settings {
  bool enabled = false;
  std::string endpoint; ///< base URL
  std::string key;      ///< empty: the source is not asked
  std::string language;
  bool service_areas = false; ///< businesses without premises too
  bool reviews = false;       ///< the text of reviews too
  double request_cost = 0;    ///< of one request, in the currency of the budgets
  double job_budget = 0;      ///< 0: no request at all is allowed
  double day_budget = 0;
  std::string storage; ///< "terms" or "agreement"
  gate_settings gate;
};

struct linkedin_settings {
  bool enabled = false;
  std::string api; ///< base URL of the Organization Lookup API
  std::string token;
  std::string version; ///< of the API: "202611"
  gate_settings gate;
};

struct boards_settings {
  bool enabled = false;
  std::string greenhouse; ///< base URLs of the public interfaces
  std::string greenhouse_eu;
  std::string lever;
  std::string lever_eu;
  std::string ashby;
  gate_settings gate;
};

struct sources_settings {
  std::string folder;                   ///< descriptions of the operator's own
  std::string strategy;                 ///< "all" or "chain"
  std::vector<std::string> directories; ///< "name = base URL"
  std::string news_feed;                ///< URL template with {company}
  overpass_settings overpass;
  websites_settings websites;
  google_settings google;
  linkedin_settings linkedin;
  boards_settings job_boards;
};

struct email_settings {
  bool check = true;             ///< ask DNS where the mail of addresses goes
  std::string dns_servers;       ///< "127.0.0.1:5353"; empty: the system's
  double lookups_per_minute = 0; ///< 0: no limit
  bool smtp_probe = false;       ///< ask mail servers for mailboxes
  std::string smtp_probe_from;   ///< empty: the null sender
  std::string smtp_probe_name;   ///< for EHLO; empty: this machine's
  milliseconds smtp_probe_timeout{};
  double smtp_probes_per_minute = 0;       ///< 0: no limit
  double smtp_probes_per_host = 0;         ///< a minute, 0: no limit
  std::vector<std::string> smtp_overrides; ///< "*.test = 127.0.0.1:2525"
};

struct log_settings {
  std::string level;  ///< debug, info, warning, error
  std::string format; ///< pretty, json
};

struct supabase_settings {
  std::string url;
  std::string anon_key;
  std::string service_role_key;
};

struct client_settings {
  std::string server;
  std::string key;     ///< empty: the key file of the server on this machine
  std::string ca_file; ///< PEM; empty: the authorities of the system
};

struct settings {
  std::string environment; ///< development, production
  bool debug = false;
  std::string api_version;
  server_settings server;
  auth_settings auth;
  limits_settings limits;
  websocket_settings websocket;
  storage_settings storage;
  jobs_settings jobs;
  pipeline_settings pipeline;
  fetch_settings fetch;
  crawl_settings crawl;
  archive_settings archive;
  sources_settings sources;
  email_settings email;
  log_settings log;
  score::profile score;
  supabase_settings supabase;
  client_settings client;
  alert_settings alerts;
  webhook_settings webhooks;
  crm_settings crm;
  law_settings law;
};

/// All settings at their defaults.
const settings& defaults();

} // namespace leadstream::config
