#include "storage/sqlite/functions.hpp"

#include "domain/law/erased_text.hpp"
#include "storage/failure.hpp"
#include "storage/sqlite/status.hpp"

#include <sqlite3.h>

namespace leadstream::storage::sqlite {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return bytes == nullptr ? std::string_view()
                          : std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void erase(sqlite3_context* call, int /*count*/, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
    return sqlite3_result_null(call);
  }
  const auto kind = law::parse_subject_kind(text_of(values[1]));
  const std::string_view text = text_of(values[0]);
  const std::string rest =
      kind ? law::erased_text(text, {*kind, std::string(text_of(values[2]))}) : std::string(text);
  sqlite3_result_text64(call, rest.data(), rest.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace

void add_functions(sqlite3* handle) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  const int status =
      sqlite3_create_function_v2(handle, "erased", 3, flags, nullptr, erase, nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) {
    throw failure(code_of(status), std::string("a function cannot be added: ") + sqlite3_errstr(status));
  }
}

} // namespace leadstream::storage::sqlite
