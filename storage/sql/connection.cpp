#include "storage/sql/connection.hpp"

#include <utility>

namespace leadstream::storage::sql {

std::unique_ptr<prepared> connection::take(const char* sql) {
  auto& idle = idle_[sql];
  if (idle.empty()) {
    return prepare(sql, true);
  }
  auto found = std::move(idle.back());
  idle.pop_back();
  return found;
}

void connection::give_back(const char* sql, std::unique_ptr<prepared> used) {
  used->reset();
  idle_[sql].push_back(std::move(used));
}

} // namespace leadstream::storage::sql
