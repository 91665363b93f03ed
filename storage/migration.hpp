#pragma once
#include <string>
#include <vector>

namespace leadstream::storage {

/// One step of the schema: a file of storage/migrations/<dialect>, embedded into the program.
struct migration {
  int number = 0; ///< dense, from 1
  std::string name;
  std::string sql;
};

/// All steps of a dialect in order.
const std::vector<migration>& sqlite_migrations();

} // namespace leadstream::storage
