#include "storage/sql/rows.hpp"

#include "storage/failure.hpp"
#include "storage/stored_json.hpp"

namespace leadstream::storage::sql {
namespace {

/// An enumerator by its name, which a CHECK of the table has passed.
template <class Enum>
Enum known(const std::optional<Enum>& parsed) {
  if (!parsed) {
    throw failure(error_code::malformed, "a stored name is not known to this program");
  }
  return *parsed;
}

place read_place(statement& row) {
  place where;
  where.street = row.text();
  where.city = row.text();
  where.state = row.text();
  where.postal_code = row.text();
  where.country = row.text();
  where.has_point = !row.is_null();
  where.latitude = row.real();
  where.longitude = row.real();
  where.method = row.text();
  where.confidence = row.real();
  return where;
}

} // namespace

job read_job(statement& row) {
  job j;
  j.id = row.id();
  j.status = known(parse_job_status(row.view()));
  decode(row.view(), j.criteria);
  j.results_count = static_cast<std::uint64_t>(row.integer());
  j.progress = static_cast<int>(row.integer());
  j.created_at = row.time();
  j.started_at = row.optional_time();
  j.completed_at = row.optional_time();
  j.estimated_duration = std::chrono::seconds(row.integer());
  decode(row.view(), j.errors);
  return j;
}

task read_task(statement& row) {
  task t;
  t.id = row.id();
  t.job_id = row.id();
  t.source = row.text();
  t.key = row.text();
  t.shard = static_cast<std::uint32_t>(row.integer());
  t.payload = row.text();
  t.cursor = row.text();
  t.state = known(parse_task_state(row.view()));
  t.attempts = static_cast<std::uint32_t>(row.integer());
  t.crashes = static_cast<std::uint32_t>(row.integer());
  return t;
}

lead_row read_lead_row(statement& row) {
  lead_row r;
  r.id = row.id();
  r.company_name = row.text();
  r.industry = row.text();
  r.size = parse_size_category(row.view());
  r.website = row.text();
  r.description = row.text();
  r.location = read_place(row);
  r.lead_score = static_cast<int>(row.integer());
  r.created_at = row.time();
  r.updated_at = row.time();
  r.contact_count = static_cast<std::uint32_t>(row.integer());
  r.email = row.text();
  r.phone = row.text();
  r.status = known(parse_lead_status(row.view()));
  if (const std::string_view tags = row.view(); tags != "[]") {
    decode(tags, r.tags);
  }
  r.owner = row.text();
  return r;
}

observation read_observation(statement& row) {
  observation o;
  o.id = row.id();
  o.source = row.text();
  o.record_id = row.text();
  o.source_url = row.text();
  o.fetched_at = row.time();
  o.type = known(parse_data_type(row.view()));
  o.rules_version = static_cast<std::uint32_t>(row.integer());
  o.subject = row.id();
  decode(row.view(), o.raw);
  decode(row.view(), o.processed);
  decode(row.view(), o.rejected);
  o.quality = row.real();
  return o;
}

} // namespace leadstream::storage::sql
