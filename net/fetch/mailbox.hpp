#pragma once
#include "net/fetch/fetch_job.hpp"
#include "net/fetch/name_resolver.hpp"

#include <condition_variable>
#include <curl/curl.h>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace leadstream::net {

/// What other threads tell a loop. Outlives the loop for the sake of late answers of DNS. Any thread.
class mailbox {
public:
  /// What has arrived since the last look.
  struct content {
    std::vector<fetch_job> jobs;
    std::vector<std::pair<std::string, name_answer>> names;
    bool stopping = false;
    bool closing = false;
  };

  explicit mailbox(CURLM* multi) : multi_(multi) {}

  void post(fetch_job job);
  void post(std::string host, name_answer names);
  void ask_to_stop();
  void ask_to_close();
  /// Waits until the loop has confirmed the stop.
  void await_stop();

  /// The loop's own: takes what is there; `stopping` and `closing` stay set.
  content take();
  void confirm_stop();
  /// The multi handle is about to go: nobody wakes it any more.
  void detach();

private:
  void wake();

  std::mutex mutex_;
  std::condition_variable stopped_changed_;
  CURLM* multi_;
  content content_;
  bool stopped_ = false;
};

} // namespace leadstream::net
