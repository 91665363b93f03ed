#pragma once
#include "domain/access/principal.hpp"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace leadstream::auth {

/// Tickets that open one WebSocket each, within 30 seconds. Any thread.
class ticket_book {
public:
  static constexpr std::chrono::seconds lifetime{30};
  using moment = std::chrono::steady_clock::time_point;

  std::string issue(const access::principal& who, moment now);
  /// Whom it was issued to; nothing when it is unknown, used or too old.
  std::optional<access::principal> use(const std::string& ticket, moment now);

private:
  struct entry {
    access::principal who;
    moment expires;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, entry> open_;
};

} // namespace leadstream::auth
