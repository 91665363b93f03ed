#include "storage/sqlite/sqlite_database.hpp"

#include "storage/directory_lock.hpp"
#include "storage/sqlite/lead_queries.hpp"
#include "storage/sqlite/log_queries.hpp"
#include "storage/sqlite/open_file.hpp"
#include "storage/sqlite/sqlite_writer.hpp"

namespace leadstream::storage {
namespace {

using sqlite::connection;

class sqlite_reader : public reader {
public:
  explicit sqlite_reader(std::filesystem::path file)
      : file_(std::move(file)), db_(sqlite::open_reading(file_)) {}

  job find_job(const tenant_id& tenant, const uuid& id) override {
    return sqlite::find_job(*db_, tenant, id);
  }
  job_page list_jobs(const tenant_id& tenant, const job_query& query) override {
    return sqlite::list_jobs(*db_, tenant, query);
  }
  std::vector<task_count> count_tasks(const tenant_id& tenant, const uuid& job_id) override {
    return sqlite::count_tasks(*db_, tenant, job_id);
  }
  lead find_lead(const tenant_id& tenant, const uuid& id) override {
    return sqlite::find_lead(*db_, tenant, id);
  }
  lead_page list_leads(const tenant_id& tenant, const lead_query& query) override {
    return sqlite::list_leads(*db_, tenant, query);
  }
  std::unique_ptr<lead_snapshot> open_leads(const tenant_id& tenant, const lead_query& query) override {
    return sqlite::open_leads(sqlite::open_reading(file_), tenant, query);
  }
  std::vector<related_lead> find_related(const tenant_id& tenant, const std::vector<lead_key>& keys,
                                         const std::vector<std::string>& blocking_keys) override {
    return sqlite::find_related(*db_, tenant, keys, blocking_keys);
  }
  std::vector<uuid> known_observations(const tenant_id& tenant, const std::vector<uuid>& ids) override {
    return sqlite::known_observations(*db_, tenant, ids);
  }
  event_page read_events(const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit) override {
    return sqlite::read_events(*db_, tenant, after_seq, limit);
  }
  position find_position(const tenant_id& tenant) override { return sqlite::find_position(*db_, tenant); }
  std::vector<owned_job> unfinished_jobs() override { return sqlite::unfinished_jobs(*db_); }

private:
  std::filesystem::path file_;
  std::unique_ptr<connection> db_;
};

class sqlite_database : public database {
public:
  explicit sqlite_database(const storage_options& options)
      : file_(sqlite::file_of(options)), lock_(file_.parent_path()), options_(options) {}

  /// Before the first reader: it makes the file.
  std::unique_ptr<writer> open_writer() override {
    return sqlite::make_writer(sqlite::open_writing(file_, options_), options_);
  }
  std::unique_ptr<reader> open_reader() override { return std::make_unique<sqlite_reader>(file_); }

private:
  std::filesystem::path file_;
  directory_lock lock_;
  storage_options options_;
};

} // namespace

std::unique_ptr<database> open_sqlite(const storage_options& options) {
  return std::make_unique<sqlite_database>(options);
}

} // namespace leadstream::storage
