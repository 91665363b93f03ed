#include "storage/sqlite/prepared.hpp"

#include "storage/failure.hpp"
#include "storage/sqlite/status.hpp"

#include <cstring>
#include <sqlite3.h>
#include <string>

namespace leadstream::storage::sqlite {

void fail(sqlite3* handle, int status) {
  const char* message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(status);
  throw failure(code_of(status), std::string("the database refused: ") + message);
}

prepared::~prepared() {
  sqlite3_finalize(statement_);
}

void prepared::bind_text(int place, std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  owner_.check(sqlite3_bind_text64(statement_, place, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void prepared::bind_id(int place, const uuid& value) {
  owner_.check(
      sqlite3_bind_blob64(statement_, place, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
}

void prepared::bind_ids(int place, const std::vector<uuid>& values) {
  const void* data = values.empty() ? static_cast<const void*>("") : values.data();
  owner_.check(sqlite3_bind_blob64(statement_, place, data, values.size() * sizeof(uuid), SQLITE_TRANSIENT));
}

void prepared::bind_bytes(int place, std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  owner_.check(sqlite3_bind_blob64(statement_, place, data, value.size(), SQLITE_TRANSIENT));
}

void prepared::bind_integer(int place, std::int64_t value) {
  owner_.check(sqlite3_bind_int64(statement_, place, value));
}

void prepared::bind_real(int place, double value) {
  owner_.check(sqlite3_bind_double(statement_, place, value));
}

void prepared::bind_time(int place, wall_time value) {
  bind_integer(place, value.time_since_epoch().count());
}

bool prepared::step() {
  const int status = sqlite3_step(statement_);
  if (status != SQLITE_ROW && status != SQLITE_DONE) {
    owner_.check(status);
  }
  return status == SQLITE_ROW;
}

void prepared::run() {
  while (step()) {
  }
}

bool prepared::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view prepared::text(int column) {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

std::string_view prepared::bytes(int column) {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

uuid prepared::id(int column) {
  uuid value;
  if (const std::string_view stored = bytes(column); stored.size() == value.bytes.size()) {
    std::memcpy(value.bytes.data(), stored.data(), value.bytes.size());
  }
  return value;
}

std::int64_t prepared::integer(int column) {
  return sqlite3_column_int64(statement_, column);
}

double prepared::real(int column) {
  return sqlite3_column_double(statement_, column);
}

wall_time prepared::time(int column) {
  return wall_time(std::chrono::milliseconds(integer(column)));
}

void prepared::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

} // namespace leadstream::storage::sqlite
