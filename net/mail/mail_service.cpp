#include "net/mail/mail_service.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace leadstream::net {
namespace {

struct question {
  std::string domain;
  completion<mail_records> done;
};

error cancelled() {
  return {error_code::cancelled, "the program ends", {}};
}

class mail_service : public mail_resolver {
public:
  mail_service(const mail_lookup_options& options, unsigned threads) : lookup_(options) {
    for (unsigned i = 0; i < threads; ++i) {
      threads_.emplace_back([this] { work(); });
    }
  }
  ~mail_service() override { mail_service::stop(); }

  void find(const std::string& domain, completion<mail_records> done) override {
    std::unique_lock lock(mutex_);
    if (stopped_) {
      lock.unlock();
      done(cancelled());
      return;
    }
    waiting_.push_back({domain, std::move(done)});
    lock.unlock();
    changed_.notify_one();
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& each : std::exchange(threads_, {})) {
      each.join();
    }
    for (const question& each : std::exchange(waiting_, {})) {
      each.done(cancelled());
    }
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
      if (stopped_) {
        return;
      }
      const question next = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      next.done(lookup_.find(next.domain));
    }
  }

  mail_lookup lookup_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<question> waiting_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

} // namespace

std::unique_ptr<mail_resolver> make_mail_resolver(const mail_lookup_options& options, unsigned threads) {
  return std::make_unique<mail_service>(options, threads);
}

} // namespace leadstream::net
