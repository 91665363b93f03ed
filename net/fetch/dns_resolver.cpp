#include "domain/text/ascii.hpp"
#include "net/fetch/name_resolver.hpp"

#include <algorithm>
#include <ares.h>
#include <arpa/inet.h>
#include <atomic>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace leadstream::net {
namespace {

using completion = std::function<void(name_answer)>;

constexpr std::size_t most_addresses = 32;

name_answer failure(int status) {
  name_answer answer;
  const bool missing = status == ARES_ENOTFOUND || status == ARES_ENODATA || status == ARES_EBADNAME;
  answer.what = missing ? name_answer::kind::not_found : name_answer::kind::failed;
  answer.message = ares_strerror(status);
  return answer;
}

name_answer found(const ares_addrinfo& list) {
  name_answer answer;
  answer.ttl = std::chrono::minutes(5);
  for (const auto* node = list.nodes; node != nullptr; node = node->ai_next) {
    const auto address = address_of(*node->ai_addr);
    if (address && answer.addresses.size() < most_addresses) {
      answer.addresses.push_back(*address);
    }
    answer.ttl = std::min(answer.ttl, std::chrono::seconds(std::max(0, node->ai_ttl)));
  }
  answer.what = answer.addresses.empty() ? name_answer::kind::not_found : name_answer::kind::found;
  return answer;
}

/// Names below localhost are the loopback and are never asked of DNS (RFC 6761).
bool is_localhost(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

name_answer loopback() {
  name_answer answer;
  answer.what = name_answer::kind::found;
  answer.addresses = {*parse_ip("127.0.0.1"), *parse_ip("::1")};
  answer.ttl = std::chrono::minutes(5);
  return answer;
}

/// c-ares on one thread: everything of the channel happens there, questions come in through a queue.
class dns_resolver final : public name_resolver {
public:
  explicit dns_resolver(const std::vector<std::string>& servers)
      : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    static const int once = ares_library_init(ARES_LIB_INIT_ALL);
    static_cast<void>(once);
    ares_options options{};
    options.timeout = 2'000;
    options.tries = 3;
    options.sock_state_cb = [](void* self, ares_socket_t socket, int readable, int writable) {
      static_cast<dns_resolver*>(self)->watch(socket, readable != 0, writable != 0);
    };
    options.sock_state_cb_data = this;
    usable_ = ares_init_options(&channel_, &options,
                                ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB) == ARES_SUCCESS;
    if (usable_ && !servers.empty()) {
      usable_ = ares_set_servers_ports_csv(channel_, joined(servers, ",").c_str()) == ARES_SUCCESS;
    }
    thread_ = std::thread([this] { run(); });
  }

  ~dns_resolver() override {
    stopping_ = true;
    wake();
    thread_.join();
    if (usable_) {
      ares_destroy(channel_); // completes what is under way with ARES_EDESTRUCTION
    }
    for (auto& [host, done] : take()) {
      done(failure(ARES_EDESTRUCTION));
    }
    ::close(wake_);
  }

  void resolve(const std::string& host, completion done) override {
    if (is_localhost(host)) {
      done(loopback());
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      questions_.emplace_back(host, std::move(done));
    }
    wake();
  }

private:
  using question = std::pair<std::string, completion>;

  void wake() const {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(wake_, &one, sizeof one));
  }

  std::deque<question> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(questions_, {});
  }

  void watch(ares_socket_t socket, bool readable, bool writable) {
    if (!readable && !writable) {
      sockets_.erase(socket);
      return;
    }
    sockets_[socket] = static_cast<short>((readable ? POLLIN : 0) | (writable ? POLLOUT : 0));
  }

  void ask(question&& next) {
    if (!usable_) {
      next.second(failure(ARES_ENOTINITIALIZED));
      return;
    }
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_flags = ARES_AI_NOSORT;
    auto owned = std::make_unique<completion>(std::move(next.second));
    ares_getaddrinfo(
        channel_, next.first.c_str(), nullptr, &hints,
        [](void* opaque, int status, int, ares_addrinfo* list) {
          const std::unique_ptr<completion> done(static_cast<completion*>(opaque));
          (*done)(status == ARES_SUCCESS && list != nullptr ? found(*list) : failure(status));
          ares_freeaddrinfo(list);
        },
        owned.release());
  }

  int wait_time() const {
    timeval most{5, 0};
    timeval buffer{};
    const timeval* next = usable_ ? ares_timeout(channel_, &most, &buffer) : &most;
    return static_cast<int>(next->tv_sec * 1'000 + next->tv_usec / 1'000) + 1;
  }

  void run() {
    std::vector<pollfd> ready;
    while (!stopping_) {
      for (auto& next : take()) {
        ask(std::move(next));
      }
      ready.assign(1, {wake_, POLLIN, 0});
      for (const auto& [socket, events] : sockets_) {
        ready.push_back({socket, events, 0});
      }
      ::poll(ready.data(), ready.size(), wait_time());
      process(ready);
    }
  }

  void process(const std::vector<pollfd>& ready) {
    std::uint64_t ignored = 0;
    static_cast<void>(!::read(wake_, &ignored, sizeof ignored));
    bool any = false;
    for (std::size_t i = 1; i < ready.size(); ++i) {
      const short events = ready[i].revents;
      if (events != 0) {
        any = true;
        ares_process_fd(channel_, (events & ~POLLOUT) != 0 ? ready[i].fd : ARES_SOCKET_BAD,
                        (events & POLLOUT) != 0 ? ready[i].fd : ARES_SOCKET_BAD);
      }
    }
    if (!any && usable_) {
      ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD); // time-outs
    }
  }

  int wake_;
  ares_channel channel_ = nullptr;
  bool usable_ = false;
  std::unordered_map<ares_socket_t, short> sockets_;
  std::mutex mutex_;
  std::deque<question> questions_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

} // namespace

std::shared_ptr<name_resolver> make_dns_resolver(const std::vector<std::string>& servers) {
  return std::make_shared<dns_resolver>(servers);
}

} // namespace leadstream::net
