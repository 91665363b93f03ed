#include "net/fetch/mailbox.hpp"

namespace leadstream::net {

void mailbox::wake() {
  if (multi_ != nullptr) {
    curl_multi_wakeup(multi_);
  }
}

void mailbox::post(fetch_job job) {
  const std::lock_guard lock(mutex_);
  content_.jobs.push_back(std::move(job));
  if (content_.jobs.size() == 1) { // the loop takes all at once
    wake();
  }
}

void mailbox::post(std::string host, name_answer names) {
  const std::lock_guard lock(mutex_);
  content_.names.emplace_back(std::move(host), std::move(names));
  wake();
}

void mailbox::ask_to_stop() {
  const std::lock_guard lock(mutex_);
  content_.stopping = true;
  wake();
}

void mailbox::ask_to_close() {
  const std::lock_guard lock(mutex_);
  content_.stopping = true;
  content_.closing = true;
  wake();
}

void mailbox::await_stop() {
  std::unique_lock lock(mutex_);
  stopped_changed_.wait(lock, [this] { return stopped_; });
}

mailbox::content mailbox::take() {
  const std::lock_guard lock(mutex_);
  content taken{{}, {}, content_.stopping, content_.closing};
  taken.jobs.swap(content_.jobs);
  taken.names.swap(content_.names);
  return taken;
}

void mailbox::confirm_stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  stopped_changed_.notify_all();
}

void mailbox::detach() {
  const std::lock_guard lock(mutex_);
  multi_ = nullptr;
}

} // namespace leadstream::net
