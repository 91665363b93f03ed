#include "net/serve/outbox.hpp"

#include <algorithm>

namespace leadstream::serve {
namespace {

constexpr std::size_t most_buffers = 64; ///< what one call of the kernel takes

} // namespace

void outbox::push(std::shared_ptr<const std::string> frame) {
  if (finished_) {
    return;
  }
  if (frames_.empty()) {
    last_progress_ = clock::now();
  }
  bytes_ += frame->size();
  frames_.push_back(std::move(frame));
}

void outbox::finish(std::shared_ptr<const std::string> last) {
  if (finished_) {
    return;
  }
  frames_.resize(std::min<std::size_t>(frames_.size(), offset_ > 0 ? 1 : 0));
  bytes_ = frames_.empty() ? 0 : frames_.front()->size() - offset_;
  push(std::move(last));
  finished_ = true;
}

void outbox::flush(const std::shared_ptr<void>& owner) {
  if (waiting_ || failed_) {
    return;
  }
  while (!empty()) {
    if (!send_some()) {
      return failed_ ? void() : wait(owner);
    }
  }
}

/// Whether the kernel took something.
bool outbox::send_some() {
  buffers_.clear();
  const std::size_t count = std::min(frames_.size(), most_buffers);
  for (std::size_t i = 0; i < count; ++i) {
    buffers_.push_back(asio::buffer(*frames_[i]));
  }
  if (count > 0) {
    buffers_.front() += offset_;
  }
  boost::system::error_code problem;
  const std::size_t sent = wire_.write_some(buffers_, problem);
  if (problem) {
    failed_ = problem != asio::error::would_block && problem != asio::error::try_again;
    return false;
  }
  last_progress_ = clock::now();
  drop_sent(sent);
  return true;
}

void outbox::drop_sent(std::size_t count) {
  bytes_ -= count;
  count += offset_;
  while (!frames_.empty() && count >= frames_.front()->size()) {
    count -= frames_.front()->size();
    frames_.pop_front();
  }
  offset_ = count;
}

void outbox::wait(const std::shared_ptr<void>& owner) {
  waiting_ = true;
  wire_.socket().async_wait(tcp::socket::wait_write, [this, owner](const boost::system::error_code& problem) {
    waiting_ = false;
    failed_ = failed_ || problem;
    flush(owner);
  });
}

} // namespace leadstream::serve
