#include "storage/sqlite/status.hpp"

#include <sqlite3.h>

namespace leadstream::storage::sqlite {

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
  default:
    return error_code::unavailable;
  }
}

bool is_refusal(int status) {
  switch (status & 0xFF) {
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
    return true;
  default:
    return false;
  }
}

bool is_lost_sync(int status) {
  return status == SQLITE_IOERR_FSYNC || status == SQLITE_IOERR_DIR_FSYNC;
}

} // namespace leadstream::storage::sqlite
