#pragma once
#include "domain/model/decision.hpp"
#include "domain/model/result.hpp"
#include "storage/options.hpp"

#include <optional>
#include <string>
#include <vector>

/// What an operator does with a database while no server runs on it. Blocks.
namespace leadstream::storage {

/// One step of the schema, and when it was done in this database.
struct schema_step {
  int number = 0;
  std::string name;
  std::optional<wall_time> applied_at; ///< absent: still to do
};

/// The steps that this program knows. Reads alone, also beside a running server; a database that does not
/// exist has none done. Errors as open_store().
result<std::vector<schema_step>> schema_of(const storage_options& options);

/// Where a webhook that is on leads.
struct webhook_address {
  uuid id;
  std::string url;
};

/// Those of all tenants. Reads alone, as schema_of(); a database without that step of the schema has none.
result<std::vector<webhook_address>> webhook_addresses(const storage_options& options);

/// The domains that asked not to be crawled. Reads alone, as webhook_addresses().
result<std::vector<std::string>> opted_out_domains(const storage_options& options);

/// Brings the schema up to date and gives the steps as they then stand.
result<std::vector<schema_step>> migrate_schema(const storage_options& options);

/// Undoes the newest step that was done, and gives the steps as they then stand. What it added is lost. Error
/// invalid_argument when the step has no way back.
result<std::vector<schema_step>> migrate_schema_back(const storage_options& options);

/// The SQL that migrate_schema() (or, when `back`, migrate_schema_back()) would run now.
result<std::string> planned_migration(const storage_options& options, bool back);

struct rebuild_report {
  std::uint64_t leads = 0;
  std::uint64_t changed = 0; ///< those whose rows were not what their observations say
};

/// Computes every lead's rows again from its observations (scraped_data): companies, contacts, keys and
/// scores. Migrates first. Rows that were right stay untouched.
result<rebuild_report> rebuild_leads(const storage_options& options);

struct rescore_report {
  std::uint64_t leads = 0;
  std::uint64_t changed = 0;
  std::uint64_t unknown = 0; ///< stored before scores could be computed again; a rebuild helps
};

/// Scores every lead again, in seconds for a million: nothing but the scores is read and written. By the
/// saved profile that a lead's search named, else by that of the options. The first 10,000 leads of a tenant
/// that come into another category are told to subscribers and webhooks when a server runs again.
result<rescore_report> rescore_leads(const storage_options& options);

/// Makes leads one, or takes one apart (dedup/decisions.hpp), in the default tenant; gives the leads that
/// stand now. Errors as tenant_store::decide().
result<std::vector<uuid>> decide_leads(const storage_options& options, const lead_decision& what);

} // namespace leadstream::storage
