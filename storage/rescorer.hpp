#pragma once
#include "storage/connections.hpp"
#include "storage/options.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace leadstream::storage {

namespace sql {
struct unsettled_profile;
}

/// Scores the leads of changed and removed profiles again, beside the work of the service: a thread that asks
/// for one small write after the other, and goes on where it was after a restart or a time without database.
class rescorer {
public:
  /// What hears that events of a tenant were committed. On the thread of the scoring.
  using listener = std::function<void(const tenant_id&)>;

  /// The options' profile is for leads whose own was removed.
  rescorer(std::shared_ptr<connections> database, storage_options options);
  rescorer(const rescorer&) = delete;
  rescorer& operator=(const rescorer&) = delete;
  ~rescorer() { stop(); }

  /// Who hears of news from now on, until the end. Any thread.
  void listen(listener told);
  /// Something changed. Any thread.
  void wake();
  /// Ends with the step under way. Before the database is closed.
  void stop();

private:
  void run();
  bool rest();
  bool settle_all();
  bool settle(const sql::unsettled_profile& each);
  bool is_stopping();

  std::shared_ptr<connections> database_;
  storage_options options_;
  std::mutex guard_;
  listener told_;
  std::condition_variable changed_;
  bool woken_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace leadstream::storage
