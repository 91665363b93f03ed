#pragma once
#include "domain/model/result.hpp"

namespace leadstream::storage::sqlite {

/// What a status of SQLite means to a caller: unavailable for the database's state (full, busy, I/O,
/// read-only, no memory), which may be better later.
error_code code_of(int status);

/// Whether it means that nothing can be written at present: no space, or a disk that is read-only or broken.
bool is_refusal(int status);

/// Whether it means that what was written may or may not be on the disk, and that no later call can tell.
bool is_lost_sync(int status);

} // namespace leadstream::storage::sqlite
