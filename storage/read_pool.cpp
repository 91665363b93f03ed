#include "storage/read_pool.hpp"

#include <utility>

namespace leadstream::storage {

read_pool::read_pool(database& source, unsigned threads) : open_(threads) {
  std::vector<std::unique_ptr<sql::connection>> connections;
  for (unsigned i = 0; i < threads; ++i) {
    connections.push_back(source.open_reading());
  }
  for (auto& connection : connections) {
    threads_.emplace_back([this, c = std::move(connection)]() mutable { run(std::move(c)); });
  }
}

read_pool::~read_pool() {
  end();
}

void read_pool::post(work what) {
  {
    const std::lock_guard lock(guard_);
    if (!ending_) {
      waiting_.push_back(std::move(what));
      changed_.notify_one();
      return;
    }
  }
  what(nullptr);
}

pool_load read_pool::load() const {
  const std::lock_guard lock(guard_);
  return {open_, waiting_.size(), std::chrono::microseconds(busy_microseconds_.load()), 0};
}

void read_pool::close() {
  std::unique_lock lock(guard_);
  closing_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return open_ == 0; });
}

void read_pool::end() {
  close();
  {
    const std::lock_guard lock(guard_);
    ending_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

void read_pool::run(std::unique_ptr<sql::connection> connection) {
  work what;
  while (next(what, connection)) {
    const auto begun = std::chrono::steady_clock::now();
    what(connection.get());
    what = nullptr;
    busy_microseconds_ += microseconds_since(begun);
  }
}

bool read_pool::next(work& what, std::unique_ptr<sql::connection>& connection) {
  std::unique_lock lock(guard_);
  for (;;) {
    if (!waiting_.empty()) {
      what = std::move(waiting_.front());
      waiting_.pop_front();
      return true;
    }
    if (closing_ && connection) {
      connection.reset();
      --open_;
      changed_.notify_all();
    }
    if (ending_) {
      return false;
    }
    changed_.wait(lock);
  }
}

} // namespace leadstream::storage
