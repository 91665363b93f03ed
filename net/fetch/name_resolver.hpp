#pragma once
#include "domain/url/ip_address.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::net {

/// What DNS says of a name.
struct name_answer {
  enum class kind : std::uint8_t {
    found,     ///< `addresses` is not empty
    not_found, ///< there is no such name, or it has no address
    failed     ///< no answer, or a broken one: ask again later
  };
  kind what = kind::failed;
  std::vector<ip_address> addresses; ///< IPv4 and IPv6
  std::chrono::seconds ttl{0};       ///< how long the answer may be kept
  std::string message;               ///< for people, when it failed
};

/// Looks up the addresses of host names. Any thread.
class name_resolver {
public:
  virtual ~name_resolver() = default;
  /// Completes exactly once, on any thread, also inside the call; with `failed` at the latest when it is
  /// destroyed.
  virtual void resolve(const std::string& host, std::function<void(name_answer)> done) = 0;
};

/// A resolver over c-ares: A and AAAA, on a thread of its own. Asks the hosts file and these servers
/// ("9.9.9.9", "127.0.0.1:5353"), or those of the system when there are none.
std::shared_ptr<name_resolver> make_dns_resolver(const std::vector<std::string>& servers = {});

} // namespace leadstream::net
