#include "storage/sql/transaction.hpp"

#include "storage/failure.hpp"

namespace leadstream::storage::sql {
namespace {

/// For destructors: what cannot be undone now is undone by the database when the transaction or the
/// connection ends.
void try_run(connection& db, const char* sql) {
  try {
    if (db.in_transaction()) {
      db.run(sql);
      db.flush();
    }
  } catch (const failure&) {
    return;
  }
}

} // namespace

read_transaction::read_transaction(connection& db, const tenant_id& tenant)
    : db_(db), own_(!db.in_transaction()) {
  if (own_) {
    db_.begin(connection::access::read);
    db_.enter(tenant);
  }
}

read_transaction::~read_transaction() {
  if (own_) {
    try_run(db_, "COMMIT");
  }
}

write_transaction::write_transaction(connection& db) : db_(db) {
  db_.begin(connection::access::write);
}

write_transaction::~write_transaction() {
  try_run(db_, "ROLLBACK");
}

void write_transaction::commit() {
  require_transaction(db_);
  db_.run("COMMIT");
  db_.flush();
}

savepoint::savepoint(connection& db, const tenant_id& tenant) : db_(db) {
  require_transaction(db_);
  db_.run("SAVEPOINT unit");
  db_.enter(tenant);
}

savepoint::~savepoint() {
  if (!kept_) {
    try_run(db_, "ROLLBACK TO SAVEPOINT unit");
    try_run(db_, "RELEASE SAVEPOINT unit");
  }
}

void savepoint::keep() {
  db_.run("RELEASE SAVEPOINT unit");
  db_.flush();
  kept_ = true;
}

void require_transaction(const connection& db) {
  if (!db.in_transaction()) {
    throw failure(error_code::unavailable, "the database ended the transaction; try again later");
  }
}

} // namespace leadstream::storage::sql
