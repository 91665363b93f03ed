#include "storage/sqlite/transaction.hpp"

#include "storage/failure.hpp"

namespace leadstream::storage::sqlite {
namespace {

/// For destructors: what cannot be undone now is undone by SQLite when the transaction or the connection
/// ends.
void try_run(connection& db, const char* sql) {
  try {
    if (db.in_transaction()) {
      db.run(sql);
    }
  } catch (const failure&) {
    return;
  }
}

} // namespace

read_transaction::read_transaction(connection& db) : db_(db), own_(!db.in_transaction()) {
  if (own_) {
    db_.run("BEGIN");
  }
}

read_transaction::~read_transaction() {
  if (own_) {
    try_run(db_, "COMMIT");
  }
}

write_transaction::write_transaction(connection& db) : db_(db) {
  db_.run("BEGIN IMMEDIATE");
}

write_transaction::~write_transaction() {
  try_run(db_, "ROLLBACK");
}

void write_transaction::commit() {
  require_transaction(db_);
  db_.run("COMMIT");
}

savepoint::savepoint(connection& db) : db_(db) {
  require_transaction(db_);
  db_.run("SAVEPOINT unit");
}

savepoint::~savepoint() {
  if (!kept_) {
    try_run(db_, "ROLLBACK TO unit");
    try_run(db_, "RELEASE unit");
  }
}

void savepoint::keep() {
  db_.run("RELEASE unit");
  kept_ = true;
}

void require_transaction(const connection& db) {
  if (!db.in_transaction()) {
    throw failure(error_code::unavailable, "the database ended the transaction; try again later");
  }
}

} // namespace leadstream::storage::sqlite
