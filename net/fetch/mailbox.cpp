#include "net/fetch/mailbox.hpp"

#include <cerrno>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace leadstream::net {

mailbox::mailbox() : news_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (news_ < 0) {
    throw std::system_error(errno, std::system_category(), "eventfd");
  }
}

mailbox::~mailbox() {
  ::close(news_);
}

void mailbox::wake() {
  eventfd_write(news_, 1);
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
  eventfd_t woken = 0;
  eventfd_read(news_, &woken);
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

} // namespace leadstream::net
