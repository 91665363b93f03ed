#include "storage/open.hpp"

#include "storage/async_store.hpp"
#include "storage/attempt.hpp"
#include "storage/memory/memory_database.hpp"
#include "storage/sqlite/sqlite_database.hpp"

#include <algorithm>

namespace leadstream::storage {

result<std::unique_ptr<store>> open_store(const storage_options& options) {
  return attempt<std::unique_ptr<store>>([&] {
    auto source = options.database == "memory:" ? make_memory_database(options) : open_sqlite(options);
    return make_async_store(std::move(source), std::clamp(options.readers, 1U, 64U), options.commit_units);
  });
}

} // namespace leadstream::storage
