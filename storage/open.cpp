#include "storage/open.hpp"

#include "storage/async_store.hpp"
#include "storage/attempt.hpp"
#include "storage/memory/memory_database.hpp"

namespace leadstream::storage {
namespace {

std::unique_ptr<database> open_database(const storage_options& options) {
  return make_memory_database(options);
}

} // namespace

result<std::unique_ptr<store>> open_store(const storage_options& options) {
  return attempt<std::unique_ptr<store>>(
      [&] { return make_async_store(open_database(options), options.readers, options.commit_units); });
}

} // namespace leadstream::storage
