#include "storage/archive/archive_index.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/open_file.hpp"

#include <array>
#include <utility>

namespace leadstream::storage::archive {
namespace {

constexpr const char* schema = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS answers (
  id BLOB PRIMARY KEY,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  file INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  size INTEGER NOT NULL,
  body_id BLOB NOT NULL,
  body_file INTEGER NOT NULL,
  body_offset INTEGER NOT NULL,
  body_size INTEGER NOT NULL,
  asked TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS answers_by_url ON answers (url, fetched_at DESC);
CREATE INDEX IF NOT EXISTS answers_by_digest ON answers (digest);
CREATE INDEX IF NOT EXISTS answers_by_file ON answers (file, offset);
CREATE INDEX IF NOT EXISTS answers_by_body_file ON answers (body_file);
CREATE INDEX IF NOT EXISTS answers_by_host ON answers (host);
CREATE TABLE IF NOT EXISTS uses (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id BLOB NOT NULL,
  tenant TEXT NOT NULL,
  answer BLOB NOT NULL,
  source TEXT NOT NULL,
  requested_url TEXT NOT NULL,
  subjects TEXT NOT NULL,
  region TEXT NOT NULL,
  about TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS uses_by_job ON uses (job_id, number);
CREATE INDEX IF NOT EXISTS uses_by_answer ON uses (answer);
)sql";

/// What an index that was made before has not.
constexpr std::array added{
    std::pair{"answers", "asked"},
    std::pair{"uses", "about"},
};

constexpr const char* later_schema =
    "CREATE INDEX IF NOT EXISTS answers_asked ON answers (id) WHERE asked <> ''";

#define LEADSTREAM_ENTRY                                                                                     \
  "SELECT id, url, host, fetched_at, digest, file, offset, size, body_id, body_file, body_offset, "          \
  "body_size, asked "                                                                                        \
  "FROM answers "

std::uint64_t number(sql::statement& row) {
  return static_cast<std::uint64_t>(row.integer());
}

place place_of(sql::statement& row) {
  place where;
  where.file = number(row);
  where.offset = number(row);
  where.size = number(row);
  return where;
}

entry entry_of(sql::statement& row) {
  entry e;
  e.id = row.id();
  e.url = row.text();
  e.host = row.text();
  e.fetched_at = row.time();
  e.digest = row.text();
  e.record = place_of(row);
  e.body_id = row.id();
  e.body = place_of(row);
  e.asked = row.text();
  return e;
}

std::optional<entry> first(sql::statement& row) {
  return row.step() ? std::optional(entry_of(row)) : std::nullopt;
}

std::string joined(const std::vector<uuid>& ids) {
  std::string out;
  for (const uuid& id : ids) {
    out += (out.empty() ? "" : " ") + to_string(id);
  }
  return out;
}

std::vector<uuid> split(std::string_view text) {
  constexpr std::size_t length = 36;
  std::vector<uuid> ids;
  for (; text.size() >= length; text.remove_prefix(std::min(text.size(), length + 1))) {
    ids.push_back(parse_uuid(text.substr(0, length)).value_or(uuid{}));
  }
  return ids;
}

/// Addresses stand in it: the file and its log are for their owner alone, also when they were made wider.
void make_private(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  sqlite::create_private(file);
  for (const char* ending : {"", "-wal", "-shm"}) {
    std::error_code absent;
    fs::permissions(file.string() + ending, fs::perms::owner_read | fs::perms::owner_write, absent);
  }
}

bool has_column(sql::connection& db, const char* table, const char* column) {
  sql::statement row(db, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, column);
  return row.step();
}

} // namespace

archive_index::archive_index(const std::filesystem::path& file) {
  make_private(file);
  db_ = std::make_unique<sqlite::connection>(file.string(), sql::connection::access::write);
  db_->execute(schema);
  for (const auto& [table, column] : added) {
    if (!has_column(*db_, table, column)) {
      db_->execute(
          ("ALTER TABLE " + std::string(table) + " ADD COLUMN " + column + " TEXT NOT NULL DEFAULT ''")
              .c_str());
    }
  }
  db_->execute(later_schema);
}

void archive_index::begin() {
  if (!db_->in_transaction()) {
    db_->begin(sql::connection::access::write);
  }
}

void archive_index::commit() {
  if (db_->in_transaction()) {
    db_->execute("COMMIT");
    db_->tidy();
  }
}

void archive_index::add(const entry& e) {
  db_->run("INSERT OR REPLACE INTO answers (id, url, host, fetched_at, digest, file, offset, size, body_id, "
           "body_file, "
           "body_offset, body_size, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           e.id, e.url, e.host, e.fetched_at, e.digest, e.record.file, e.record.offset, e.record.size,
           e.body_id, e.body.file, e.body.offset, e.body.size, e.asked);
}

std::optional<entry> archive_index::newest(const std::string& url, const std::string& asked) {
  sql::statement row(*db_,
                     LEADSTREAM_ENTRY "WHERE url = ? AND asked IN ('', ?) ORDER BY fetched_at DESC LIMIT 1",
                     url, asked);
  return first(row);
}

std::optional<entry> archive_index::find(const uuid& id) {
  sql::statement row(*db_, LEADSTREAM_ENTRY "WHERE id = ?", id);
  return first(row);
}

std::optional<entry> archive_index::with_body(const std::string& digest) {
  sql::statement row(*db_, LEADSTREAM_ENTRY "WHERE digest = ? AND id = body_id LIMIT 1", digest);
  return first(row);
}

std::uint64_t archive_index::end_of(std::uint64_t file) {
  sql::statement row(*db_, "SELECT max(offset + size) FROM answers WHERE file = ?", file);
  return row.step() ? number(row) : 0;
}

wall_time archive_index::newest_in(std::uint64_t file) {
  sql::statement row(*db_, "SELECT max(fetched_at) FROM answers WHERE file = ?", file);
  return row.step() ? row.time() : wall_time{};
}

void archive_index::forget_file(std::uint64_t file) {
  db_->run("DELETE FROM uses WHERE answer IN (SELECT id FROM answers WHERE file = ? OR body_file = ?)", file,
           file);
  db_->run("DELETE FROM answers WHERE file = ? OR body_file = ?", file, file);
}

void archive_index::forget_requests(const std::string& domain) {
  db_->run("DELETE FROM uses WHERE lower(requested_url) || '/' GLOB ?1 OR '/' || lower(about) || '/' GLOB ?1",
           "*[/.@]" + domain + "[/:?#]*");
}

std::uint64_t archive_index::forget_host(const std::string& host) {
  db_->run(
      "DELETE FROM uses WHERE answer IN (SELECT id FROM answers WHERE host = ? OR body_id IN (SELECT id FROM "
      "answers WHERE host = ?))",
      host, host);
  db_->run("DELETE FROM answers WHERE host <> ? AND body_id IN (SELECT id FROM answers WHERE host = ?)", host,
           host);
  db_->run("DELETE FROM answers WHERE host = ?", host);
  return static_cast<std::uint64_t>(db_->changes());
}

void archive_index::forget(const entry& e) {
  db_->run("DELETE FROM uses WHERE answer IN (SELECT id FROM answers WHERE body_id = ?1 OR id = ?2)",
           e.body_id, e.id);
  db_->run("DELETE FROM answers WHERE body_id = ?1 OR id = ?2", e.body_id, e.id);
}

std::vector<entry> archive_index::answers_after(const uuid& id, std::size_t limit) {
  sql::statement row(*db_, LEADSTREAM_ENTRY "WHERE asked <> '' AND id > ? ORDER BY id LIMIT ?", id,
                     std::uint64_t{limit});
  std::vector<entry> all;
  while (row.step()) {
    all.push_back(entry_of(row));
  }
  return all;
}

std::vector<std::string> archive_index::hosts_within(const std::string& domain) {
  sql::statement row(
      *db_, "SELECT DISTINCT host FROM answers WHERE host = ?1 OR substr(host, -length(?1) - 1) = '.' || ?1",
      domain);
  std::vector<std::string> hosts;
  while (row.step()) {
    hosts.push_back(row.text());
  }
  return hosts;
}

std::vector<std::uint64_t> archive_index::files_of(const std::string& host) {
  sql::statement row(*db_, "SELECT DISTINCT file FROM answers WHERE host = ? ORDER BY file", host);
  std::vector<std::uint64_t> files;
  while (row.step()) {
    files.push_back(number(row));
  }
  return files;
}

std::vector<entry> archive_index::all_in(std::uint64_t file) {
  sql::statement row(*db_, LEADSTREAM_ENTRY "WHERE file = ? ORDER BY offset", file);
  std::vector<entry> all;
  while (row.step()) {
    all.push_back(entry_of(row));
  }
  return all;
}

void archive_index::move(const entry& e, const place& to) {
  db_->run("UPDATE answers SET file = ?, offset = ?, size = ? WHERE id = ?", to.file, to.offset, to.size,
           e.id);
  db_->run("UPDATE answers SET body_file = ?, body_offset = ?, body_size = ? WHERE body_id = ?", to.file,
           to.offset, to.size, e.id);
}

void archive_index::note(const page_use& use) {
  db_->run("INSERT INTO uses (job_id, tenant, answer, source, requested_url, subjects, region, about) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
           use.job_id, use.tenant.value, parse_uuid(use.archived_as).value_or(uuid{}), use.source,
           use.requested_url, joined(use.subjects), use.region, use.about);
}

std::vector<kept_use> archive_index::uses(const uuid& job_id, std::uint64_t after, std::size_t limit) {
  sql::statement row(
      *db_,
      "SELECT number, tenant, answer, source, requested_url, subjects, region, about FROM uses "
      "WHERE job_id = ? AND number > ? ORDER BY number LIMIT ?",
      job_id, after, std::uint64_t{limit});
  std::vector<kept_use> all;
  while (row.step()) {
    kept_use kept;
    kept.number = number(row);
    kept.use.job_id = job_id;
    kept.use.tenant.value = row.text();
    kept.use.archived_as = to_string(row.id());
    kept.use.source = row.text();
    kept.use.requested_url = row.text();
    kept.use.subjects = split(row.view());
    kept.use.region = row.text();
    kept.use.about = row.text();
    all.push_back(std::move(kept));
  }
  return all;
}

} // namespace leadstream::storage::archive
