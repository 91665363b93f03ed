#pragma once
#include "domain/model/result.hpp"
#include "storage/database.hpp"
#include "storage/pool_load.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace leadstream::storage {

/// Writes that share a transaction: whether one that fails is undone by itself, or takes the others along.
enum class sharing : std::uint8_t { apart, together };

/// One write on its way: run inside a transaction that it shares with others, answered after the commit.
class write_op {
public:
  virtual ~write_op() = default;
  /// Inside the transaction. Keeps its outcome; never throws. Gives why it failed, if so.
  virtual std::optional<error> run(sql::connection& db, sharing how) = 0;
  /// After the transaction: `problem` says why nothing of it is stored, if so.
  virtual void answer(const std::optional<error>& problem) = 0;
};

/// The one thread that writes. What arrives during a commit shares the next one. A database that takes no
/// writes (its disk is full) is left alone until there is hope again; what is asked meanwhile is answered so.
class write_queue {
public:
  /// `notice` hears when writing stops, and why, and when it goes on; may be empty.
  write_queue(database& target, std::size_t most_in_a_commit,
              std::function<void(const std::string&)> notice = {});
  ~write_queue();

  /// Any thread.
  void post(std::unique_ptr<write_op> op);
  /// Any thread.
  pool_load load() const;
  /// Writes what waits and closes the connection; later writes are answered `cancelled`. Not from the write
  /// thread.
  void close();
  /// close(), and ends the thread; later writes are answered inside post().
  void end();

private:
  using batch = std::vector<std::unique_ptr<write_op>>;

  void run();
  batch next();
  std::optional<error> store(const batch& ops);
  void run_all(const batch& ops, sharing how);
  std::optional<error> try_to_store(const batch& ops);
  void write(const batch& ops);
  void tidy();
  void note(const std::optional<error>& problem);
  void await_change(std::unique_lock<std::mutex>& lock);
  void tell_presence();

  database& target_;
  const std::size_t most_;
  const std::function<void(const std::string&)> notice_;
  std::optional<error> refused_; ///< why nothing is written at present
  std::unique_ptr<sql::connection> connection_;
  mutable std::mutex guard_;
  std::condition_variable changed_;
  batch waiting_;
  std::chrono::steady_clock::time_point told_at_ = std::chrono::steady_clock::now(); ///< of our presence
  bool closing_ = false;
  bool closed_ = false;
  bool ending_ = false;
  std::atomic<std::uint64_t> busy_microseconds_{0};
  std::atomic<std::uint64_t> retries_{0};
  std::thread thread_;
};

} // namespace leadstream::storage
