#include "config/table.hpp"

#include "config/operations_rows.hpp"
#include "config/row.hpp"
#include "config/value.hpp"

namespace leadstream::config {
namespace {

// One setting a line, whatever its length: a table to be read and searched as one.
// clang-format off
rows general_rows() {
  return {
      also("ENVIRONMENT", SETTING(environment, "development", one_of({"development", "production"}), "production refuses settings that are only safe while developing")),
      also("DEBUG", SETTING(debug, "false", any_text(), "log at level debug unless log.level is given")),
      also("API_VERSION", SETTING(api_version, "v1", one_of({"v1"}), "version of the REST API; there is one")),
  };
}

rows server_rows() {
  return {
      SETTING(server.address, "127.0.0.1", like(shapes::address), "address to listen on; beyond the loopback it wants TLS or server.behind_proxy"),
      SETTING(server.port, "8080", between(0, 65535), "TCP port; 0 takes any free one"),
      SETTING(server.threads, "2", between(0, 64), "I/O threads; 0: one for each processor, at most 4"),
      SETTING(server.header_bytes, "8KiB", between(kib, 64 * kib), "longest request header; more is answered 431"),
      SETTING(server.body_bytes, "1MiB", between(kib, 64 * mib), "longest request body; more is answered 413"),
      SETTING(server.import_bytes, "512MiB", between(mib, 64 * gib), "longest body of an import, which is read while it arrives"),
      SETTING(server.header_timeout, "10s", between(100, 5 * minute), "time for a request's header"),
      SETTING(server.body_timeout, "30s", between(100, 10 * minute), "time for a request's body"),
      SETTING(server.idle_timeout, "60s", between(100, hour), "time between two requests of a connection"),
      SETTING(server.write_timeout, "10s", between(100, 10 * minute), "time for the client to take 64 KiB of an answer"),
      SETTING(server.handler_timeout, "30s", between(100, 10 * minute), "time for the answer; then 503"),
      SETTING(server.connections, "4096", between(1, 100'000), "connections at once; more are answered 503"),
      SETTING(server.connections_per_address, "2048", between(1, 100'000), "connections at once from one address; a proxy in front is one"),
      SETTING(server.requests_per_connection, "1000", between(1, million), "requests until a connection is closed"),
      SETTING(server.allowed_hosts, "", at_most(100, shapes::host), "names beside localhost that requests may carry as Host; needed beyond the loopback"),
      SETTING(server.shutdown_timeout, "25s", between(0, 10 * minute), "time to end jobs' steps and connections in order"),
      SETTING(server.body_rate, "1024", between(0, million), "bytes a second, after 5 s, below which a request's body is given up; 0: never"),
      SETTING(server.compress_bytes, "1KiB", between(0, gib), "answers of JSON and CSV from this size on are compressed for who accepts it; 0: never"),
      SETTING(server.cors_origins, "", at_most(100, shapes::origin), "web origins whose pages may call the API, exactly: https://app.example.com"),
      SETTING(server.tls_certificate, "", like(shapes::file), "PEM file with the certificate and those of its issuers; read again when it changes"),
      SETTING(server.tls_key, "", like(shapes::file), "PEM file with the certificate's key"),
      SETTING(server.behind_proxy, "off", any_text(), "a proxy in front speaks TLS: plain HTTP beyond the loopback is allowed"),
      SETTING(server.trusted_proxies, "", at_most(100, shapes::network), "networks whose X-Forwarded-For and X-Forwarded-Proto are believed: 10.0.0.0/8"),
      SETTING(server.public_url, "", any_text(), "URL under which the world reaches this server: https://leads.example.com; in notices, and links to /opt-out and /bot"),
      SETTING(auth.required, "on", any_text(), "ask for credentials; off only on the loopback, where then everybody is admin"),
      SETTING(auth.session_lifetime, "12h", between(minute, 30 * day), "time until a user has to log in again"),
      SETTING(auth.login_attempts, "10", between(1, million), "log-ins a minute for one account from one address"),
      SETTING(auth.failures, "120", between(1, million), "requests a minute from one address with wrong credentials; more are answered 429"),
      SETTING(auth.jwt_issuer, "", like(shapes::line), "issuer (iss) whose JSON Web Tokens are accepted; empty: none"),
      SETTING(auth.jwt_audience, "authenticated", like(shapes::line), "audience (aud) that tokens must name"),
      SETTING(auth.jwt_algorithms, "RS256, ES256, EdDSA", at_most(4, shapes::signature), "signatures that tokens may have: HS256, RS256, ES256, EdDSA"),
      secret(SETTING(auth.jwt_secret, "", like(shapes::token_secret), "secret of HS256 tokens, at least 32 bytes")),
      SETTING(auth.jwks_file, "", like(shapes::file), "file with the issuer's public keys (JWKS)"),
      SETTING(auth.jwks_url, "", like(shapes::url), "https URL of the issuer's public keys, asked again every 10 minutes"),
      SETTING(auth.jwt_tenant_claim, "app_metadata.tenant_id", any_text(), "claim that names the tenant"),
      SETTING(auth.jwt_role_claim, "app_metadata.role", any_text(), "claim that names the role: viewer (also without the claim), operator or admin; another value is refused"),
      secret(SETTING(auth.worker_secrets, "", at_most(100, shapes::worker_secret), "secrets (whsec_ and base64 of 24 to 64 bytes) of workers that may report results; of another tenant: tenant = whsec_...")),
      SETTING(limits.key_requests_per_minute, "60000", between(0, 100 * million), "requests a minute with one key or session; 0: no limit"),
      SETTING(limits.address_requests_per_minute, "120000", between(0, 100 * million), "requests a minute from one address; 0: no limit"),
      SETTING(limits.jobs_running, "20", between(0, million), "jobs of a tenant that wait or run; 0: no limit"),
      SETTING(limits.jobs_per_day, "5000", between(0, million), "jobs of a tenant in 24 h; 0: no limit"),
      SETTING(limits.leads, "0", between(0, 1e12), "leads of a tenant, beyond which no job is accepted and no row of an import stored; 0: no limit"),
      SETTING(limits.exports_per_hour, "600", between(0, million), "exports of a tenant in an hour; 0: no limit"),
      SETTING(limits.websockets, "1000", between(0, million), "WebSockets of a tenant; 0: no limit"),
      SETTING(websocket.connections, "2048", between(1, 100'000), "WebSockets at once"),
      SETTING(websocket.message_bytes, "64KiB", between(kib, 16 * mib), "longest message from a client"),
      SETTING(websocket.queue_bytes, "1MiB", between(64 * kib, 256 * mib), "what may wait for a slow client until it is dropped"),
      SETTING(websocket.stall_timeout, "10s", between(100, 10 * minute), "time without a byte taken by a client until it is dropped"),
      SETTING(websocket.ping_interval, "25s", between(100, hour), "time between pings"),
      SETTING(websocket.pong_timeout, "8s", between(100, 10 * minute), "time for a sign of life after a ping"),
      SETTING(websocket.position_interval, "10s", between(100, hour), "time between position messages"),
  };
}

rows inside_rows() {
  return {
      SETTING(storage.directory, "./leadstream-data", any_text(), "directory that holds all that the program keeps"),
      secret(also("DATABASE_URL", SETTING(storage.url, "", like(shapes::database), "postgres://user:password@host/database, sqlite:PATH or memory:; empty: SQLite in storage.directory"))),
      secret(SETTING(storage.secret_key, "", like(shapes::sealing_key), "base64 of the 32 bytes that encrypt stored secrets; empty: the file secret.key of the directory")),
      secret(SETTING(storage.old_secret_key, "", like(shapes::sealing_key), "the key before storage.secret_key, to change it: what it sealed is sealed anew at the start")),
      SETTING(storage.readers, "4", between(1, 64), "reading connections"),
      SETTING(storage.group_units, "256", between(1, 10'000), "units of work that share a commit at most"),
      SETTING(storage.statement_timeout, "30s", between(100, hour), "longest statement of PostgreSQL"),
      SETTING(storage.ballast_bytes, "16MiB", between(0, gib), "size of a file in the directory that is given up when the disk is full, so that SQLite can tidy up; 0: none"),
      SETTING(jobs.running, "4", between(1, 1'000), "jobs that run at once; more wait"),
      SETTING(jobs.max_results, "10000", between(1, 10'000), "most results that a search may ask for"),
      SETTING(jobs.deadline, "6h", between(second, 30 * day), "time after which a running job is ended with what it has"),
      SETTING(pipeline.extractor_threads, "0", between(0, 256), "threads that read pages; 0: one for each processor"),
      SETTING(pipeline.fetched_bytes, "64MiB", between(mib, 16 * gib), "pages that wait to be read; then fetching pauses"),
      SETTING(pipeline.parse_time, "500ms", between(10, minute), "processor time for one page"),
      SETTING(pipeline.parse_bytes, "64MiB", between(mib, 4 * gib), "memory for one page"),
      SETTING(log.level, "info", one_of({"debug", "info", "warning", "error"}), "least level that is logged"),
      SETTING(log.format, "pretty", one_of({"pretty", "json"}), "pretty for people, json for machines (a line each)"),
      SETTING(client.server, "http://127.0.0.1:8080", like(shapes::url), "server that search, jobs, leads and export talk to"),
      secret(SETTING(client.key, "", like(shapes::line), "API key for it; empty: the key file of a server on this machine")),
      SETTING(client.ca_file, "", like(shapes::file), "PEM file with the authorities that vouch for an https server; empty: those of the system"),
      also("SUPABASE_URL", SETTING(supabase.url, "", like(shapes::url), "address of a Supabase project, whose users' tokens are then accepted: gives auth.jwt_issuer and auth.jwks_url")),
      secret(also("SUPABASE_ANON_KEY", SETTING(supabase.anon_key, "", any_text(), "its publishable key: nothing here needs it, it is checked not to be the secret one"))),
      secret(also("SUPABASE_SERVICE_ROLE_KEY", SETTING(supabase.service_role_key, "", any_text(), "its secret key: the database is reached by storage.url, so this may stay empty"))),
  };
}

rows fetch_rows() {
  return {
      SETTING(fetch.threads, "1", between(1, 64), "fetching threads"),
      SETTING(fetch.connections, "1000", between(1, 1'000), "fetches at once for each thread"),
      SETTING(fetch.timeout, "30s", between(100, 10 * minute), "time for one request"),
      SETTING(fetch.connect_timeout, "10s", between(100, 5 * minute), "time to connect"),
      SETTING(fetch.redirects, "10", between(0, 20), "redirects that are followed, each by the rules of its own host"),
      SETTING(fetch.wire_bytes, "2MiB", between(kib, gib), "longest answer as sent"),
      SETTING(fetch.decoded_bytes, "8MiB", between(kib, gib), "longest answer after decompression"),
      SETTING(fetch.header_bytes, "64KiB", between(kib, mib), "longest header of an answer"),
      SETTING(fetch.min_speed, "64", between(0, million), "bytes a second, over 10 s, below which an answer is given up; 0: never"),
      SETTING(fetch.host_overrides, "", at_most(1'000, shapes::host_override), "hosts that stand elsewhere: *.test = 127.0.0.1:9090"),
      SETTING(fetch.allowed_networks, "", at_most(100, shapes::network), "networks beside the public internet that may be reached: 10.1.0.0/16"),
      SETTING(fetch.allowed_ports, "80, 443, 8080, 8443", at_most(100, shapes::port), "ports that may be connected to"),
      SETTING(fetch.user_agents, "LeadstreamBot/1.0 (+{contact})", at_most(20, shapes::line), "identities, one for each session; all begin with LeadstreamBot"),
      SETTING(fetch.contact, "", like(shapes::line), "who crawls, in place of {contact}: https://your.host/bot; mailto:you@your.host"),
      SETTING(fetch.ca_file, "", like(shapes::file), "PEM file of the authorities to trust; empty: those of the system"),
      SETTING(fetch.name_servers, "", at_most(10, shapes::name_server), "DNS servers to ask, 9.9.9.9 or 127.0.0.1:5353; empty: those of the system"),
      SETTING(crawl.profile, "default", one_of({"default", "strict"}), "strict: at most 30 requests a minute over all sources"),
      SETTING(crawl.politeness, "on", any_text(), "off: crawl.own_hosts are asked without limits; all others never are"),
      SETTING(crawl.own_hosts, "", at_most(1'000, shapes::host_pattern), "your own hosts, which may stand in private networks: *.example.test"),
      SETTING(crawl.robots, "on", any_text(), "obey robots.txt; off only for crawl.own_hosts"),
      SETTING(crawl.sitemaps, "on", any_text(), "read sitemaps where a website's own links lead to no contact page"),
      SETTING(crawl.nofollow, "off", any_text(), "follow no link of a page whose meta robots says nofollow"),
      SETTING(crawl.opted_out, "", at_most(10'000, shapes::domain), "domains that asked not to be crawled; never fetched, with all below them"),
      SETTING(crawl.crawl_delay_cap, "60s", between(0, hour), "longest Crawl-delay that is kept"),
      SETTING(crawl.longest_pause, "10min", between(0, day), "longest Retry-After that a job waits for; a host that asks for more is left alone"),
      SETTING(crawl.requests_per_minute, "0", between(0, million), "limit over all sources together; 0: none"),
      SETTING(archive.enabled, "on", any_text(), "keep fetched pages (WARC files in storage.directory/archive): for replay and as HTTP cache"),
      SETTING(archive.keep_bytes, "2GiB", between(16 * mib, 4096 * gib), "size of all kept pages; the oldest go first"),
      SETTING(archive.keep_age, "90d", between(hour, 3650 * day), "time that a page is kept"),
      SETTING(archive.cache, "on", any_text(), "answer a job from kept pages while they are fresh (RFC 9111), ask whether they changed afterwards"),
      SETTING(archive.default_freshness, "12h", between(0, 365 * day), "how long an answer that says nothing of it counts as fresh; 0: not at all"),
  };
}

/// What differs between the gates of the sources.
struct gate_defaults {
  const char* requests_per_minute;
  const char* concurrency;
  const char* session_requests;
};

template <class Access>
rows gate_rows(const std::string& source, Access at, const gate_defaults& own) {
  const auto gate = [&](const char* name, auto member, const char* fallback, limits allowed, const char* help) {
    return row("sources." + source + "." + name, [at, member](settings& s) -> auto& { return at(s).gate.*member; }, fallback, std::move(allowed), help);
  };
  return {
      gate("requests_per_minute", &gate_settings::requests_per_minute, own.requests_per_minute, between(0, million), "rate; 0: no limit"),
      gate("concurrency", &gate_settings::concurrency, own.concurrency, between(1, 1'000), "requests at once"),
      gate("min_delay", &gate_settings::min_delay, "1s", between(0, hour), "shortest random delay between two requests of a slot"),
      gate("max_delay", &gate_settings::max_delay, "3s", between(0, hour), "longest random delay between two requests of a slot"),
      gate("attempts", &gate_settings::attempts, "3", between(1, 20), "tries of a request"),
      gate("backoff_base", &gate_settings::backoff_base, "1s", between(1, hour), "wait before the second try, doubled before each further one"),
      gate("backoff_cap", &gate_settings::backoff_cap, "60s", between(1, day), "longest wait before a try"),
      gate("breaker_threshold", &gate_settings::breaker_threshold, "5", between(1, 1'000), "failures in a row that open the breaker"),
      gate("breaker_cooldown", &gate_settings::breaker_cooldown, "30s", between(1, day), "time until an open breaker lets one probe pass, doubled with each failure"),
      gate("breaker_max_cooldown", &gate_settings::breaker_max_cooldown, "10min", between(1, day), "longest such time"),
      gate("session_requests", &gate_settings::session_requests, own.session_requests, between(0, million), "requests until cookies and user agent change; 0: never"),
  };
}

rows overpass_rows() {
  return {
      SETTING(sources.overpass.enabled, "on", any_text(), "ask the business directory (OpenStreetMap by the Overpass API)"),
      SETTING(sources.overpass.endpoint, "https://overpass-api.de/api/interpreter", like(shapes::url), "URL of the Overpass API"),
      SETTING(sources.overpass.timeout, "180s", between(second, hour), "time that a query may take there"),
  };
}

rows sources_rows() {
  return {
      SETTING(sources.folder, "", like(shapes::folder), "folder of descriptions and recipes of your own (*.toml), which win over the built-in ones"),
      SETTING(sources.strategy, "all", one_of({"all", "chain"}), "all: every source that finds companies is asked; chain: the next only when one failed or gave too few"),
      SETTING(sources.directories, "", at_most(100, shapes::placed_url), "where directories of recipes stand: yellow_pages = https://yellow.example; one without an address is not asked"),
      SETTING(sources.news_feed, "", like(shapes::url_template), "URL of a news search with {company} in it, answered as RSS or Atom; its host's robots.txt is obeyed; empty: none"),
      SETTING(sources.google.enabled, "on", any_text(), "ask Google's Places API, when there is a key"),
      SETTING(sources.google.endpoint, "https://places.googleapis.com", like(shapes::url), "base URL of the Places API (New)"),
      secret(SETTING(sources.google.key, "", like(shapes::line), "key for the Places API; empty: it is not asked")),
      SETTING(sources.google.language, "", like(shapes::language), "language of its answers (BCP 47); empty: the provider's choice"),
      SETTING(sources.google.service_areas, "on", any_text(), "also businesses without premises that serve an area"),
      SETTING(sources.google.reviews, "off", any_text(), "ask for reviews too (dearer); their text is kept only where the storage rule allows"),
      SETTING(sources.google.request_cost, "0.035", between(0, 1'000), "cost of one request, by your price list"),
      SETTING(sources.google.job_budget, "5", between(0, million), "most that one job may cost"),
      SETTING(sources.google.day_budget, "20", between(0, million), "most that all jobs may cost in a day (UTC)"),
      SETTING(sources.google.storage, "terms", one_of({"terms", "agreement"}), "what may be kept: the provider's terms, or everything by an agreement that you hold"),
      SETTING(sources.linkedin.enabled, "off", any_text(), "ask LinkedIn for companies' pages, as far as its robots.txt or a token allows"),
      SETTING(sources.linkedin.api, "https://api.linkedin.com", like(shapes::url), "base URL of the Organization Lookup API"),
      secret(SETTING(sources.linkedin.token, "", like(shapes::line), "OAuth token for it; empty: it is not asked")),
      SETTING(sources.linkedin.version, "202611", like(shapes::line), "version of it, as its header LinkedIn-Version names it"),
      SETTING(sources.job_boards.enabled, "on", any_text(), "read the job boards that companies' pages link to"),
      SETTING(sources.job_boards.greenhouse, "https://boards-api.greenhouse.io", like(shapes::url), "base URL of Greenhouse's job board API"),
      SETTING(sources.job_boards.greenhouse_eu, "https://boards-api.eu.greenhouse.io", like(shapes::url), "the same of its European region"),
      SETTING(sources.job_boards.lever, "https://api.lever.co", like(shapes::url), "base URL of Lever's postings API"),
      SETTING(sources.job_boards.lever_eu, "https://api.eu.lever.co", like(shapes::url), "the same of its European region"),
      SETTING(sources.job_boards.ashby, "https://api.ashbyhq.com", like(shapes::url), "base URL of Ashby's posting API"),
  };
}

rows websites_rows() {
  return {
      SETTING(sources.websites.enabled, "on", any_text(), "read the companies' own websites"),
      SETTING(sources.websites.pages, "8", between(1, 1'000), "pages of a site"),
      SETTING(sources.websites.depth, "2", between(0, 10), "links from the home page to a page"),
      SETTING(sources.websites.concurrent_sites, "64", between(1, 100'000), "sites at once"),
  };
}

rows email_rows() {
  return {
      SETTING(email.check, "on", any_text(), "ask DNS whether the domains of found email addresses take mail"),
      SETTING(email.dns_servers, "", like(shapes::name_servers), "name servers to ask, host:port separated by commas; empty: the system's"),
      SETTING(email.lookups_per_minute, "3000", between(0, million), "domains asked a minute; 0: no limit"),
      SETTING(email.smtp_probe, "off", any_text(), "ask mail servers whether mailboxes are there, without sending mail; read docs/operations.md first: who asks may get on block lists"),
      SETTING(email.smtp_probe_from, "", any_text(), "envelope sender of the question, an address of yours; empty: the null sender <>"),
      SETTING(email.smtp_probe_name, "", any_text(), "name of this machine for EHLO, as reverse DNS has it; empty: its host name"),
      SETTING(email.smtp_probe_timeout, "30s", between(100, 5 * minute), "time for a conversation, and for waiting for one's turn before it"),
      SETTING(email.smtp_probes_per_minute, "60", between(0, million), "conversations a minute; 0: no limit"),
      SETTING(email.smtp_probes_per_host, "10", between(0, million), "conversations a minute with the mail servers of one domain; 0: no limit"),
      SETTING(email.smtp_overrides, "", at_most(1'000, shapes::host_override), "mail servers that stand elsewhere: *.test = 127.0.0.1:2525"),
  };
}
// clang-format on

rows score_rows() {
  rows all;
  const score::profile standard;
  for (std::size_t i = 0; i < score::category_count; ++i) {
    const auto which = static_cast<score::category>(i);
    all.push_back(row(
        "score.weights." + std::string(to_string(which)),
        [i](settings & s) -> auto& { return s.score.weights[i]; },
        number_text(kind::number, standard.weights[i]), between(0, 1),
        "weight of the category; the four together are 1"));
  }
  for (std::size_t i = 0; i < score::criterion_count; ++i) {
    const auto which = static_cast<score::criterion>(i);
    all.push_back(row(
        "score.points." + std::string(to_string(which)),
        [i](settings & s) -> auto& { return s.score.points[i]; }, std::to_string(standard.points[i]),
        between(0, 1'000), std::string("points within ") + to_string(category_of(which))));
  }
  return all;
}

rows make_table() {
  rows all;
  const auto overpass = [](settings & s) -> auto& {
    return s.sources.overpass;
  };
  const auto websites = [](settings & s) -> auto& {
    return s.sources.websites;
  };
  const auto google = [](settings & s) -> auto& {
    return s.sources.google;
  };
  const auto linkedin = [](settings & s) -> auto& {
    return s.sources.linkedin;
  };
  const auto boards = [](settings & s) -> auto& {
    return s.sources.job_boards;
  };
  for (rows part :
       {general_rows(), server_rows(), inside_rows(), fetch_rows(), overpass_rows(),
        gate_rows("overpass", overpass, {"100", "1", "0"}), websites_rows(),
        gate_rows("websites", websites, {"60", "3", "50"}), sources_rows(),
        gate_rows("google", google, {"30", "3", "0"}), gate_rows("linkedin", linkedin, {"20", "1", "0"}),
        gate_rows("job_boards", boards, {"60", "2", "0"}), operations_rows(), email_rows(), score_rows()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

} // namespace

const std::vector<setting>& table() {
  static const rows all = make_table();
  return all;
}

} // namespace leadstream::config
