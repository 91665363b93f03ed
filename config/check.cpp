#include "config/check.hpp"

#include "domain/clean/email.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::config {
namespace {

/// Changes a setting that was left at its default.
void imply(effective& all, std::string_view name, const parsed& value, std::string text,
           const char* because) {
  for (entry& each : all.entries) {
    if (each.row->name == name && each.origin == by_default) {
      each.row->store(all.values, value);
      each.text = std::move(text);
      each.origin = because;
      return;
    }
  }
}

void fill_in(std::string& agent, const std::string& contact) {
  constexpr std::string_view place = "{contact}";
  const std::size_t at = agent.find(place);
  if (at != std::string::npos && !contact.empty()) {
    agent.replace(at, place.size(), contact);
  } else if (at != std::string::npos) {
    agent.erase(agent.find_last_not_of(" (+", at - std::min<std::size_t>(at, 1)) + 1);
  }
}

constexpr std::string_view product_token = "LeadstreamBot";

/// The name that a user agent begins with, which robots.txt files address.
std::string_view token(std::string_view agent) {
  return agent.substr(0, agent.find_first_of("/ "));
}

/// The tokens of a Supabase project are its Auth's, which publishes the keys that they are signed with.
void trust_project(effective& all) {
  std::string project = all.values.supabase.url;
  project.erase(project.find_last_not_of('/') + 1);
  const std::string issuer = project + "/auth/v1";
  const std::string keys = issuer + "/.well-known/jwks.json";
  imply(all, "auth.jwt_issuer", issuer, issuer, "supabase.url");
  imply(all, "auth.jwks_url", keys, keys, "supabase.url");
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

/// Nothing, or where this server is reached, to which a path can be added.
bool is_public_url(const std::string& text) {
  const auto address = parse_url(text);
  return text.empty() ||
         (address && address->query.empty() && !text.ends_with('/') &&
          text.find_first_of("?#@ ") == std::string::npos &&
          (address->scheme == "https" ||
           (address->scheme == "http" && (is_loopback(address->host) || address->host == "localhost"))));
}

class checker {
public:
  explicit checker(const effective& all) : all_(all), values_(all.values) {}

  result<done> run() {
    check_server();
    check_gate("sources.overpass", values_.sources.overpass.gate);
    check_gate("sources.websites", values_.sources.websites.gate);
    require(values_.sources.news_feed.empty() ||
                values_.sources.news_feed.find("{company}") != std::string::npos,
            "sources.news_feed", "names no place for the company: write {company} where its name belongs");
    check_crawl();
    check_weights();
    check_supabase();
    check_email();
    check_production();
    return problem_.message.empty() ? result<done>(done{}) : problem_;
  }

private:
  void require(bool holds, const std::string& name, const std::string& why) {
    if (!holds && problem_.message.empty()) {
      problem_ = placed(all_, {error_code::invalid_argument, name + " " + why, name});
    }
  }

  void check_server() {
    const bool loopback = is_loopback(values_.server.address);
    const bool tls = !values_.server.tls_certificate.empty();
    require(loopback || tls || values_.server.behind_proxy, "server.address",
            "beyond the loopback wants TLS: set server.tls_certificate and server.tls_key, or "
            "server.behind_proxy when a proxy in front speaks TLS");
    require(loopback || values_.auth.required, "auth.required", "may be off on a loopback address only");
    require(!values_.server.behind_proxy || values_.auth.required, "auth.required",
            "may not be off behind a proxy, whose clients are not on this machine");
    const std::string& keys = values_.auth.jwks_url;
    const bool on_this_machine = keys.starts_with("http://127.") || keys.starts_with("http://localhost:");
    require(
        is_public_url(values_.server.public_url), "server.public_url",
        "must be an https:// URL without a query (http:// on the loopback only), and no slash at its end");
    require(keys.empty() || keys.starts_with("https://") || on_this_machine, "auth.jwks_url",
            "must be an https:// URL: whoever can change the keys can make tokens");
    const bool key = !values_.server.tls_key.empty();
    require(!tls || key, "server.tls_certificate", "wants its key too: set server.tls_key");
    require(!key || tls, "server.tls_key", "wants its certificate too: set server.tls_certificate");
  }

  void check_gate(const std::string& source, const gate_settings& gate) {
    require(gate.min_delay <= gate.max_delay, source + ".max_delay", "is less than " + source + ".min_delay");
    require(gate.backoff_base <= gate.backoff_cap, source + ".backoff_cap",
            "is less than " + source + ".backoff_base");
    require(gate.breaker_cooldown <= gate.breaker_max_cooldown, source + ".breaker_max_cooldown",
            "is less than " + source + ".breaker_cooldown");
  }

  void check_crawl() {
    const bool own = !values_.crawl.own_hosts.empty();
    require(own || values_.crawl.politeness, "crawl.politeness",
            "can be off for your own hosts only: name them in crawl.own_hosts");
    require(own || values_.crawl.robots, "crawl.robots",
            "can be off for your own hosts only: name them in crawl.own_hosts");
    const auto& agents = values_.fetch.user_agents;
    require(!agents.empty(), "fetch.user_agents", "must name the crawler");
    for (const std::string& agent : agents) {
      require(token(agent) == product_token, "fetch.user_agents",
              "must all begin with LeadstreamBot, the name by which robots.txt files address the crawler");
    }
  }

  void check_weights() {
    double sum = 0;
    for (const double weight : values_.score.weights) {
      sum += weight;
    }
    require(std::abs(sum - 1) < 1e-6, changed_weight(), "and the other three weights must sum to 1");
    for (std::size_t i = 0; i < score::category_count; ++i) {
      check_points(static_cast<score::category>(i));
    }
  }

  /// That which somebody wrote, by preference.
  std::string changed_weight() const {
    constexpr std::string_view weights = "score.weights.";
    std::string name;
    for (const entry& each : all_.entries) {
      if (each.row->name.starts_with(weights) && (name.empty() || each.origin != by_default)) {
        name = each.row->name;
      }
    }
    return name;
  }

  void check_points(score::category which) {
    int available = 0;
    for (std::size_t i = 0; i < score::criterion_count; ++i) {
      const auto each = static_cast<score::criterion>(i);
      available += score::category_of(each) == which ? values_.score.points_of(each) : 0;
    }
    require(available > 0 || values_.score.weight(which) == 0,
            std::string("score.weights.") + to_string(which),
            "must be 0 when no criterion of the category has points");
  }

  /// Keys of the new form say what they are; one in the place of the other would be shown to browsers.
  void check_supabase() {
    require(!values_.supabase.anon_key.starts_with("sb_secret_"), "supabase.anon_key",
            "holds a secret key; it belongs to supabase.service_role_key");
    require(!values_.supabase.service_role_key.starts_with("sb_publishable_"), "supabase.service_role_key",
            "holds a publishable key; it belongs to supabase.anon_key");
  }

  void check_email() {
    const email_settings& email = values_.email;
    require(email.smtp_probe_from.empty() || clean_email(email.smtp_probe_from).ok(), "email.smtp_probe_from",
            "is no email address");
    const bool name =
        email.smtp_probe_name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                "0123456789-.") == std::string::npos;
    require(name, "email.smtp_probe_name", "is no host name");
    require(!email.smtp_probe || email.check, "email.smtp_probe",
            "needs email.check, which finds the mail servers");
  }

  void check_production() {
    if (values_.environment != "production") {
      return;
    }
    const std::string why =
        "is refused while environment is production; remove it or set environment to development";
    require(!values_.debug, "debug", why);
    require(values_.auth.required, "auth.required", why);
    require(values_.crawl.politeness, "crawl.politeness", why);
    require(values_.crawl.robots, "crawl.robots", why);
    require(values_.fetch.host_overrides.empty(), "fetch.host_overrides", why);
    require(values_.email.smtp_overrides.empty(), "email.smtp_overrides", why);
  }

  const effective& all_;
  const settings& values_;
  error problem_;
};

} // namespace

void derive(effective& all) {
  if (all.values.crawl.profile == "strict") {
    imply(all, "crawl.requests_per_minute", 30.0, "30", "crawl.profile strict");
  }
  if (all.values.debug) {
    imply(all, "log.level", std::string("debug"), "debug", "debug");
  }
  if (!all.values.supabase.url.empty()) {
    trust_project(all);
  }
  for (std::string& agent : all.values.fetch.user_agents) {
    fill_in(agent, all.values.fetch.contact);
  }
}

result<done> check(const effective& all) {
  return checker(all).run();
}

} // namespace leadstream::config
