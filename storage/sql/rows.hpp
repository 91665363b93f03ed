#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <string>
#include <vector>

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

/// Reads chosen values of leads from companies, which the statement calls c.
class lead_reader {
public:
  explicit lead_reader(lead_fields chosen);
  /// "c.id, c.name, …": what to select first.
  const std::string& columns() const { return columns_; }
  /// Fills an empty row.
  void read(statement& from, lead_row& row) const;

private:
  using read_value = void (*)(statement&, lead_row&);

  std::string columns_ = "c.id";
  std::vector<read_value> values_;
};

#define LEADSTREAM_OBSERVATION_COLUMNS                                                                       \
  "id, source, record_id, source_url, scraped_at, data_type, rules_version, subject, raw_data, "             \
  "processed_data, "                                                                                         \
  "rejected, quality_score"
observation read_observation(statement& row);

} // namespace leadstream::storage::sql
