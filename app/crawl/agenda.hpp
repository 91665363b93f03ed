#pragma once
#include "domain/model/time.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace leadstream::app {

/// Work for a number of threads: things to do now, in order, and things to do at a time. Any thread may post.
class agenda {
public:
  using work = std::function<void()>;

  explicit agenda(unsigned threads);
  ~agenda(); ///< drops what has not begun and waits for what has
  agenda(const agenda&) = delete;
  agenda& operator=(const agenda&) = delete;

  void post(work what);
  void post_at(monotonic_time when, work what);
  /// What is posted for later so far is due now.
  void hasten();

private:
  struct later {
    monotonic_time when;
    std::size_t number; ///< keeps the order of those at the same time
    work what;
    bool operator<(const later& other) const {
      return when == other.when ? number > other.number : when > other.when;
    }
  };

  void run();
  work take();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<work> ready_;
  std::priority_queue<later> later_;
  std::size_t posted_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

} // namespace leadstream::app
