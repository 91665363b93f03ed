#include "tests/simweb/http/server.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace leadstream::simweb {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

int listen_on(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(socket, 4096) != 0)
    fail("cannot listen on 127.0.0.1:" + std::to_string(port));
  return socket;
}

std::uint16_t port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

} // namespace

server::server(std::uint16_t port, handler answer, access_log& log)
    : listener_(listen_on(port)), poll_(epoll_create1(EPOLL_CLOEXEC)), port_(port_of(listener_)),
      answer_(std::move(answer)), log_(log) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = listener_;
  epoll_ctl(poll_, EPOLL_CTL_ADD, listener_, &event);
}

server::~server() {
  clients_.clear();
  close(listener_);
  close(poll_);
}

void server::run() {
  epoll_event events[256];
  for (;;) {
    const int count = epoll_wait(poll_, events, 256, next_timeout());
    for (int i = 0; i < count; ++i) {
      if (events[i].data.fd == listener_)
        accept_all();
      else
        serve(events[i].data.fd, events[i].events);
    }
    run_timers();
  }
}

void server::accept_all() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0)
      return;
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto& fresh = clients_[socket];
    fresh.session = std::make_unique<connection>(socket, answer_, log_);
    fresh.watched = EPOLLIN;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
  }
}

void server::serve(int socket, std::uint32_t events) {
  const auto found = clients_.find(socket);
  if (found == clients_.end())
    return;
  auto& session = *found->second.session;
  bool alive = (events & EPOLLERR) == 0;
  if (alive && (events & (EPOLLIN | EPOLLHUP)) != 0)
    alive = session.on_readable();
  if (alive && (events & EPOLLOUT) != 0)
    alive = session.on_writable();
  if (!alive)
    drop(socket);
  else
    watch(socket, session);
}

void server::watch(int socket, connection& session) {
  auto& one = clients_[socket];
  const std::uint32_t wanted = EPOLLIN | (session.wants_to_write() ? EPOLLOUT : 0u);
  if (wanted != one.watched) {
    epoll_event event{};
    event.events = one.watched = wanted;
    event.data.fd = socket;
    epoll_ctl(poll_, EPOLL_CTL_MOD, socket, &event);
  }
  if (const auto due = session.due())
    timers_.emplace(*due, socket);
}

void server::drop(int socket) {
  clients_.erase(socket);
}

int server::next_timeout() {
  if (timers_.empty())
    return -1;
  const auto left = timers_.begin()->first - clock::now();
  return left.count() <= 0 ? 0 : static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
}

// A timer that is no longer meant does no harm: on_timer looks at the time itself.
void server::run_timers() {
  const auto now = clock::now();
  while (!timers_.empty() && timers_.begin()->first <= now) {
    const int socket = timers_.begin()->second;
    timers_.erase(timers_.begin());
    const auto found = clients_.find(socket);
    if (found == clients_.end())
      continue;
    if (!found->second.session->on_timer())
      drop(socket);
    else
      watch(socket, *found->second.session);
  }
}

} // namespace leadstream::simweb
