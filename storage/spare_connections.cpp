#include "storage/spare_connections.hpp"

#include "storage/failure.hpp"

#include <utility>

namespace leadstream::storage {

std::shared_ptr<sql::connection> spare_connections::borrow(database& source) {
  std::unique_ptr<sql::connection> connection = take();
  if (!connection) {
    try {
      connection = source.open_reading();
    } catch (const failure& problem) { // which names the file; this goes to clients
      throw failure(problem.problem().code, "the database gives no further connection; try again later");
    }
  }
  const auto come_back = [home = weak_from_this()](sql::connection* used) {
    std::unique_ptr<sql::connection> back(used);
    if (const auto still_there = home.lock()) {
      still_there->give_back(std::move(back));
    }
  };
  return {connection.release(), come_back};
}

std::unique_ptr<sql::connection> spare_connections::take() {
  const std::lock_guard lock(guard_);
  if (idle_.empty()) {
    return nullptr;
  }
  auto found = std::move(idle_.back());
  idle_.pop_back();
  return found;
}

/// One whose transaction could not be ended is not used again.
void spare_connections::give_back(std::unique_ptr<sql::connection> connection) {
  constexpr std::size_t most = 2;
  const std::lock_guard lock(guard_);
  if (!closed_ && idle_.size() < most && !connection->in_transaction()) {
    idle_.push_back(std::move(connection));
  }
}

void spare_connections::close() {
  const std::lock_guard lock(guard_);
  closed_ = true;
  idle_.clear();
}

} // namespace leadstream::storage
