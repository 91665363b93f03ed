#include "net/fetch/socket_watch.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace leadstream::net {
namespace {

constexpr std::size_t most_news = 128; ///< taken at once

void watch(int epoll, int socket, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.fd = socket;
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &wanted) != 0 && errno == ENOENT) {
    epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &wanted);
  }
}

int as_curl(std::uint32_t events) {
  return ((events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) | ((events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0);
}

} // namespace

socket_watch::socket_watch(CURLM* multi, int news, use_function used)
    : multi_(multi), news_(news), used_(std::move(used)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) {
    throw std::system_error(errno, std::system_category(), "epoll_create1");
  }
  watch(epoll_, news_, EPOLLIN);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &socket_watch::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &socket_watch::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

socket_watch::~socket_watch() {
  ::close(epoll_);
}

void socket_watch::wait(std::chrono::milliseconds longest) {
  std::array<epoll_event, most_news> news{};
  const int count = epoll_wait(epoll_, news.data(), static_cast<int>(news.size()),
                               static_cast<int>(until_timeout(longest).count()));
  int running = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
    if (news.at(i).data.fd != news_) {
      curl_multi_socket_action(multi_, news.at(i).data.fd, as_curl(news.at(i).events), &running);
    }
  }
  if (timeout_ && *timeout_ <= std::chrono::steady_clock::now()) {
    timeout_.reset();
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
}

std::chrono::milliseconds socket_watch::until_timeout(std::chrono::milliseconds longest) const {
  if (!timeout_) {
    return longest;
  }
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(*timeout_ - std::chrono::steady_clock::now());
  return std::clamp(left, std::chrono::milliseconds(0), longest);
}

int socket_watch::on_socket(CURL* transfer, curl_socket_t socket, int wanted, void* self, void*) {
  const auto& me = *static_cast<socket_watch*>(self);
  if (wanted == CURL_POLL_REMOVE) {
    epoll_ctl(me.epoll_, EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  me.used_(transfer, socket);
  const std::uint32_t in = wanted == CURL_POLL_OUT ? 0U : EPOLLIN;
  const std::uint32_t out = wanted == CURL_POLL_IN ? 0U : EPOLLOUT;
  watch(me.epoll_, socket, in | out);
  return 0;
}

int socket_watch::on_timer(CURLM*, long milliseconds, void* self) {
  auto& timeout = static_cast<socket_watch*>(self)->timeout_;
  if (milliseconds < 0) {
    timeout.reset();
  } else {
    timeout = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  }
  return 0;
}

} // namespace leadstream::net
