#include "storage/sqlite/open_file.hpp"

#include "storage/failure.hpp"
#include "storage/sqlite/migrate.hpp"

#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::storage::sqlite {
namespace {

/// The file is for its owner alone; SQLite gives its log the same rights.
void create_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

void check_file(connection& db) {
  statement check(db, "PRAGMA quick_check(1)");
  if (check.step(); check.view() != "ok") {
    throw failure(error_code::malformed, "the database is damaged; restore a backup", "storage.url");
  }
}

} // namespace

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

std::unique_ptr<connection> open_writing(const std::filesystem::path& file, const storage_options& options) {
  create_private(file);
  auto db = std::make_unique<connection>(file.string(), connection::access::read_write);
  db->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
              "PRAGMA wal_autocheckpoint = 0; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8000; "
              "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864");
  if (options.quick_check) {
    check_file(*db);
  }
  migrate(*db, options.now());
  db->run("INSERT INTO streams (tenant_id, epoch) VALUES ('*', ?) ON CONFLICT DO NOTHING",
          to_string(make_uuid_v7(options.now(), options.random)));
  return db;
}

std::unique_ptr<connection> open_reading(const std::filesystem::path& file) {
  auto db = std::make_unique<connection>(file.string(), connection::access::read_only);
  db->execute("PRAGMA cache_size = -2000; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON");
  return db;
}

} // namespace leadstream::storage::sqlite
