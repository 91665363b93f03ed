#include "domain/json/sources.hpp"

#include "domain/json/writer.hpp"

namespace leadstream::json {
namespace {

void append_time(writer& w, std::string_view name, const std::optional<wall_time>& at) {
  w.member_or_null(name, at ? to_rfc3339(*at) : std::string{});
}

void append_rate(writer& w, const sources::rate& rate) {
  w.key("rate_limit").begin_object();
  w.member("requests_per_minute", rate.requests_per_minute).member("concurrency", rate.concurrency);
  w.member("min_delay_ms", static_cast<std::int64_t>(rate.min_delay.count()));
  w.member("max_delay_ms", static_cast<std::int64_t>(rate.max_delay.count()));
  w.member("attempts", rate.attempts).end_object();
}

void append_storage(writer& w, const sources::storage_rule& rule) {
  w.key("storage").begin_object();
  for (const auto& [content, how] : rule.content) {
    w.member(content, sources::to_string(how));
  }
  w.member("otherwise", sources::to_string(rule.otherwise)).end_object();
}

} // namespace

void append(std::string& out, const source_state& state) {
  const sources::description& about = state.about;
  writer w(out);
  w.begin_object().member("name", about.name).member("title", about.title);
  w.member("kind", sources::to_string(about.kind)).member("priority", sources::to_string(about.priority));
  w.member("enabled", state.enabled).member("ready", state.not_ready.empty());
  w.member_or_null("not_ready", state.not_ready).key("data_types").begin_array();
  for (const std::string& type : about.gives) {
    w.value(type);
  }
  w.end_array();
  append_rate(w, about.rate);
  w.member("on_error", about.on_error);
  append_storage(w, about.storage);
  w.member("breaker", state.breaker).member("open_hosts", state.open_hosts);
  w.member("waiting", state.waiting).member("in_flight", state.in_flight);
  w.member("slowed_hosts", state.slowed_hosts).member("slowdown", state.slowdown);
  w.member("requests", state.attempts).member("successes", state.successes);
  w.member("failures", state.failures).member("success_rate", state.success_rate());
  w.member_or_null("last_error", state.last_error);
  append_time(w, "last_error_at", state.last_error_at);
  append_time(w, "last_success_at", state.last_success_at);
  w.member_or_null("notice", about.notice).end_object();
}

void append(std::string& out, const log_entry& entry) {
  writer w(out);
  w.begin_object().member("job_id", to_string(entry.job_id)).member("at", to_rfc3339(entry.at));
  w.member("source", entry.source).member("step", entry.step).member_or_null("target", entry.target);
  w.member_or_null("reason", entry.reason).member("message", entry.message).end_object();
}

event_draft announce(const log_entry& entry) {
  event_draft draft;
  draft.header.type = "job_log";
  draft.header.job_id = entry.job_id;
  append(draft.payload, entry);
  return draft;
}

} // namespace leadstream::json
