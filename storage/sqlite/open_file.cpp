#include "storage/sqlite/open_file.hpp"

#include "storage/failure.hpp"
#include "storage/sql/migrate.hpp"

#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace leadstream::storage::sqlite {
namespace {

std::int64_t ask(connection& db, const char* sql) {
  sql::statement question(db, sql);
  return question.step() ? question.integer() : 0;
}

/// A new file becomes Leadstream's; another program's is left alone.
void claim_file(connection& db) {
  const std::int64_t id = ask(db, "PRAGMA application_id");
  if (id != application_id && (id != 0 || ask(db, "SELECT count(*) FROM sqlite_schema") > 0)) {
    throw failure(error_code::malformed,
                  "the file is a database, but none of Leadstream; choose another path", "storage.url");
  }
  if (id == 0) {
    db.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  }
}

void check_file(connection& db) {
  sql::statement check(db, "PRAGMA quick_check(1)");
  if (check.step(); check.view() != "ok") {
    throw failure(error_code::malformed, "the database is damaged; restore a backup", "storage.url");
  }
}

} // namespace

void create_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

std::filesystem::path file_of(const storage_options& options) {
  constexpr std::string_view prefix = "sqlite:";
  std::string_view name = options.database;
  name.remove_prefix(name.starts_with(prefix) ? prefix.size() : 0);
  if (name.find("://") != std::string_view::npos) {
    throw failure(error_code::invalid_argument, "the database must be sqlite:PATH or the path of a file",
                  "storage.url");
  }
  return std::filesystem::absolute(name.empty() ? options.directory / "leadstream.db"
                                                : std::filesystem::path(name));
}

std::unique_ptr<connection> open_alone(const std::filesystem::path& file, const storage_options& options,
                                       std::shared_ptr<sql::count_memory> counts) {
  create_private(file);
  auto db = std::make_unique<connection>(file.string(), connection::access::write, std::move(counts));
  // Nothing of wal_autocheckpoint here: it would take away the hook by which the connection checkpoints
  // itself.
  db->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
              "PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000; "
              "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON");
  if (options.quick_check) {
    check_file(*db);
  }
  claim_file(*db);
  // A crash may have come between an erasure and the emptying of the log.
  db->forget_deleted();
  db->tidy();
  return db;
}

std::unique_ptr<connection> open_writing(const std::filesystem::path& file, const storage_options& options,
                                         std::shared_ptr<sql::count_memory> counts) {
  auto db = open_alone(file, options, std::move(counts));
  sql::migrate(*db, options.now());
  db->run("INSERT INTO streams (tenant_id, epoch) VALUES ('*', ?) ON CONFLICT (tenant_id) DO NOTHING",
          to_string(make_uuid_v7(options.now(), options.random)));
  return db;
}

std::unique_ptr<connection> open_reading(const std::filesystem::path& file,
                                         std::shared_ptr<sql::count_memory> counts) {
  auto db = std::make_unique<connection>(file.string(), connection::access::read, std::move(counts));
  db->execute("PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON");
  return db;
}

} // namespace leadstream::storage::sqlite
