#include "net/auth/desk.hpp"
#include "net/serve/websocket_credentials.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;

namespace {

/// Accounts in a database that takes no writes.
class read_only_accounts : public access::accounts {
public:
  void find_key(const std::string&, completion<access::key_record> answer) override { answer(refusal()); }
  void find_session(const std::string&, completion<access::session_record> answer) override {
    answer(refusal());
  }
  void add_key(access::key_record, completion<access::key_record> answer) override { answer(refusal()); }
  void list_keys(const tenant_id&, completion<std::vector<access::key_record>> answer) override {
    answer(refusal());
  }
  void revoke_key(const tenant_id&, const std::string&, wall_time, completion<done> answer) override {
    answer(refusal());
  }
  void note_use(const tenant_id&, const std::string&, wall_time) override {}
  void find_user(const tenant_id&, const std::string&, completion<access::user_record> answer) override {
    answer(refusal());
  }
  void add_user(access::user_record, completion<access::user_record> answer) override { answer(refusal()); }
  void list_users(const tenant_id&, completion<std::vector<access::user_record>> answer) override {
    answer(refusal());
  }
  void change_user(access::user_record, completion<access::user_record> answer) override {
    answer(refusal());
  }
  void count_users(completion<std::uint64_t> answer) override { answer(refusal()); }
  void add_session(access::session_record, wall_time, completion<done> answer) override { answer(refusal()); }
  void end_session(const tenant_id&, const std::string&, completion<done> answer) override {
    answer(refusal());
  }
  void count_use(const tenant_id&, const std::string&, std::int64_t,
                 completion<std::uint64_t> answer) override {
    answer(refusal());
  }
  void append_audit(const tenant_id&, wall_time, std::string) override {}
  void read_audit(const tenant_id&, std::uint64_t, std::size_t,
                  completion<access::audit_part> answer) override {
    answer(refusal());
  }

private:
  static error refusal() { return {error_code::unavailable, "the database takes no writes", {}}; }
};

auth::desk_options limited(const auth::usage_limits& limits) {
  auth::desk_options options;
  options.gate.clock = system_wall_time;
  options.limits = limits;
  return options;
}

} // namespace

TEST_CASE("the rate of an address counts whatever it asks, with credentials or without") {
  fake_service inside;
  auth::usage_limits limits;
  limits.address_requests_per_minute = 4;
  const auto desk = std::make_shared<auth::desk>(limited(limits), nullptr, nullptr, inside);
  serve::server_options options;
  options.desk = desk;
  options.authenticator = desk->gate;
  served s(std::move(options));
  CHECK(s.get("/health/live").status == 200);
  CHECK(s.get("/api/v1/leads").status == 401);
  CHECK(s.get("/nothing").status == 404);
  CHECK(s.get("/health/live").status == 200);
  for (const char* path : {"/health/live", "/api/v1/leads", "/nothing"}) {
    const auto refused = s.get(path);
    CHECK(refused.status == 429);
    CHECK(refused.header("RateLimit-Limit") == "4");
    CHECK(refused.header("RateLimit-Remaining") == "0");
    CHECK_FALSE(refused.header("Retry-After").empty());
  }
}

TEST_CASE("too many wrong credentials are told the rate that they used up") {
  fake_service inside;
  auth::desk_options wanted = limited({});
  wanted.gate.failures_per_minute = 2;
  const auto desk = std::make_shared<auth::desk>(wanted, nullptr, nullptr, inside);
  serve::server_options options;
  options.desk = desk;
  options.authenticator = desk->gate;
  served s(std::move(options));
  const auto try_key = [&] {
    return s.request("GET /api/v1/leads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                     "Authorization: Bearer wrong\r\n\r\n");
  };
  CHECK(try_key().status == 401);
  CHECK(try_key().status == 401);
  const auto refused = try_key();
  CHECK(refused.status == 429);
  CHECK(refused.header("RateLimit-Limit") == "2");
}

TEST_CASE("a database that takes no writes gives exports, as many as the quota has") {
  fake_service inside;
  auth::usage_limits limits;
  limits.exports_per_hour = 2;
  limits.jobs_per_day = 2;
  auth::desk desk(limited(limits), std::make_shared<read_only_accounts>(), nullptr, inside);
  access::principal who;
  who.tenant = {"a"};
  who.kind = access::credential_kind::key;
  const auto take = [&](access::budget what) {
    result<auth::verdict> judged = error{};
    desk.take_quota(who, what, [&](const result<auth::verdict>& given) { judged = given; });
    return judged;
  };
  const auto asked_export = access::budget::export_;
  CHECK(take(asked_export)->status == 200);
  CHECK(take(asked_export)->status == 200);
  CHECK(take(asked_export)->status == 429);
  CHECK(take(asked_export)->rate.limit == 2);
  CHECK(take(asked_export)->rate.remaining == 0);
  CHECK(take(access::budget::job).problem().code == error_code::unavailable);
}

TEST_CASE("a server that asks for no credentials serves nobody through a proxy") {
  served s;
  CHECK(s.get("/api/v1/leads").status == 200);
  const auto forwarded = s.request("GET /api/v1/leads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                   "X-Forwarded-For: 203.0.113.7\r\n\r\n");
  CHECK(forwarded.status == 403);
}

TEST_CASE("the first message of a subscriber has the members that are documented and no others") {
  CHECK(serve::read_credentials(R"({"type":"auth","token":"t"})"));
  CHECK(serve::read_credentials(R"({"type":"auth","ticket":"t"})"));
  CHECK_FALSE(serve::read_credentials(R"({"type":"auth","token":"t","x":1})"));
}
