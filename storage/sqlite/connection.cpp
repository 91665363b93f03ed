#include "storage/sqlite/connection.hpp"

#include "storage/failure.hpp"

#include <cstring>
#include <sqlite3.h>

namespace leadstream::storage::sqlite {
namespace {

error_code code_of(int status) {
  switch (status & 0xFF) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return error_code::malformed;
  case SQLITE_CONSTRAINT:
  case SQLITE_TOOBIG:
    return error_code::invalid_argument;
  case SQLITE_ERROR:
  case SQLITE_MISUSE:
    return error_code::internal;
  default: // full, busy, I/O, read-only, no memory: the database's state, not the caller's
    return error_code::unavailable;
  }
}

[[noreturn]] void fail(sqlite3* handle, int status) {
  const char* message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(status);
  throw failure(code_of(status), std::string("the database refused: ") + message);
}

void check(sqlite3* handle, int status) {
  if (status != SQLITE_OK) {
    fail(handle, status);
  }
}

} // namespace

connection::connection(const std::string& path, access mode) {
  const int flags =
      mode == access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int status =
      sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (status != SQLITE_OK) {
    const std::string reason = sqlite3_errstr(status);
    sqlite3_close_v2(handle_);
    throw failure(code_of(status), "the database " + path + " cannot be opened: " + reason, "storage.url");
  }
  sqlite3_busy_timeout(handle_, busy_milliseconds);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
}

connection::~connection() {
  for (const auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* prepared : statements) {
      sqlite3_finalize(prepared);
    }
  }
  sqlite3_close_v2(handle_);
}

void connection::execute(const char* sql) {
  check(handle_, sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::int64_t connection::changes() const {
  return sqlite3_changes64(handle_);
}

bool connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

sqlite3_stmt* connection::take(const char* sql) {
  auto& idle = idle_[sql];
  if (!idle.empty()) {
    sqlite3_stmt* prepared = idle.back();
    idle.pop_back();
    return prepared;
  }
  sqlite3_stmt* prepared = nullptr;
  check(handle_, sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr));
  return prepared;
}

void connection::give_back(const char* sql, sqlite3_stmt* prepared) {
  sqlite3_reset(prepared);
  sqlite3_clear_bindings(prepared);
  idle_[sql].push_back(prepared);
}

statement::~statement() {
  owner_.give_back(sql_, prepared_);
}

bool statement::step() {
  column_ = 0;
  const int status = sqlite3_step(prepared_);
  if (status == SQLITE_ROW) {
    return true;
  }
  if (status != SQLITE_DONE) {
    fail(owner_.handle(), status);
  }
  return false;
}

std::string_view statement::view() {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(prepared_, column_));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared_, column_));
  ++column_;
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

std::string statement::text() {
  return std::string(view());
}

uuid statement::id() {
  uuid value;
  const void* data = sqlite3_column_blob(prepared_, column_);
  if (data != nullptr && sqlite3_column_bytes(prepared_, column_) == static_cast<int>(value.bytes.size())) {
    std::memcpy(value.bytes.data(), data, value.bytes.size());
  }
  ++column_;
  return value;
}

std::int64_t statement::integer() {
  return sqlite3_column_int64(prepared_, column_++);
}

double statement::real() {
  return sqlite3_column_double(prepared_, column_++);
}

wall_time statement::time() {
  return wall_time(std::chrono::milliseconds(integer()));
}

std::optional<wall_time> statement::optional_time() {
  if (is_null()) {
    skip();
    return std::nullopt;
  }
  return time();
}

bool statement::is_null() const {
  return sqlite3_column_type(prepared_, column_) == SQLITE_NULL;
}

void statement::bind(std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  check(owner_.handle(),
        sqlite3_bind_text64(prepared_, ++bound_, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void statement::bind(const nullable_text& value) {
  value.text.empty() ? bind(std::nullopt) : bind(value.text);
}

void statement::bind(const uuid& value) {
  check(owner_.handle(),
        sqlite3_bind_blob64(prepared_, ++bound_, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
}

void statement::bind(const nullable_id& value) {
  value.id.is_nil() ? bind(std::nullopt) : bind(value.id);
}

void statement::bind(std::int64_t value) {
  check(owner_.handle(), sqlite3_bind_int64(prepared_, ++bound_, value));
}

void statement::bind(double value) {
  check(owner_.handle(), sqlite3_bind_double(prepared_, ++bound_, value));
}

void statement::bind(const std::vector<uuid>& values) {
  const void* data = values.empty() ? static_cast<const void*>("") : values.data();
  check(owner_.handle(),
        sqlite3_bind_blob64(prepared_, ++bound_, data, values.size() * sizeof(uuid), SQLITE_TRANSIENT));
}

} // namespace leadstream::storage::sqlite
