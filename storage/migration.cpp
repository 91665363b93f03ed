#include "storage/migration.hpp"

namespace leadstream::storage {

const std::vector<migration>& migrations_of(sql::dialect which) {
  return which == sql::dialect::postgres ? postgres_migrations() : sqlite_migrations();
}

} // namespace leadstream::storage
