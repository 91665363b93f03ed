#include "storage/sqlite/backup.hpp"

#include "storage/directory_lock.hpp"
#include "storage/failure.hpp"
#include "storage/sql/backup.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sqlite/open_file.hpp"

#include <fstream>
#include <set>
#include <sqlite3.h>

namespace leadstream::storage::sqlite {
namespace {

/// Copies one committed state of a whole database, however long that takes.
void copy(connection& from, connection& to) {
  sqlite3_backup* work = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (work == nullptr) {
    to.check(sqlite3_extended_errcode(to.handle()));
    throw failure(error_code::internal, "the copy cannot begin");
  }
  const int status = sqlite3_backup_step(work, -1);
  const int ended = sqlite3_backup_finish(work);
  if (status != SQLITE_DONE) {
    to.check(ended == SQLITE_OK ? status : ended);
  }
}

std::string ask(connection& db, const char* sql) {
  sql::statement row(db, sql);
  return row.step() ? row.text() : std::string();
}

void check_whole(connection& db, const std::filesystem::path& file) {
  if (ask(db, "PRAGMA integrity_check(1)") != "ok") {
    throw failure(error_code::malformed, file.string() + " is damaged; take another backup", "file");
  }
}

std::set<std::string> schema_of(connection& db) {
  sql::statement row(db,
                     "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' "
                     "ESCAPE '\\'");
  std::set<std::string> objects;
  while (row.step()) {
    std::string object = row.text();
    objects.insert(std::move(object) + ": " + row.text());
  }
  return objects;
}

/// A trigger or a view of somebody else's would work on with what is stored from now on.
void check_schema(connection& db) {
  std::vector<int> done;
  for (const schema_step& step : sql::steps_of(db)) {
    if (step.applied_at) {
      done.push_back(step.number);
    }
  }
  connection own(":memory:", connection::access::write);
  sql::migrate(own, {}, &done);
  const auto ours = schema_of(own);
  for (const std::string& object : schema_of(db)) {
    if (!ours.contains(object)) {
      throw failure(error_code::malformed, "it has a " + object.substr(0, object.find(':')) +
                                               " that is none of Leadstream's schema");
    }
  }
}

/// A backup of this program, undamaged and of a schema that it knows.
std::unique_ptr<connection> open_backup(const std::filesystem::path& file) {
  auto db = std::make_unique<connection>(file.string(), connection::access::read);
  try {
    if (ask(*db, "PRAGMA application_id") != std::to_string(application_id)) {
      throw failure(error_code::malformed, "it is none of Leadstream");
    }
    check_whole(*db, file);
    check_schema(*db);
  } catch (const failure& problem) {
    throw failure(error_code::malformed,
                  file.string() + " is no backup that can be restored: " + problem.problem().message, "file");
  }
  return db;
}

void require_replaceable(const std::filesystem::path& file, const storage_options& options, bool replace) {
  if (!replace && std::filesystem::exists(file) && sql::holds_something(*open_alone(file, options))) {
    throw failure(error_code::invalid_argument,
                  "the database " + file.string() +
                      " holds something; --replace puts the backup in its place");
  }
}

/// The old file, complete by itself, is kept under another name; there is a database at any moment.
void keep_old(const std::filesystem::path& file, const storage_options& options) {
  if (!std::filesystem::exists(file)) {
    return;
  }
  try {
    open_alone(file, options);
  } catch (const failure&) {
    // It is damaged, which may be why it is replaced.
    for (const char* beside : {"-wal", "-shm"}) {
      std::filesystem::remove(file.string() + beside);
    }
  }
  const std::filesystem::path old = file.string() + ".replaced";
  std::filesystem::remove(old);
  std::filesystem::create_hard_link(file, old);
}

/// An empty file for its owner alone.
std::filesystem::path make_private(const std::filesystem::path& file) {
  std::ofstream(file, std::ios::trunc).flush();
  std::filesystem::permissions(file,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return file;
}

} // namespace

std::uint64_t back_up(const storage_options& options, const std::filesystem::path& file) {
  const auto source = file_of(options);
  if (!std::filesystem::exists(source)) {
    throw failure(error_code::not_found, "there is no database " + source.string(), "storage.url");
  }
  const auto from = open_reading(source);
  connection to(file.string(), connection::access::write);
  copy(*from, to);
  to.execute("PRAGMA journal_mode = DELETE"); // one file, that needs no other beside it
  check_whole(to, file);
  return sql::count_all_leads(to);
}

std::uint64_t restore(const storage_options& options, const std::filesystem::path& file, bool replace) {
  const auto from = open_backup(file);
  const auto target = file_of(options);
  const directory_lock lock(target.parent_path());
  require_replaceable(target, options, replace);
  const auto fresh = make_private(target.string() + ".restoring");
  std::uint64_t leads = 0;
  {
    connection plain(fresh.string(), connection::access::write);
    copy(*from, plain);
  }
  {
    const auto to = open_alone(fresh, options);
    sql::migrate(*to, options.now());
    leads = sql::begin_streams_anew(*to, options);
  }
  keep_old(target, options);
  std::filesystem::rename(fresh, target);
  return leads;
}

} // namespace leadstream::storage::sqlite
