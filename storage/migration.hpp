#pragma once
#include "storage/sql/dialect.hpp"

#include <string>
#include <vector>

namespace leadstream::storage {

/// One step of the schema: a file NNNN_name.sql of storage/migrations/<dialect>, embedded into the program.
/// The way back is NNNN_name.down.sql beside it, where there is one. Older programs go on working after a
/// step whose name ends in "_compatible".
struct migration {
  int number = 0; ///< ascending, with gaps
  std::string name;
  std::string up;
  std::string down; ///< empty: there is no way back
};

/// All steps of a dialect in order.
const std::vector<migration>& migrations_of(sql::dialect which);
const std::vector<migration>& sqlite_migrations();
const std::vector<migration>& postgres_migrations();

} // namespace leadstream::storage
