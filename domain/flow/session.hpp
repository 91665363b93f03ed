#pragma once
#include "domain/model/page.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace leadstream::flow {

/// What a lane keeps between the requests of one session: its cookies. A new session begins without any.
/// Cookies go back to the host that set them alone (RFC 6265 without Domain); at most 20 of 1 KiB each.
class session {
public:
  /// Forgets everything when `number` is another session than before.
  void enter(std::uint64_t number);
  void learn(const page& answer);
  /// The Cookie header's value for a host, empty when there is none.
  std::string cookies_for(const std::string& host) const;

private:
  std::uint64_t number_ = 0;
  std::map<std::string, std::map<std::string, std::string>> by_host_;
  std::size_t count_ = 0;
};

} // namespace leadstream::flow
