#include "app/crawl/agenda.hpp"

#include <utility>

namespace leadstream::app {

agenda::agenda(unsigned threads) {
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

agenda::~agenda() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
}

void agenda::post(work what) {
  {
    const std::lock_guard lock(mutex_);
    ready_.push_back(std::move(what));
  }
  changed_.notify_one();
}

void agenda::post_at(monotonic_time when, work what) {
  {
    const std::lock_guard lock(mutex_);
    later_.push({when, posted_++, std::move(what)});
  }
  changed_.notify_one();
}

void agenda::hasten() {
  {
    const std::lock_guard lock(mutex_);
    for (; !later_.empty(); later_.pop()) {
      ready_.push_back(later_.top().what);
    }
  }
  changed_.notify_all();
}

void agenda::run() {
  while (const work next = take()) {
    next();
  }
}

/// The next thing that is due; nothing at the end.
agenda::work agenda::take() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (closing_) {
      return nullptr;
    }
    if (!later_.empty() && later_.top().when <= std::chrono::steady_clock::now()) {
      work next = later_.top().what;
      later_.pop();
      return next;
    }
    if (!ready_.empty()) {
      work next = std::move(ready_.front());
      ready_.pop_front();
      return next;
    }
    if (later_.empty()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, later_.top().when);
    }
  }
}

} // namespace leadstream::app
