#include "app/operations/watching.hpp"

#include "app/version.hpp"
#include "domain/json/writer.hpp"
#include "domain/url/url.hpp"

#include <map>
#include <utility>

namespace leadstream::app {
namespace {

metrics::monitor::options monitor_of(const config::settings& s) {
  const config::alert_settings& a = s.alerts;
  metrics::monitor::options how;
  how.limits = {a.api_error_percent, a.success_percent, a.database_time,    a.queue,  a.outbox_lag,
                a.breaker_open,      a.disk_free_bytes, a.certificate_left, a.window, a.least_events};
  how.interval = a.interval;
  how.directory = s.storage.directory;
  return how;
}

std::string host_of(const std::string& address) {
  const auto read = parse_url(address);
  return read ? read->host : std::string();
}

/// Who is asked at a URL's host: an API or directory that the settings name, else somebody's website.
class source_namer {
public:
  source_namer(const config::settings& s, const actors::job_options& jobs) {
    add(s.sources.overpass.endpoint, "overpass");
    add(s.sources.google.endpoint, "google");
    add(s.sources.linkedin.api, "linkedin");
    for (const std::string& board : {jobs.boards.greenhouse, jobs.boards.lever, jobs.boards.ashby}) {
      add(board, "job_boards");
    }
    for (const auto& [name, recipe] : jobs.recipes) {
      add(recipe->base, name);
    }
  }

  std::string operator()(const std::string& url) const {
    const std::string host = host_of(url);
    if (const auto named = names_.find(host); named != names_.end()) {
      return named->second;
    }
    return host == "linkedin.com" || host.ends_with(".linkedin.com") ? "linkedin" : "website";
  }

private:
  void add(const std::string& address, const std::string& name) { names_.emplace(host_of(address), name); }

  std::map<std::string, std::string> names_; ///< by host
};

std::string no_source(const std::string& /*url*/) {
  return {};
}

std::string as_json(const alerts::change& c) {
  std::string out;
  json::writer w(out);
  w.begin_object().member("alert", c.what.name).member_or_null("about", c.what.about);
  w.member("state", c.raised ? "raised" : "resolved").member("value", c.what.value);
  w.member("limit", c.what.limit).member("detail", c.what.detail).member("at", to_rfc3339(c.at)).end_object();
  return out;
}

} // namespace

watching::watching(const config::settings& s, const actors::job_options& jobs, page_fetcher& fetcher,
                   std::function<void(const serve::log_line&)> log)
    : meter_(version_number(), s.alerts.database_time), work_(meter_, log, s.log.level == "debug"),
      fetcher_(metrics::measure(fetcher, work_, source_namer(s, jobs))),
      deliverer_(metrics::measure(fetcher, work_, no_source)), log_(std::move(log)) {
  metrics::monitor::options how = monitor_of(s);
  how.changed = [this](const alerts::change& c) {
    log_({c.raised ? serve::log_level::warning : serve::log_level::info,
          c.raised ? "alert raised" : "alert resolved",
          {{"alert", c.what.name}, {"about", c.what.about}, {"detail", c.what.detail}}});
    event_draft told;
    told.header.type = "alert_update";
    told.payload = as_json(c);
    inside_->announce(default_tenant(), {std::move(told)});
  };
  monitor_ = std::make_unique<metrics::monitor>(meter_, std::move(how));
}

void watching::start(service& inside) {
  inside_ = &inside;
  monitor_->start(inside);
}

} // namespace leadstream::app
