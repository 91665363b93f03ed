#include "storage/sqlite/sqlite_database.hpp"

#include "storage/directory_lock.hpp"
#include "storage/failure.hpp"
#include "storage/sqlite/lead_queries.hpp"
#include "storage/sqlite/log_queries.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/sqlite_writer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::storage {
namespace {

using sqlite::connection;

std::unique_ptr<connection> open_reading(const std::filesystem::path& file) {
  auto db = std::make_unique<connection>(file.string(), connection::access::read_only);
  db->execute("PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON");
  return db;
}

class sqlite_reader : public reader {
public:
  explicit sqlite_reader(std::filesystem::path file) : file_(std::move(file)), db_(open_reading(file_)) {}

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
    return sqlite::open_leads(open_reading(file_), tenant, query);
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

/// The file is for its owner alone; SQLite gives its log the same rights.
void create_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

void check_file(connection& db) {
  sqlite::statement check(db, "PRAGMA quick_check(1)");
  if (check.step(); check.view() != "ok") {
    throw failure(error_code::malformed, "the database is damaged; restore a backup", "storage.database");
  }
}

std::unique_ptr<connection> open_writing(const std::filesystem::path& file, const storage_options& options) {
  create_private(file);
  auto db = std::make_unique<connection>(file.string(), connection::access::read_write);
  db->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
              "PRAGMA wal_autocheckpoint = 0; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000; "
              "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864");
  if (options.quick_check) {
    check_file(*db);
  }
  sqlite::migrate(*db, options.now());
  db->run("INSERT INTO streams (tenant_id, epoch) VALUES ('*', ?) ON CONFLICT DO NOTHING",
          to_string(make_uuid_v7(options.now(), options.random)));
  return db;
}

class sqlite_database : public database {
public:
  sqlite_database(std::filesystem::path file, const storage_options& options)
      : lock_(file.parent_path()), file_(std::move(file)), options_(options) {}

  /// Before the first reader: it makes the file.
  std::unique_ptr<writer> open_writer() override {
    return sqlite::make_writer(open_writing(file_, options_), options_);
  }
  std::unique_ptr<reader> open_reader() override { return std::make_unique<sqlite_reader>(file_); }

private:
  directory_lock lock_;
  std::filesystem::path file_;
  storage_options options_;
};

} // namespace

std::unique_ptr<database> open_sqlite(const std::filesystem::path& file, const storage_options& options) {
  return std::make_unique<sqlite_database>(std::filesystem::absolute(file), options);
}

} // namespace leadstream::storage
