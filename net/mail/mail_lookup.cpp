#include "net/mail/mail_lookup.hpp"

#include <algorithm>
#include <ares.h>
#include <arpa/nameser.h>
#include <array>
#include <memory>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <thread>
#include <utility>
#include <vector>

namespace leadstream::net {
namespace {

using answer = mail_records::answer;

struct destroy_channel {
  void operator()(ares_channeldata* channel) const { ares_destroy(channel); }
};
using channel = std::unique_ptr<ares_channeldata, destroy_channel>;

channel make_channel(const mail_lookup_options& settings) {
  static const int once = ares_library_init(ARES_LIB_INIT_ALL);
  static_cast<void>(once);
  ares_options options{};
  options.timeout = static_cast<int>(settings.timeout.count());
  options.tries = 2;
  ares_channel made = nullptr;
  if (ares_init_options(&made, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES) != ARES_SUCCESS)
    return nullptr;
  channel out(made);
  if (!settings.servers.empty() && ares_set_servers_ports_csv(made, settings.servers.c_str()) != ARES_SUCCESS)
    return nullptr;
  return out;
}

/// Works on the channel until nothing is under way; the timeouts of the channel end that.
void run(ares_channel of) {
  std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
  while (const auto bits = static_cast<unsigned>(ares_getsock(of, sockets.data(), ARES_GETSOCK_MAXNUM))) {
    std::vector<pollfd> watched;
    for (unsigned i = 0; i < sockets.size(); ++i) {
      const int readable = ARES_GETSOCK_READABLE(bits, i) ? POLLIN : 0;
      const int writable = ARES_GETSOCK_WRITABLE(bits, i) ? POLLOUT : 0;
      if ((readable | writable) != 0)
        watched.push_back({sockets[i], static_cast<short>(readable | writable), 0});
    }
    timeval most{1, 0};
    const timeval* left = ares_timeout(of, &most, &most);
    ::poll(watched.data(), watched.size(),
           static_cast<int>(left->tv_sec * 1'000 + left->tv_usec / 1'000 + 1));
    ares_process_fd(of, ARES_SOCKET_BAD, ARES_SOCKET_BAD); // timeouts
    for (const auto& each : watched) {
      if (each.revents != 0)
        ares_process_fd(of, each.fd, (each.events & POLLOUT) != 0 ? each.fd : ARES_SOCKET_BAD);
    }
  }
}

bool says_there_is_none(int status) {
  return status == ARES_ENODATA || status == ARES_ENOTFOUND;
}

/// "preference host" of each record of an MX answer, as read_mail_records() reads them.
std::vector<std::string> read_answer(const unsigned char* bytes, int length) {
  std::vector<std::string> out;
  ares_mx_reply* list = nullptr;
  if (ares_parse_mx_reply(bytes, length, &list) == ARES_SUCCESS) {
    for (const auto* record = list; record != nullptr; record = record->next) {
      const std::string host = record->host;
      out.push_back(std::to_string(record->priority) + " " + (host.empty() ? "." : host));
    }
    ares_free_data(list);
  }
  return out;
}

mail_records ask_mx(ares_channel of, const std::string& domain) {
  mail_records out;
  ares_query(
      of, domain.c_str(), ns_c_in, ns_t_mx,
      [](void* opaque, int status, int, unsigned char* bytes, int length) {
        auto& records = *static_cast<mail_records*>(opaque);
        if (status == ARES_SUCCESS)
          records = read_mail_records(read_answer(bytes, length));
        else if (says_there_is_none(status))
          records.what = answer::none;
      },
      &out);
  run(of);
  return out;
}

answer ask_address(ares_channel of, const std::string& domain) {
  answer out = answer::unknown;
  ares_addrinfo_hints hints{};
  hints.ai_family = AF_UNSPEC;
  ares_getaddrinfo(
      of, domain.c_str(), nullptr, &hints,
      [](void* opaque, int status, int, ares_addrinfo* list) {
        if (status == ARES_SUCCESS || says_there_is_none(status))
          *static_cast<answer*>(opaque) = status == ARES_SUCCESS ? answer::address_only : answer::none;
        ares_freeaddrinfo(list);
      },
      &out);
  run(of);
  return out;
}

/// Whether this DNS is the public one: some networks answer that no name exists at all, which says nothing.
bool knows_the_world(ares_channel of) {
  bool out = false;
  ares_query(
      of, "com", ns_c_in, ns_t_ns,
      [](void* opaque, int status, int, unsigned char*, int) {
        *static_cast<bool*>(opaque) = status == ARES_SUCCESS || status == ARES_ENODATA;
      },
      &out);
  run(of);
  return out;
}

mail_records ask(const mail_lookup_options& options, const std::string& domain) {
  const channel open = make_channel(options);
  if (!open)
    return {};
  mail_records out = ask_mx(open.get(), domain);
  if (out.what == answer::none)
    out.what = ask_address(open.get(), domain);
  if (out.what == answer::none && !knows_the_world(open.get()))
    out.what = answer::unknown;
  return out;
}

/// Names that the public DNS never has (RFC 6761, RFC 8375).
bool is_reserved(std::string_view domain) {
  const std::string_view top = domain.substr(domain.rfind('.') + 1);
  constexpr std::array<std::string_view, 6> reserved{"test",      "example", "invalid",
                                                     "localhost", "local",   "internal"};
  return std::find(reserved.begin(), reserved.end(), top) != reserved.end();
}

} // namespace

mail_lookup::mail_lookup(mail_lookup_options options)
    : options_(std::move(options)),
      bucket_(options_.per_minute, 100, std::chrono::steady_clock::now(), false) {}

mail_records mail_lookup::find(const std::string& domain) {
  if (options_.servers.empty() && is_reserved(domain))
    return {};
  std::unique_lock lock(mutex_);
  auto now = std::chrono::steady_clock::now();
  if (const auto known = answers_.find(domain); known != answers_.end() && now < known->second.until)
    return known->second.records;
  const auto permit = breaker_.enter(now);
  if (!permit)
    return {};
  for (; !bucket_.take(now); now = std::chrono::steady_clock::now()) {
    const auto ready = bucket_.ready_at();
    lock.unlock();
    std::this_thread::sleep_until(ready);
    lock.lock();
  }
  lock.unlock();
  mail_records found = ask(options_, domain);
  lock.lock();
  now = std::chrono::steady_clock::now();
  const bool answered = found.what != answer::unknown;
  if (answered)
    breaker_.succeeded(*permit);
  else
    breaker_.failed(*permit, now);
  if (answers_.size() >= options_.remembered)
    answers_.clear();
  answers_[domain] = {found, now + (answered ? std::chrono::minutes(60) : std::chrono::minutes(1))};
  return found;
}

} // namespace leadstream::net
