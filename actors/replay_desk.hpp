#pragma once
#include "actors/replay.hpp"
#include "domain/ports.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace leadstream::actors {

/// Replays jobs beside those that run, one after the other on a thread of its own. What became of each stands
/// in the job's log. Any thread.
class replay_desk {
public:
  /// `archive` may be null: nothing can be replayed then.
  replay_desk(caf::actor_system& system, job_context_ptr node, std::shared_ptr<page_archive> archive);
  ~replay_desk();
  replay_desk(const replay_desk&) = delete;
  replay_desk& operator=(const replay_desk&) = delete;

  /// Queues a job; the name that its log tells of the replay by. Errors as service::replay_job().
  result<uuid> ask(const replayed_job& which);
  /// The same at once, on the calling thread.
  result<replay_figures> replay(const replayed_job& which,
                                const std::function<void(const replay_figures&)>& tell);
  /// Ends within a batch; what waits is dropped. While the pipeline still works.
  void stop();

private:
  struct order {
    replayed_job which;
    uuid name;
  };
  void run();
  void carry_out(const order& o);
  void log(const order& o, const char* step, const std::string& reason, const std::string& message);
  bool stopping();

  caf::actor_system& system_;
  job_context_ptr node_;
  std::shared_ptr<page_archive> archive_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::deque<order> waiting_; ///< the first is under way
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace leadstream::actors
