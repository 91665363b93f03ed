#include "storage/open.hpp"

#include "storage/async_store.hpp"
#include "storage/attempt.hpp"
#include "storage/memory/memory_database.hpp"
#include "storage/sqlite/sqlite_database.hpp"

#include <algorithm>
#include <string_view>

namespace leadstream::storage {
namespace {

std::unique_ptr<database> open_database(const storage_options& options) {
  constexpr std::string_view sqlite_prefix = "sqlite:";
  if (options.database == "memory:") {
    return make_memory_database(options);
  }
  const bool prefixed = options.database.starts_with(sqlite_prefix);
  const std::string file = options.database.substr(prefixed ? sqlite_prefix.size() : 0);
  if (file.find("://") != std::string::npos) {
    throw failure(error_code::invalid_argument,
                  "the database must be memory:, sqlite:PATH or the path of a file", "storage.database");
  }
  return open_sqlite(file.empty() ? options.directory / "leadstream.db" : std::filesystem::path(file),
                     options);
}

} // namespace

result<std::unique_ptr<store>> open_store(const storage_options& options) {
  return attempt<std::unique_ptr<store>>([&] {
    return make_async_store(open_database(options), std::clamp(options.readers, 1U, 64U),
                            options.commit_units);
  });
}

} // namespace leadstream::storage
