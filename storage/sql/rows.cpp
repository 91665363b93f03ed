#include "storage/sql/rows.hpp"

#include "storage/failure.hpp"
#include "storage/stored_json.hpp"

#include <array>

namespace leadstream::storage::sql {
namespace {

/// An enumerator by its name, which a CHECK of the table has passed.
template <class Enum>
Enum known(const std::optional<Enum>& parsed) {
  if (!parsed) {
    throw failure(error_code::internal, "a stored name is not known to this program");
  }
  return *parsed;
}

void read_place(statement& row, lead_row& r) {
  place& where = r.location;
  where.street = row.view();
  where.city = row.view();
  where.state = row.view();
  where.postal_code = row.view();
  where.country = row.view();
  where.has_point = !row.is_null();
  where.latitude = row.real();
  where.longitude = row.real();
  where.method = row.view();
  where.confidence = row.real();
}

void read_tags(statement& row, lead_row& r) {
  if (const std::string_view tags = row.view(); tags != "[]") {
    decode(tags, r.tags);
  }
}

template <auto Member>
void read_text(statement& row, lead_row& r) {
  r.*Member = row.view();
}

/// How each value of a lead is stored.
struct lead_column {
  lead_field of;
  const char* columns;
  void (*read)(statement&, lead_row&);
};

constexpr std::array lead_columns{
    lead_column{lead_field::company_name, ", c.name", read_text<&lead_row::company_name>},
    lead_column{lead_field::industry, ", c.industry", read_text<&lead_row::industry>},
    lead_column{lead_field::size, ", c.size_category",
                [](statement& row, lead_row& r) { r.size = parse_size_category(row.view()); }},
    lead_column{lead_field::website, ", c.website", read_text<&lead_row::website>},
    lead_column{lead_field::description, ", c.description", read_text<&lead_row::description>},
    lead_column{lead_field::location,
                ", c.street, c.city, c.state, c.postal_code, c.country, c.latitude, c.longitude, "
                "c.place_method, c.place_confidence",
                read_place},
    lead_column{lead_field::lead_score, ", c.lead_score",
                [](statement& row, lead_row& r) { r.lead_score = static_cast<int>(row.integer()); }},
    lead_column{lead_field::created_at, ", c.created_at",
                [](statement& row, lead_row& r) { r.created_at = row.time(); }},
    lead_column{lead_field::updated_at, ", c.updated_at",
                [](statement& row, lead_row& r) { r.updated_at = row.time(); }},
    lead_column{
        lead_field::contact_count, ", c.contact_count",
        [](statement& row, lead_row& r) { r.contact_count = static_cast<std::uint32_t>(row.integer()); }},
    lead_column{lead_field::email, ", c.primary_email", read_text<&lead_row::email>},
    lead_column{lead_field::phone, ", c.primary_phone", read_text<&lead_row::phone>},
    lead_column{lead_field::status, ", c.status",
                [](statement& row, lead_row& r) { r.status = known(parse_lead_status(row.view())); }},
    lead_column{lead_field::tags, ", c.tags", read_tags},
    lead_column{lead_field::owner, ", c.owner", read_text<&lead_row::owner>},
};

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

lead_reader::lead_reader(lead_fields chosen) {
  for (const lead_column& column : lead_columns) {
    if (chosen.has(column.of)) {
      columns_ += column.columns;
      values_.push_back(column.read);
    }
  }
}

void lead_reader::read(statement& from, lead_row& row) const {
  row.id = from.id();
  for (const read_value value : values_) {
    value(from, row);
  }
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
