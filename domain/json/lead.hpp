#pragma once
#include "domain/model/event.hpp"
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"
#include "domain/queries.hpp"

#include <cstddef>
#include <string>

/// How leads and jobs look in JSON: the same in REST answers, in stored events and so on the WebSocket.
namespace leadstream::json {

/// Appends {"city","state","country", and where known "street","postal_code","latitude","longitude"}.
void append(std::string& out, const place& where);

/// Appends a lead as lists show it and as the "data" of a company_update carries it: id, company_name,
/// industry, lead_score, category, contact_count, website, email, phone, location, size_category, status,
/// tags, owner, created_at, updated_at. What is unknown is null.
void append(std::string& out, const lead_row& row);

/// The same for a whole lead.
void append(std::string& out, const lead& whole);

/// A lead as one row; email and phone are those of the primary contact.
lead_row summarize(const lead& whole);

/// The news of a lead as the job with that id (or nil: a person) made it: as lists show it with `change`, and
/// of a merge `merged_ids`, the leads that went into it.
event_draft announce(const lead_change& change, const uuid& job_id);
/// The same of a lead into which none went; `change` is "created" or "updated".
event_draft announce(const lead& whole, const uuid& job_id, const char* change = "updated");
event_draft announce(const lead_row& row, const uuid& job_id, const char* change = "updated");

/// Appends a job: job_id, status, progress, results_count, error_count, errors (the newest `max_errors`,
/// oldest first), estimated_completion as seen at `now`, criteria, created_at, started_at, completed_at. The
/// default suits the "data" of a job_update; the status route shows all.
void append_job(std::string& out, const job& j, wall_time now, std::size_t max_errors = 10);

/// Appends the errors of a job as an array: source, target, reason, message, at.
void append(std::string& out, const std::vector<job_error>& errors);

} // namespace leadstream::json
