#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

/// Rows of the tables as values. Each function reads the columns that the list of that name selects, in its
/// order.
namespace leadstream::storage::sql {

#define LEADSTREAM_JOB_COLUMNS                                                                               \
  "id, status, search_criteria, results_count, progress, created_at, started_at, completed_at, "             \
  "estimated_duration, "                                                                                     \
  "errors"
job read_job(statement& row);

#define LEADSTREAM_TASK_COLUMNS "id, job_id, source, key, shard, payload, cursor, state, attempts, crashes"
task read_task(statement& row);

#define LEADSTREAM_LEAD_COLUMNS                                                                              \
  "c.id, c.name, c.industry, c.size_category, c.website, c.description, c.street, c.city, c.state, "         \
  "c.postal_code, "                                                                                          \
  "c.country, c.latitude, c.longitude, c.place_method, c.place_confidence, c.lead_score, c.created_at, "     \
  "c.updated_at, c.contact_count, c.primary_email, c.primary_phone, c.status, c.tags, c.owner"
lead_row read_lead_row(statement& row);

#define LEADSTREAM_OBSERVATION_COLUMNS                                                                       \
  "id, source, record_id, source_url, scraped_at, data_type, rules_version, subject, raw_data, "             \
  "processed_data, "                                                                                         \
  "rejected, quality_score"
observation read_observation(statement& row);

} // namespace leadstream::storage::sql
