#include "tests/simweb/crm/moods.hpp"

namespace leadstream::simweb {

std::optional<reply> moods::before() {
  ++asked_;
  if (how_ == overpass::reliability::sound)
    return std::nullopt;
  if (asked_ % 9 == 4)
    return reply{.status = 429,
                 .headers = {{"Content-Type", "application/json"}, {"Retry-After", "1"}},
                 .body = R"({"status":"error","errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"})",
                 .fault = "throttled"};
  if (how_ != overpass::reliability::overloaded)
    return std::nullopt;
  if (asked_ % 7 == 3)
    return reply{.status = 502,
                 .headers = {{"Content-Type", "text/html"}},
                 .body = "<html>bad gateway</html>",
                 .fault = "502"};
  if (asked_ % 11 == 6)
    return reply{
        .headers = {{"Content-Type", "text/html"}}, .body = "<html>maintenance</html>", .fault = "html"};
  if (asked_ % 17 == 9)
    return reply{.headers = {{"Content-Type", "application/json"}}, .body = "[[[[", .fault = "no json"};
  return std::nullopt;
}

reply json_reply(int status, const nlohmann::json& body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

reply lost() {
  return {.how = delivery::close, .fault = "answer lost"};
}

} // namespace leadstream::simweb
