#include "domain/delivery/signature.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::delivery;
using namespace std::chrono_literals;

namespace {

constexpr const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr const char* id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr const char* body = R"({"test": 2432232314})";
constexpr const char* signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const wall_time moment{1614265330s};

} // namespace

TEST_CASE("the published vector of Standard Webhooks is signed and verified") {
  CHECK(sign(secret, id, 1614265330, body) == signature);
  CHECK(verify(secret, id, "1614265330", signature, body, moment));
  CHECK(verify(secret, id, "1614265330", std::string("v1,AAAA ") + signature, body, moment));
}

TEST_CASE("what was changed, is too old or signed by somebody else is refused") {
  CHECK_FALSE(verify(secret, id, "1614265330", signature, R"({"test": 2432232315})", moment));
  CHECK_FALSE(verify(secret, "msg_other", "1614265330", signature, body, moment));
  CHECK_FALSE(verify(secret, id, "1614265331", signature, body, moment));
  CHECK_FALSE(verify(secret, id, "1614265330", signature, body, moment + 301s));
  CHECK_FALSE(verify(secret, id, "1614265330", signature, body, moment - 301s));
  CHECK_FALSE(verify(make_secret(system_random), id, "1614265330", signature, body, moment));
  CHECK_FALSE(verify("", id, "1614265330", "", body, moment));
  CHECK_FALSE(verify("whsec_!", id, "1614265330", signature, body, moment));
  CHECK_FALSE(verify(secret, id, "x", signature, body, moment));
}

TEST_CASE("while a secret is being replaced both sign") {
  endpoint to;
  to.secret = make_secret(system_random);
  to.old_secret = secret;
  to.old_secret_until = moment + 1h;
  leadstream::delivery::delivery what;
  what.type = "lead.created";
  what.data = "{}";
  const std::string sent = body_of(what);
  for (const auto& [now, count] : {std::pair{moment, 2}, {moment + 2h, 1}}) {
    const auto headers = signed_headers(to, what, now, sent);
    const std::string all(find_header(headers, "webhook-signature"));
    const std::string time(find_header(headers, "webhook-timestamp"));
    CHECK(std::count(all.begin(), all.end(), ' ') == count - 1);
    CHECK(verify(to.secret, message_id(what), time, all, sent, now));
    CHECK(verify(to.old_secret, message_id(what), time, all, sent, now) == (count == 2));
  }
}
