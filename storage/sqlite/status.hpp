#pragma once
#include "domain/model/result.hpp"

namespace leadstream::storage::sqlite {

/// What a status of SQLite means to a caller: unavailable for the database's state (full, busy, I/O,
/// read-only, no memory), which may be better later.
error_code code_of(int status);

} // namespace leadstream::storage::sqlite
