#include "storage/open.hpp"

#include "storage/connections.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/sqlite_database.hpp"
#include "storage/store.hpp"

#include <algorithm>

namespace leadstream::storage {

result<std::shared_ptr<connections>> open_database(const storage_options& options) {
  return attempt<std::shared_ptr<connections>>([&] {
    auto source = is_postgres(options.database) ? open_postgres(options) : open_sqlite(options);
    return std::make_shared<connections>(std::move(source), std::clamp(options.readers, 1U, 64U),
                                         options.commit_units, options.notice);
  });
}

result<std::unique_ptr<store>> open_store(const storage_options& options) {
  auto opened = open_database(options);
  if (!opened) {
    return opened.problem();
  }
  return make_store(*std::move(opened), options);
}

} // namespace leadstream::storage
