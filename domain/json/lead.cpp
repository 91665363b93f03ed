#include "domain/json/lead.hpp"

#include "domain/json/writer.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>

namespace leadstream::json {
namespace {

void optional_time(writer& w, std::string_view name, const std::optional<wall_time>& moment) {
  w.member_or_null(name, moment ? to_rfc3339(*moment) : std::string());
}

void known_text(writer& w, std::string_view name, const std::string& text) {
  if (!text.empty()) {
    w.member(name, text);
  }
}

void append_place(writer& w, const place& where) {
  w.begin_object();
  w.member_or_null("city", where.city).member_or_null("state", where.state);
  w.member_or_null("country", where.country);
  known_text(w, "street", where.street);
  known_text(w, "postal_code", where.postal_code);
  if (where.has_point) {
    w.member("latitude", where.latitude).member("longitude", where.longitude);
  }
  w.end_object();
}

void append_criteria(writer& w, const search_criteria& criteria) {
  w.begin_object().member("industry", criteria.industry).member("location", criteria.location);
  w.member_or_null("company_size", criteria.company_size ? to_string(*criteria.company_size) : "");
  w.member("max_results", criteria.max_results);
  w.member_or_null("score_profile", criteria.score_profile.is_nil() ? "" : to_string(criteria.score_profile));
  w.end_object();
}

void append_error(writer& w, const job_error& e) {
  w.begin_object().member("source", e.source).member_or_null("target", e.target).member("reason", e.reason);
  w.member("message", e.message).member("at", to_rfc3339(e.at)).end_object();
}

} // namespace

void append(std::string& out, const place& where) {
  writer w(out);
  append_place(w, where);
}

void append(std::string& out, const lead_row& row) {
  writer w(out);
  w.begin_object().member("id", to_string(row.id)).member("company_name", row.company_name);
  w.member_or_null("industry", row.industry).member("lead_score", row.lead_score);
  w.member("category", score_category(row.lead_score)).member("contact_count", row.contact_count);
  w.member_or_null("website", row.website)
      .member_or_null("email", row.email)
      .member_or_null("phone", row.phone);
  append_place(w.key("location"), row.location);
  w.member_or_null("size_category", row.size ? to_string(*row.size) : "");
  w.member("status", to_string(row.status)).key("tags").begin_array();
  for (const std::string& tag : row.tags) {
    w.value(tag);
  }
  w.end_array().member_or_null("owner", row.owner);
  w.member("created_at", to_rfc3339(row.created_at))
      .member("updated_at", to_rfc3339(row.updated_at))
      .end_object();
}

void append(std::string& out, const lead& whole) {
  append(out, summarize(whole));
}

lead_row summarize(const lead& whole) {
  const company& c = whole.company;
  lead_row row;
  row.id = c.id;
  row.company_name = c.name;
  row.industry = c.industry;
  row.size = c.size;
  row.website = c.website;
  row.description = c.description;
  row.location = c.location;
  row.lead_score = c.lead_score;
  row.contact_count = static_cast<std::uint32_t>(whole.contacts.size());
  if (!whole.contacts.empty()) {
    row.email = whole.contacts.front().email;
    row.phone = whole.contacts.front().phone;
  }
  row.status = whole.marks.status;
  row.tags = whole.marks.tags;
  row.owner = whole.marks.owner;
  row.created_at = c.created_at;
  row.updated_at = c.updated_at;
  return row;
}

event_draft announce(const lead_change& change, const uuid& job_id) {
  event_draft draft = announce(change.lead, job_id, fate_of(change));
  if (!change.superseded.empty()) {
    draft.payload.back() = ',';
    writer w(draft.payload);
    w.key("merged_ids").begin_array();
    for (const uuid& gone : change.superseded) {
      w.value(to_string(gone));
    }
    w.end_array();
    draft.payload += '}';
  }
  return draft;
}

event_draft announce(const lead& whole, const uuid& job_id, const char* change) {
  return announce(summarize(whole), job_id, change);
}

event_draft announce(const lead_row& row, const uuid& job_id, const char* change) {
  event_draft draft;
  draft.header.type = "company_update";
  draft.header.job_id = job_id;
  draft.header.company_id = row.id;
  draft.header.score = row.lead_score;
  draft.header.industry = lower(row.industry);
  append(draft.payload, row);
  draft.payload.back() = ',';
  draft.payload.append(R"("change":")").append(change).append("\"}");
  return draft;
}

void append(std::string& out, const std::vector<job_error>& errors) {
  writer w(out);
  w.begin_array();
  for (const job_error& e : errors) {
    append_error(w, e);
  }
  w.end_array();
}

void append_job(std::string& out, const job& j, wall_time now, std::size_t max_errors) {
  writer w(out);
  w.begin_object().member("job_id", to_string(j.id)).member("status", to_string(j.status));
  w.member("progress", j.progress).member("results_count", j.results_count);
  w.member("error_count", static_cast<std::uint64_t>(j.errors.size())).key("errors").begin_array();
  const auto shown = static_cast<std::ptrdiff_t>(std::min(max_errors, j.errors.size()));
  std::for_each(j.errors.end() - shown, j.errors.end(), [&](const job_error& e) { append_error(w, e); });
  w.end_array().member("estimated_completion", to_rfc3339(estimated_completion(j, now)));
  append_criteria(w.key("criteria"), j.criteria);
  w.member("created_at", to_rfc3339(j.created_at));
  optional_time(w, "started_at", j.started_at);
  optional_time(w, "completed_at", j.completed_at);
  w.end_object();
}

} // namespace leadstream::json
