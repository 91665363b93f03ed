#include "domain/flow/answer.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using flow::verdict;

namespace {

fetch_outcome answered(int status, std::vector<header> headers = {}, std::string body = "<p>hello</p>") {
  auto content = std::make_shared<page>();
  content->status = status;
  content->headers = std::move(headers);
  content->body = std::move(body);
  return {fetch_failure::none, {}, content, {}, 0};
}

} // namespace

TEST_CASE("each status means the same for everybody") {
  struct example {
    int status;
    verdict lane;
    bool retry;
    const char* refusal;
  };
  const auto e = GENERATE(values<example>({{200, verdict::success, false, ""},
                                           {204, verdict::neutral, false, "unexpected_status"},
                                           {206, verdict::neutral, false, "unexpected_status"},
                                           {404, verdict::neutral, false, "not_found"},
                                           {410, verdict::neutral, false, "not_found"},
                                           {400, verdict::neutral, false, "unexpected_status"},
                                           {403, verdict::failure, false, "blocked"},
                                           {451, verdict::failure, false, "blocked"},
                                           {999, verdict::failure, false, "blocked"},
                                           {429, verdict::failure, true, "rate_limited"},
                                           {500, verdict::failure, true, "server_error"},
                                           {504, verdict::failure, true, "server_error"}}));
  const auto meaning = flow::assess(answered(e.status));
  CHECK(meaning.lane == e.lane);
  CHECK(meaning.retry == e.retry);
  CHECK(meaning.refusal == e.refusal);
}

TEST_CASE("an interface that refuses a key works: its breaker stays closed") {
  const int status = GENERATE(401, 403);
  const auto refused = flow::assess(
      answered(status, {{"Content-Type", "application/json; charset=UTF-8"}}, R"({"error":{"code":403}})"));
  CHECK(refused.lane == verdict::neutral);
  CHECK(refused.refusal == "blocked");
}

TEST_CASE("a redirect counts only with a target") {
  CHECK(flow::assess(answered(301, {{"location", "/x"}})).redirect);
  CHECK(flow::assess(answered(302)).refusal == "unexpected_status");
}

TEST_CASE("a block page with a good status is a refusal") {
  const auto meaning = flow::assess(answered(200, {{"Content-Type", "text/html"}}, "<h1>Access denied</h1>"));
  CHECK(meaning.lane == verdict::failure);
  CHECK(meaning.refusal == "blocked");
}

TEST_CASE("network failures count and are tried again; what a rule forbids is neither") {
  const auto of = [](fetch_failure why) { return flow::assess({why, "m", nullptr, {}, 0}); };
  CHECK(of(fetch_failure::timed_out).retry);
  CHECK(of(fetch_failure::timed_out).lane == verdict::failure);
  CHECK(of(fetch_failure::address_refused).lane == verdict::neutral);
  CHECK_FALSE(of(fetch_failure::address_refused).retry);
  CHECK(of(fetch_failure::cancelled).lane == verdict::neutral);
  CHECK_FALSE(of(fetch_failure::too_large).retry);
}

TEST_CASE("an answer that reached a limit is cut where its beginning will do") {
  fetch_limits limits;
  limits.wire_bytes = 100;
  limits.decoded_bytes = 200;
  limits.cut = true;
  fetch_outcome sent = answered(200, {}, std::string(100, 'x'));
  sent.wire_bytes = 100;
  CHECK_FALSE(flow::is_cut(sent, limits));
  sent.wire_bytes = 101;
  CHECK(flow::is_cut(sent, limits));
  CHECK(flow::is_cut(answered(200, {}, std::string(200, 'x')), limits));
  limits.cut = false;
  CHECK_FALSE(flow::is_cut(sent, limits));
  CHECK_FALSE(flow::is_cut({fetch_failure::too_large, {}, nullptr, {}, 300}, limits));
}
