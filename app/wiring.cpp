#include "app/wiring.hpp"

#include "app/parse_all.hpp"
#include "app/version.hpp"

#include "config/source_files.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <type_traits>

namespace leadstream::app {
std::function<bool(const std::string&)> matcher_of(const std::vector<host_pattern>& patterns) {
  return [patterns](const std::string& host) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const auto& p) { return p.matches(host); });
  };
}

fetch_limits limits_of(const config::fetch_settings& f) {
  return {f.timeout, f.connect_timeout, f.wire_bytes, f.decoded_bytes, f.header_bytes};
}

flow::lane_rules lane_of(const config::gate_settings& g) {
  flow::lane_rules lane;
  lane.requests_per_minute = g.requests_per_minute;
  lane.concurrency = g.concurrency;
  lane.min_delay = g.min_delay;
  lane.max_delay = g.max_delay;
  lane.breaker = {g.breaker_threshold, g.breaker_cooldown, g.breaker_max_cooldown};
  lane.requests_per_session = g.session_requests;
  return lane;
}

std::string robots_token_of(const config::fetch_settings& f) {
  const std::string agent = f.user_agents.empty() ? std::string() : f.user_agents.front();
  return agent.substr(0, agent.find_first_of("/ "));
}

namespace {

using namespace std::chrono_literals;

actors::gate_rules gate_of(const config::settings& s, const config::gate_settings& g,
                           const std::vector<host_pattern>& own) {
  actors::gate_rules rules;
  rules.lane = lane_of(g);
  rules.backoff = {g.backoff_base, g.backoff_cap};
  rules.attempts = g.attempts;
  rules.redirects = s.fetch.redirects;
  rules.crawl_delay_cap = s.crawl.crawl_delay_cap;
  rules.longest_pause = s.crawl.longest_pause;
  rules.limits = limits_of(s.fetch);
  rules.user_agents = s.fetch.user_agents;
  rules.robots_token = robots_token_of(s.fetch);
  rules.cache = s.archive.enabled && s.archive.cache;
  rules.freshness = {s.archive.default_freshness, s.fetch.user_agents.size() > 1};
  if (!s.crawl.politeness) {
    rules.own_host = matcher_of(own);
  }
  if (!s.crawl.robots) {
    rules.no_robots = matcher_of(own);
  }
  return rules;
}

actors::gate_rules overpass_of(const config::settings& s, const std::vector<host_pattern>& own) {
  constexpr std::uint64_t longest_answer = 64U << 20U;
  actors::gate_rules rules = gate_of(s, s.sources.overpass.gate, own);
  // The server's own rules: one identity, a pause after each 429, answers as long as the query may be.
  rules.rate_limited_pause = 30s;
  rules.limits.wire_bytes = rules.limits.decoded_bytes = longest_answer;
  rules.limits.timeout = s.sources.overpass.timeout + 20s;
  rules.user_agents.resize(std::min<std::size_t>(rules.user_agents.size(), 1));
  return rules;
}

/// A source with a gate of its own, by its description.
actors::gate_rules api_of(const config::settings& s, const sources::rate& rate,
                          const std::vector<host_pattern>& own) {
  actors::gate_rules rules = gate_of(s, s.sources.google.gate, own);
  rules.lane.requests_per_minute = rate.requests_per_minute;
  rules.lane.concurrency = rate.concurrency;
  rules.lane.min_delay = rate.min_delay;
  rules.lane.max_delay = rate.max_delay;
  rules.lane.requests_per_session = rate.requests_per_session;
  rules.attempts = rate.attempts;
  if (!rate.rotate_agents) {
    rules.user_agents.resize(std::min<std::size_t>(rules.user_agents.size(), 1));
  }
  return rules;
}

/// The limits that settings give a source win over its description where they are not the defaults.
void apply(const config::gate_settings& set, const config::gate_settings& standard, sources::rate& rate) {
  const auto take = [](auto& to, const auto& value, const auto& fallback) {
    if (value != fallback) {
      to = static_cast<std::remove_reference_t<decltype(to)>>(value);
    }
  };
  take(rate.requests_per_minute, set.requests_per_minute, standard.requests_per_minute);
  take(rate.concurrency, set.concurrency, standard.concurrency);
  take(rate.min_delay, set.min_delay, standard.min_delay);
  take(rate.max_delay, set.max_delay, standard.max_delay);
  take(rate.attempts, set.attempts, standard.attempts);
  take(rate.requests_per_session, set.session_requests, standard.session_requests);
}

struct source_setting {
  const char* name;
  bool enabled;
  const config::gate_settings& gate;
  const config::gate_settings& standard;
};

std::vector<source_setting> settings_of_sources(const config::settings& s) {
  const auto& standard = config::defaults().sources;
  const auto& set = s.sources;
  return {{"overpass", set.overpass.enabled, set.overpass.gate, standard.overpass.gate},
          {"website", set.websites.enabled, set.websites.gate, standard.websites.gate},
          {"google", set.google.enabled, set.google.gate, standard.google.gate},
          {"linkedin", set.linkedin.enabled, set.linkedin.gate, standard.linkedin.gate},
          {"job_boards", set.job_boards.enabled, set.job_boards.gate, standard.job_boards.gate}};
}

void apply_settings(const config::settings& s, std::vector<config::source_file>& all) {
  const auto known = settings_of_sources(s);
  for (config::source_file& file : all) {
    sources::description& about = file.about;
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const source_setting& one) { return one.name == about.name; });
    if (found != known.end()) {
      about.enabled = about.enabled && found->enabled;
      apply(found->gate, found->standard, about.rate);
    }
    if (about.name == "google" && s.sources.google.storage == "agreement") {
      about.storage = {};
    }
  }
}

/// Gives directories their addresses: "yellow_pages = https://yellow.example".
std::optional<error> place_directories(const std::vector<std::string>& places,
                                       std::vector<config::source_file>& all) {
  for (const std::string& place : places) {
    const auto equals = place.find('=');
    const std::string name(trim(std::string_view(place).substr(0, equals), " "));
    const std::string base(
        equals == std::string::npos ? "" : trim(std::string_view(place).substr(equals + 1), " "));
    const auto found = std::find_if(all.begin(), all.end(), [&](const config::source_file& file) {
      return file.about.name == name && file.recipe != nullptr;
    });
    if (found == all.end() || base.empty()) {
      return error{error_code::invalid_argument,
                   "sources.directories: \"" + place + "\" does not name a directory and its address",
                   "sources.directories"};
    }
    auto placed = std::make_shared<sources::recipe>(*found->recipe);
    placed->base = base;
    found->recipe = std::move(placed);
  }
  return std::nullopt;
}

/// Adds the sources, the gates of those that are APIs, and what hinders them.
std::optional<error> add_sources(const config::settings& s, const std::vector<host_pattern>& own,
                                 actors::node_options& options) {
  auto all = config::load_sources(s.sources.folder);
  if (!all) {
    return all.problem();
  }
  apply_settings(s, *all);
  if (auto problem = place_directories(s.sources.directories, *all)) {
    return problem;
  }
  for (const config::source_file& file : *all) {
    const sources::description& about = file.about;
    options.sources.push_back(about);
    if (file.recipe != nullptr) {
      options.jobs.recipes[about.name] = file.recipe;
      options.apis[about.name] = api_of(s, about.rate, own);
      if (file.recipe->base.empty()) {
        options.not_ready[about.name] = "sources.directories names no address for it";
      }
    } else if (about.kind == sources::kind::overpass) {
      options.apis[about.name] = overpass_of(s, own);
    } else if (about.kind != sources::kind::website && about.kind != sources::kind::news) {
      options.apis[about.name] = api_of(s, about.rate, own);
    }
  }
  // What a source's terms let be kept for a while or not at all never reaches the archive.
  for (const sources::description& about : options.sources) {
    if (const auto gate = options.apis.find(about.name); gate != options.apis.end()) {
      gate->second.keep_answers = about.storage.is_free();
    }
  }
  if (s.sources.google.key.empty()) {
    options.not_ready["google"] = "sources.google.key is not set";
  }
  return std::nullopt;
}

std::int64_t millionths(double amount) {
  return std::llround(amount * 1e6);
}

actors::job_options jobs_of(const config::settings& s) {
  actors::job_options jobs;
  jobs.running = s.jobs.running;
  jobs.deadline = s.jobs.deadline;
  jobs.overpass_endpoint = s.sources.overpass.endpoint;
  jobs.overpass_timeout = std::chrono::duration_cast<std::chrono::seconds>(s.sources.overpass.timeout);
  jobs.websites_enabled = s.sources.websites.enabled;
  jobs.chain = s.sources.strategy == "chain";
  const config::google_settings& google = s.sources.google;
  jobs.places = {google.endpoint, google.key, google.language, google.service_areas, google.reviews};
  const config::boards_settings& boards = s.sources.job_boards;
  jobs.boards = {boards.greenhouse, boards.greenhouse_eu, boards.lever, boards.lever_eu, boards.ashby};
  jobs.news_search = s.sources.news_feed;
  jobs.linkedin_api = s.sources.linkedin.api;
  jobs.linkedin_token = s.sources.linkedin.token;
  jobs.linkedin_version = s.sources.linkedin.version;
  jobs.request_cost = millionths(google.request_cost);
  jobs.job_budget = millionths(google.job_budget);
  jobs.day_budget = millionths(google.day_budget);
  jobs.website_limits = {s.sources.websites.pages, s.sources.websites.depth, s.crawl.sitemaps,
                         s.crawl.nofollow};
  jobs.concurrent_sites = s.sources.websites.concurrent_sites;
  return jobs;
}

} // namespace

storage::archive_options archive_of(const config::settings& s) {
  storage::archive_options options;
  options.folder = std::filesystem::path(s.storage.directory) / "archive";
  options.bytes = s.archive.keep_bytes;
  options.age = s.archive.keep_age;
  options.file_bytes = std::clamp<std::uint64_t>(s.archive.keep_bytes / 8, 1U << 20U, 256U << 20U);
  options.software = version_line();
  return options;
}

storage::storage_options storage_of(const config::settings& s) {
  return storage::options_of(s);
}

result<net::fetcher_options> fetcher_of(const config::settings& s) {
  auto overrides = parse_all(s.fetch.host_overrides, "fetch.host_overrides", parse_host_override);
  if (!overrides) {
    return overrides.problem();
  }
  auto networks = parse_all(s.fetch.allowed_networks, "fetch.allowed_networks", parse_network);
  if (!networks) {
    return networks.problem();
  }
  auto own = parse_all(s.crawl.own_hosts, "crawl.own_hosts", parse_host_pattern);
  if (!own) {
    return own.problem();
  }
  net::fetcher_options options;
  options.overrides = *std::move(overrides);
  options.allowed_networks = *std::move(networks);
  options.own_hosts = *std::move(own);
  options.allowed_ports = s.fetch.allowed_ports;
  options.threads = s.fetch.threads;
  options.transfers_per_thread = s.fetch.connections;
  options.min_speed = s.fetch.min_speed;
  options.ca_file = s.fetch.ca_file;
  options.name_servers = s.fetch.name_servers;
  return options;
}

result<actors::node_options> node_of(const config::settings& s) {
  const auto own = parse_all(s.crawl.own_hosts, "crawl.own_hosts", parse_host_pattern);
  if (!own) {
    return own.problem();
  }
  actors::node_options options;
  options.jobs = jobs_of(s);
  options.websites = gate_of(s, s.sources.websites.gate, *own);
  if (const auto problem = add_sources(s, *own, options)) {
    return *problem;
  }
  options.requests_per_minute = s.crawl.requests_per_minute;
  options.fetched_bytes = s.pipeline.fetched_bytes;
  options.contact = s.fetch.contact;
  options.opted_out = std::make_shared<flow::opt_out_list>(s.crawl.opted_out);
  options.extractors = s.pipeline.extractor_threads;
  options.extraction.parse_time = s.pipeline.parse_time;
  options.extraction.parse_memory = s.pipeline.parse_bytes;
  options.profiles = std::make_shared<score::profile_book>(s.score);
  return options;
}

net::mail_lookup_options mail_of(const config::settings& s) {
  net::mail_lookup_options options;
  options.servers = s.email.dns_servers;
  options.per_minute = s.email.lookups_per_minute;
  return options;
}

result<net::smtp_prober_options> mailboxes_of(const config::settings& s) {
  auto overrides = parse_all(s.email.smtp_overrides, "email.smtp_overrides", parse_host_override);
  if (!overrides) {
    return overrides.problem();
  }
  auto networks = parse_all(s.fetch.allowed_networks, "fetch.allowed_networks", parse_network);
  if (!networks) {
    return networks.problem();
  }
  net::smtp_prober_options options;
  options.me = {s.email.smtp_probe_name.empty() ? net::machine_name() : s.email.smtp_probe_name,
                s.email.smtp_probe_from};
  options.timeout = s.email.smtp_probe_timeout;
  options.per_minute = s.email.smtp_probes_per_minute;
  options.per_host = s.email.smtp_probes_per_host;
  options.overrides = *std::move(overrides);
  options.allowed_networks = *std::move(networks);
  if (!s.email.dns_servers.empty()) {
    options.names = net::make_dns_resolver({s.email.dns_servers});
  }
  return options;
}

} // namespace leadstream::app
