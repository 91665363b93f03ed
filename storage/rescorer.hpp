#pragma once
#include "domain/score/profile.hpp"
#include "storage/connections.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace leadstream::storage {

/// Scores the leads of changed and removed profiles again, beside the work of the service: a thread that asks
/// for one small write after the other, and goes on where it was after a restart or a time without database.
class rescorer {
public:
  /// `standard` is for leads whose profile was removed.
  rescorer(std::shared_ptr<connections> database, score::profile standard);
  rescorer(const rescorer&) = delete;
  rescorer& operator=(const rescorer&) = delete;
  ~rescorer() { stop(); }

  /// Something changed. Any thread.
  void wake();
  /// Ends with the step under way. Before the database is closed.
  void stop();

private:
  void run();
  bool rest();
  bool settle_all();

  std::shared_ptr<connections> database_;
  score::profile standard_;
  std::mutex guard_;
  std::condition_variable changed_;
  bool woken_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace leadstream::storage
