#include "storage/migration.hpp"

namespace leadstream::storage {

const std::vector<migration>& migrations_of(sql::dialect /*which*/) {
  return sqlite_migrations();
}

} // namespace leadstream::storage
