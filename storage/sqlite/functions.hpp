#pragma once

struct sqlite3;

namespace leadstream::storage::sqlite {

/// Adds the functions that our SQL uses beside SQLite's own: erased(text, kind, value), see law::erased_text.
/// Throws failure.
void add_functions(sqlite3* handle);

} // namespace leadstream::storage::sqlite
