#pragma once
#include "storage/sql/connection.hpp"

/// Spans of statements that belong together, each ended by its destructor.
namespace leadstream::storage::sql {

/// Statements that see one committed state of one tenant. Inside an open transaction it changes nothing.
class read_transaction {
public:
  read_transaction(connection& db, const tenant_id& tenant);
  read_transaction(const read_transaction&) = delete;
  read_transaction& operator=(const read_transaction&) = delete;
  ~read_transaction();

private:
  connection& db_;
  bool own_;
};

/// Statements that are stored together when commit() is reached, else not at all.
class write_transaction {
public:
  explicit write_transaction(connection& db);
  write_transaction(const write_transaction&) = delete;
  write_transaction& operator=(const write_transaction&) = delete;
  ~write_transaction();
  void commit();

private:
  connection& db_;
};

/// A part of an open transaction, of one tenant, that is undone unless keep() is reached.
class savepoint {
public:
  /// Throws failure(unavailable) when the database has ended the transaction by itself, as it does after some
  /// errors.
  savepoint(connection& db, const tenant_id& tenant);
  savepoint(const savepoint&) = delete;
  savepoint& operator=(const savepoint&) = delete;
  ~savepoint();
  void keep();

private:
  connection& db_;
  bool kept_ = false;
};

/// Throws failure(unavailable) when no transaction is open any more.
void require_transaction(const connection& db);

} // namespace leadstream::storage::sql
