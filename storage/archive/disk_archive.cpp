#include "storage/archive/disk_archive.hpp"

#include "storage/archive/shelf.hpp"
#include "storage/attempt.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

namespace leadstream::storage {
namespace {

using archive::shelf;

/// The shelf on a thread of its own. Questions overtake what waits to be written, and see it all the same.
class disk_archive final : public page_archive {
public:
  explicit disk_archive(std::unique_ptr<shelf> all) : shelf_(std::move(all)), thread_([this] { run(); }) {}
  ~disk_archive() override { stop(); }

  void keep(std::shared_ptr<const page> content, std::shared_ptr<const http_request> asked) override {
    if (asked == nullptr) {
      const std::lock_guard lock(mutex_);
      unwritten_[content->url] = content;
    }
    post(writes_, [this, content = std::move(content), asked = std::move(asked)] {
      tolerate([&] { shelf_->keep(*content, asked.get()); });
      written(content);
    });
  }

  void note(const page_use& use) override {
    post(writes_, [this, use] { shelf_->note(use); });
  }

  void find(const std::string& url, std::function<void(std::shared_ptr<const page>)> done) override {
    const bool asked = post(questions_, [this, url, done] {
      using found = std::shared_ptr<const page>;
      if (auto waiting = unwritten(url)) {
        done(std::move(waiting));
        return;
      }
      const auto content = attempt<found>([&] { return shelf_->find(url); });
      done(content ? *content : nullptr);
    });
    if (!asked) {
      done(nullptr);
    }
  }

  void uses(const uuid& job_id, std::uint64_t after, std::size_t limit,
            completion<std::vector<kept_use>> done) override {
    answer<std::vector<kept_use>>(
        std::move(done), [this, job_id, after, limit] { return shelf_->uses(job_id, after, limit); });
  }

  void erase_host(const std::string& host, completion<std::uint64_t> done) override {
    answer<std::uint64_t>(std::move(done), [this, host] { return shelf_->erase_host(host); });
  }

  void erase_answers(std::function<bool(const page&)> mentions, completion<std::uint64_t> done) override {
    answer<std::uint64_t>(std::move(done), [this, mentions] { return shelf_->erase_answers(mentions); });
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

private:
  using step = std::function<void()>;

  /// In order with what is written, so that it sees all of it.
  template <class T, class Work>
  void answer(completion<T> done, Work work) {
    const bool asked = post(writes_, [done, work] { done(attempt<T>(work)); });
    if (!asked) {
      done(error{error_code::cancelled, "the archive is closed", {}});
    }
  }

  std::shared_ptr<const page> unwritten(const std::string& url) {
    const std::lock_guard lock(mutex_);
    const auto found = unwritten_.find(url);
    return found == unwritten_.end() ? nullptr : found->second;
  }

  void written(const std::shared_ptr<const page>& content) {
    const std::lock_guard lock(mutex_);
    const auto found = unwritten_.find(content->url);
    if (found != unwritten_.end() && found->second == content) {
      unwritten_.erase(found);
    }
  }

  bool post(std::deque<step>& queue, step what) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) {
        return false;
      }
      queue.push_back(std::move(what));
    }
    changed_.notify_all();
    return true;
  }

  /// The next step; nothing when there is none right now.
  step take() {
    auto& queue = questions_.empty() ? writes_ : questions_;
    if (queue.empty()) {
      return nullptr;
    }
    step next = std::move(queue.front());
    queue.pop_front();
    return next;
  }

  /// What cannot be written is not kept: a full disk must not end a job.
  template <class Work>
  static void tolerate(const Work& work) {
    const auto outcome = attempt<leadstream::done>([&work] {
      work();
      return leadstream::done{};
    });
    static_cast<void>(outcome.ok());
  }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      step next = take();
      if (!next) {
        lock.unlock();
        tolerate([this] { shelf_->settle(); });
        lock.lock();
        if (stopping_ && questions_.empty() && writes_.empty()) {
          return;
        }
        changed_.wait(lock, [this] { return stopping_ || !questions_.empty() || !writes_.empty(); });
        continue;
      }
      lock.unlock();
      tolerate(next);
      next = nullptr;
      lock.lock();
    }
  }

  std::unique_ptr<shelf> shelf_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<step> questions_;
  std::deque<step> writes_;
  std::unordered_map<std::string, std::shared_ptr<const page>> unwritten_; ///< of the web, by URL
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace

result<std::shared_ptr<page_archive>> open_archive(const archive_options& options) {
  auto all = attempt<std::unique_ptr<shelf>>([&] { return std::make_unique<shelf>(options); });
  if (!all) {
    return all.problem();
  }
  return std::shared_ptr<page_archive>(std::make_shared<disk_archive>(*std::move(all)));
}

} // namespace leadstream::storage
