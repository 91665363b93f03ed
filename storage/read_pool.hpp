#pragma once
#include "storage/database.hpp"
#include "storage/pool_load.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace leadstream::storage {

/// Threads that answer reads, each with a connection of its own.
class read_pool {
public:
  /// Gets its thread's connection, or null once the pool is closed.
  using work = std::function<void(sql::connection*)>;

  /// Opens the connections; throws what the database throws.
  read_pool(database& source, unsigned threads);
  ~read_pool();

  /// Runs `what` soon on one of the threads. Any thread.
  void post(work what);
  /// Any thread.
  pool_load load() const;
  /// Finishes what waits and closes the connections; later work is run without one. Not from a pool
  /// thread.
  void close();
  /// close(), and ends the threads; later work is run inside post().
  void end();

private:
  void run(std::unique_ptr<sql::connection> connection);
  bool next(work& what, std::unique_ptr<sql::connection>& connection);

  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::deque<work> waiting_;
  std::size_t open_ = 0;
  bool closing_ = false;
  bool ending_ = false;
  std::atomic<std::uint64_t> busy_microseconds_{0};
  std::vector<std::thread> threads_;
};

} // namespace leadstream::storage
