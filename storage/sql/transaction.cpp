#include "storage/sql/transaction.hpp"

#include "storage/failure.hpp"

namespace leadstream::storage::sql {
namespace {

/// For destructors: what cannot be undone now is undone by the database when the transaction or the
/// connection ends.
template <class Work>
void try_to(const connection& db, Work work) {
  try {
    if (db.in_transaction()) {
      work();
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
    try_to(db_, [this] { db_.commit(); });
  }
}

write_transaction::write_transaction(connection& db) : db_(db) {
  db_.begin(connection::access::write);
}

write_transaction::~write_transaction() {
  try_to(db_, [this] { db_.rollback(); });
}

void write_transaction::commit() {
  require_transaction(db_);
  db_.commit();
}

savepoint::savepoint(connection& db, const tenant_id& tenant) : db_(db) {
  require_transaction(db_);
  db_.begin_part();
  db_.enter(tenant);
}

savepoint::~savepoint() {
  if (!kept_) {
    try_to(db_, [this] { db_.undo_part(); });
  }
}

void savepoint::keep() {
  db_.keep_part();
  kept_ = true;
}

void require_transaction(const connection& db) {
  if (!db.in_transaction()) {
    throw failure(error_code::unavailable, "the database ended the transaction; try again later");
  }
}

} // namespace leadstream::storage::sql
