#pragma once
#include "net/fetch/fetch_job.hpp"
#include "net/fetch/name_resolver.hpp"

#include <condition_variable>
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

  mailbox();
  ~mailbox();
  mailbox(const mailbox&) = delete;
  mailbox& operator=(const mailbox&) = delete;

  /// Readable while there is something that the loop has not taken.
  int descriptor() const { return news_; }

  void post(fetch_job job);
  void post(std::string host, name_answer names);
  void ask_to_stop();
  void ask_to_close();
  /// Waits until the loop has confirmed the stop.
  void await_stop();

  /// The loop's own: takes what is there; `stopping` and `closing` stay set.
  content take();
  void confirm_stop();

private:
  void wake();

  std::mutex mutex_;
  std::condition_variable stopped_changed_;
  int news_; ///< an eventfd(2)
  content content_;
  bool stopped_ = false;
};

} // namespace leadstream::net
