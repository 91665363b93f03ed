#include "net/api/websocket_upgrade.hpp"

#include "domain/text/ascii.hpp"
#include "net/api/problem.hpp"
#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

bool has_option(std::string_view list, std::string_view wanted) {
  const auto options = split(list, ',');
  return std::any_of(options.begin(), options.end(),
                     [&](std::string_view option) { return equals_ignoring_case(option, wanted); });
}

/// 16 bytes in base64.
bool is_key(std::string_view key) {
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
                  c == '/';
         });
}

} // namespace

response upgrade_to_websocket(const request& asked, bool same_origin,
                              const std::function<std::string(std::string_view)>& accept) {
  if (!has_option(find_header(asked.headers, "Upgrade"), "websocket") ||
      !has_option(find_header(asked.headers, "Connection"), "upgrade") ||
      trimmed(find_header(asked.headers, "Sec-WebSocket-Version")) != "13") {
    response r = problem(426, "this resource speaks WebSocket, version 13; connect with a WebSocket client");
    r.headers = {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    return r;
  }
  if (!same_origin) {
    return problem(403, "web pages of another origin may not connect");
  }
  const std::string_view key = trimmed(find_header(asked.headers, "Sec-WebSocket-Key"));
  if (!is_key(key)) {
    return problem(400, "Sec-WebSocket-Key is not 16 bytes in base64");
  }
  response r;
  r.status = 101;
  r.headers = {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", accept(key)}};
  return r;
}

} // namespace leadstream::api
