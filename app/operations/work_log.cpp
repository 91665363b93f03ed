#include "app/operations/work_log.hpp"

#include "app/client/views.hpp"
#include "domain/json/read.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

using serve::log_level;
using fields = std::vector<std::pair<std::string, std::string>>;

/// Without what is not known.
void add(fields& to, const char* name, std::string value) {
  if (!value.empty()) {
    to.emplace_back(name, std::move(value));
  }
}

std::string text_of(const uuid& id) {
  return id.is_nil() ? std::string() : to_string(id);
}

/// The sources that the leads of a unit were seen at.
std::string sources_of(const unit_of_work& unit) {
  std::string all;
  for (const observation& seen : unit.observations) {
    if (all.find(seen.source) == std::string::npos) {
      all += (all.empty() ? "" : ",") + seen.source;
    }
  }
  return all;
}

} // namespace

void work_log::committed(const unit_of_work& unit, const commit_result& how) {
  next_.committed(unit, how);
  note_jobs(unit);
  note_steps(unit);
  if (debug_) {
    note_leads(unit);
  }
}

void work_log::note_jobs(const unit_of_work& unit) const {
  for (const job& j : unit.new_jobs) {
    log_({log_level::info,
          "job accepted",
          {{"job", to_string(j.id)}, {"industry", j.criteria.industry}, {"location", j.criteria.location}}});
  }
  for (const job_change& change : unit.jobs) {
    for (const job_error& e : change.errors) {
      fields said{{"job", to_string(change.job_id)}};
      add(said, "source", e.source);
      add(said, "target", e.target);
      add(said, "reason", e.reason);
      // Of one page among many it is a detail, of a whole source news.
      if (debug_ || e.target.empty()) {
        log_({e.target.empty() ? log_level::warning : log_level::debug, "job error", std::move(said)});
      }
    }
    if (change.status) {
      log_({log_level::info,
            std::string("job ") + to_string(*change.status),
            {{"job", to_string(change.job_id)}}});
    }
  }
}

/// What a job's log has as an entry stands in the program's log too.
void work_log::note_steps(const unit_of_work& unit) const {
  for (const event_draft& e : unit.events) {
    if (e.header.type != "job_log") {
      continue;
    }
    const auto entry = leadstream::json::read_lenient(e.payload);
    fields said;
    add(said, "job", text_of(e.header.job_id));
    for (const char* name : {"source", "step", "target", "reason"}) {
      add(said, name, entry ? text_at(*entry, name) : std::string());
    }
    log_({log_level::info, entry ? text_at(*entry, "message") : "job log", std::move(said)});
  }
}

void work_log::note_leads(const unit_of_work& unit) const {
  const std::string seen = sources_of(unit);
  for (const lead_change& change : unit.leads) {
    fields said;
    add(said, "job", text_of(unit.job_id));
    add(said, "source", seen);
    add(said, "lead", to_string(change.lead.company.id));
    add(said, "score", std::to_string(change.lead.company.lead_score));
    log_({log_level::debug, change.lead.version == 0 ? "lead created" : "lead updated", std::move(said)});
  }
  for (const rejected_record& one : unit.rejected) {
    fields said;
    add(said, "job", text_of(one.job_id));
    add(said, "source", one.source);
    add(said, "url", one.source_url);
    add(said, "reason", one.reason);
    log_({log_level::debug, "record rejected", std::move(said)});
  }
}

void work_log::fetched(std::string_view source, const fetch_outcome& how) {
  next_.fetched(source, how);
  if (!debug_) {
    return;
  }
  fields said{{"milliseconds", std::to_string(how.duration.count())}};
  add(said, "source", std::string(source));
  if (how.content) {
    add(said, "url", how.content->url.substr(0, how.content->url.find('?'))); // a query may be a secret
    add(said, "status", std::to_string(how.content->status));
  } else {
    add(said, "failure", to_string(how.failure));
    add(said, "detail", how.message);
  }
  log_({log_level::debug, "fetched", std::move(said)});
}

} // namespace leadstream::app
