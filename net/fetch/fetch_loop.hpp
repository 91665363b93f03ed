#pragma once
#include "net/fetch/egress.hpp"
#include "net/fetch/fetch_job.hpp"
#include "net/fetch/fetcher.hpp"
#include "net/fetch/name_cache.hpp"
#include "net/fetch/socket_watch.hpp"
#include "net/fetch/transfer.hpp"

#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace leadstream::net {

class mailbox;

/// One thread with one libcurl multi handle: queue, names, transfers. What is not said to be called from any
/// thread runs on that thread.
class fetch_loop {
public:
  fetch_loop(const fetcher_options& options, const egress& rules, std::shared_ptr<name_resolver> names);
  ~fetch_loop();
  fetch_loop(const fetch_loop&) = delete;
  fetch_loop& operator=(const fetch_loop&) = delete;

  /// Any thread; the job completes on the loop's thread.
  void submit(fetch_job job);
  /// Any thread: cancels everything, now and from now on; returns when what was under way has been completed.
  void stop();

private:
  struct waiting {
    fetch_job job;
    route way;
  };

  void run();
  bool turn();
  void admit();
  void take_up(fetch_job job);
  void find_names(fetch_job job, route way);
  void use(const name_answer& names, waiting next);
  void learn(const std::string& host, const name_answer& names);
  void start(fetch_job job, route way);
  void collect();
  void release(transfer& ended, CURLcode code);
  void refuse(fetch_job& job, const refusal& why);
  void expire_waiting();
  void cancel_all();

  const fetcher_options& options_;
  const egress& rules_;
  std::shared_ptr<name_resolver> resolver_;
  std::shared_ptr<mailbox> mail_;
  CURLM* multi_;
  socket_watch watch_;
  name_cache names_;
  std::deque<fetch_job> queue_;
  std::unordered_map<std::string, std::vector<waiting>> waiting_; ///< for a name, by host
  std::vector<std::unique_ptr<transfer>> transfers_;
  std::vector<transfer*> idle_;
  std::size_t under_way_ = 0;
  monotonic_time next_expiry_{};
  std::thread thread_;
};

} // namespace leadstream::net
