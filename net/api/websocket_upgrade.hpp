#pragma once
#include "net/api/http.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace leadstream::api {

/// Judges a request to speak WebSocket (RFC 6455, 4.2): 101 with its headers, 426 for what is no such request
/// or another version, 400 for a broken key, 403 for another site's web page. `accept` makes
/// Sec-WebSocket-Accept.
response upgrade_to_websocket(const request& asked, bool same_origin,
                              const std::function<std::string(std::string_view)>& accept);

} // namespace leadstream::api
