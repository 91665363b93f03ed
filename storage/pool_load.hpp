#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace leadstream::storage {

/// How busy a pool of threads with a connection each is, and was since the start.
struct pool_load {
  std::size_t connections = 0;
  std::size_t waiting = 0;           ///< calls that no thread has taken yet
  std::chrono::microseconds busy{0}; ///< of all threads together
  std::uint64_t retries = 0;         ///< work that was done again: a lost connection, a deadlock
};

/// What a database's two pools do.
struct database_load {
  pool_load read;
  pool_load write;
};

/// Microseconds of work since `begun`, as pools count them.
inline std::uint64_t microseconds_since(std::chrono::steady_clock::time_point begun) {
  const auto took = std::chrono::steady_clock::now() - begun;
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
}

} // namespace leadstream::storage
