#include "tests/support/served.hpp"
#include "tests/support/telemetry_record.hpp"
#include "tests/support/websocket_client.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

const uuid first_job = *parse_uuid("0190a0a0-0000-7000-8000-000000000001");
const uuid second_job = *parse_uuid("0190a0a0-0000-7000-8000-000000000002");
const uuid some_company = *parse_uuid("0190a0a0-0000-7000-8000-00000000000c");

event_header lead_event(int score, const std::string& industry = "bakery", const uuid& job = first_job) {
  return {"company_update", job, some_company, score, industry};
}

void commit_all(served& s, int count, std::size_t payload = 2) {
  for (int i = 0; i < count; ++i) {
    s.inside.commit(lead_event(50), "\"" + std::string(payload, 'x') + "\"");
  }
}

serve::server_options quick() {
  serve::server_options options;
  options.websocket.subscribe_grace = std::chrono::milliseconds(50);
  options.websocket.position_interval = std::chrono::milliseconds(50);
  return options;
}

} // namespace

TEST_CASE("the handshake proves that the server speaks WebSocket") {
  served s;
  const websocket_client client(s.port);
  CHECK(client.handshake.starts_with("HTTP/1.1 101 "));
  CHECK(client.handshake.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
}

TEST_CASE("what is no WebSocket of this origin is refused") {
  served s;
  CHECK(s.get("/ws/leads").status == 426);
  CHECK(s.get("/api/v1/ws/leads").status == 426);
  CHECK(websocket_client(s.port, 0, "Origin: http://evil.example\r\n").handshake.starts_with("HTTP/1.1 403"));
  CHECK(websocket_client(s.port, 0, "Origin: null\r\n").handshake.starts_with("HTTP/1.1 403"));
  CHECK(websocket_client(s.port, 0, "Origin: http://localhost\r\n").handshake.starts_with("HTTP/1.1 101"));
}

TEST_CASE("a subscriber gets leads and jobs as they are committed") {
  served s;
  websocket_client client(s.port);
  CHECK(client.subscribe() ==
        json{{"type", "subscribed"}, {"epoch", "e1"}, {"seq", 0}, {"recovered", false}});
  s.inside.commit(lead_event(70), R"({"company_name":"Korn"})");
  s.inside.commit({"job_update", first_job, uuid{}, 0, ""}, R"({"progress":10})");
  const json lead = client.message();
  CHECK(lead["type"] == "company_update");
  CHECK(lead["seq"] == 1);
  CHECK(lead["data"]["company_name"] == "Korn");
  const json job = client.message();
  CHECK(job["type"] == "job_update");
  CHECK(job["seq"] == 2);
  CHECK(job["data"]["progress"] == 10);
}

TEST_CASE("a filter leaves holes and positions tell how far it came") {
  served s(quick());
  websocket_client client(s.port);
  client.subscribe({{"job_id", to_string(first_job)}, {"score_min", 60}, {"industry", " Bak"}});
  s.inside.commit(lead_event(59), "1");
  s.inside.commit(lead_event(60), "2");
  s.inside.commit(lead_event(90, "hotel"), "3");
  s.inside.commit(lead_event(90, "bakery", second_job), "4");
  s.inside.commit({"job_update", first_job, uuid{}, 0, ""}, "5");
  s.inside.commit(lead_event(10), "6");
  std::vector<int> data;
  json message = client.message();
  while (message["type"] != "position" || message["seq"] != 6) {
    if (message["type"] != "position") {
      data.push_back(message["data"]);
    }
    message = client.message();
  }
  CHECK(data == std::vector<int>{2, 5});
  CHECK(message["epoch"] == "e1");
}

TEST_CASE("a subscriber resumes behind the event it saw last") {
  served s;
  commit_all(s, 1'000);
  websocket_client client(s.port);
  CHECK(client.subscribe({{"since", {{"epoch", "e1"}, {"seq", 100}}}})["recovered"] == true);
  commit_all(s, 100);
  for (int seq = 101; seq <= 1'100; ++seq) {
    REQUIRE(client.message()["seq"] == seq);
  }
}

TEST_CASE("what cannot be recovered is said, and the subscriber is live from now") {
  served s;
  s.inside.oldest_seq = 5;
  commit_all(s, 10);
  const auto answer = [&](const std::string& epoch, std::uint64_t seq) {
    websocket_client client(s.port);
    return client.subscribe({{"since", {{"epoch", epoch}, {"seq", seq}}}});
  };
  const json lost = {{"type", "subscribed"}, {"epoch", "e1"}, {"seq", 10}, {"recovered", false}};
  CHECK(answer("other", 7) == lost);
  CHECK(answer("e1", 11) == lost);
  CHECK(answer("e1", 18446744073709551615U) == lost);
  CHECK(answer("e1", 3) == lost);
  CHECK(answer("e1", 4)["recovered"] == true);
  CHECK(answer("e1", 10)["recovered"] == true);
}

TEST_CASE("live events that were late or never told are read from the store, once and in order") {
  served s;
  websocket_client client(s.port);
  client.subscribe();
  for (int i = 0; i < 200; ++i) {
    i % 3 == 1 ? s.inside.commit_silently(lead_event(1), "0") : s.inside.commit(lead_event(1), "0");
  }
  s.inside.commit(lead_event(1), "0");
  for (int seq = 1; seq <= 201; ++seq) {
    REQUIRE(client.message()["seq"] == seq);
  }
}

TEST_CASE("resuming while events flow leaves no gap and repeats nothing") {
  served s;
  std::uint64_t seen = 0;
  for (int round = 0; round < 50; ++round) {
    commit_all(s, 20);
    websocket_client client(s.port);
    CHECK(client.subscribe({{"since", {{"epoch", "e1"}, {"seq", seen}}}})["seq"] == seen);
    commit_all(s, 20);
    const std::uint64_t enough = seen + 30;
    while (seen < enough) {
      REQUIRE(client.message()["seq"] == seen + 1);
      ++seen;
    }
  }
}

TEST_CASE("a client that only listens gets everything since it connected") {
  served s(quick());
  websocket_client witness(s.port);
  witness.subscribe();
  commit_all(s, 3);
  while (witness.message()["seq"] != 3) {
  }
  websocket_client client(s.port);
  s.inside.commit(lead_event(1), "0");
  const json subscribed = client.message();
  CHECK(subscribed["type"] == "subscribed");
  json next = client.message();
  while (next["type"] == "position") { // comes by the clock, on a slow machine before the event
    next = client.message();
  }
  CHECK(next["type"] == "company_update");
  CHECK(next["seq"] == 4);
}

TEST_CASE("messages that are not valid are answered with what is wrong") {
  served s;
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({"type":"shout"})", "type"},
      {R"(7)", "type"},
      {R"({"type":"subscribe","job_id":"x"})", "job_id"},
      {R"({"type":"subscribe","score_min":101})", "score_min"},
      {R"({"type":"subscribe","score_min":-1})", "score_min"},
      {R"({"type":"subscribe","industry":1})", "industry"},
      {R"({"type":"subscribe","industry":")" + std::string(101, 'a') + R"("})", "industry"},
      {R"({"type":"subscribe","job_id":"00000000-0000-0000-0000-000000000000"})", "job_id"},
      {R"({"type":"subscribe","since":5})", "since"},
      {R"({"type":"subscribe","since":{"epoch":"e1"}})", "since"},
      {R"({"type":"subscribe","channel":"*"})", "channel"},
  };
  websocket_client client(s.port);
  for (const auto& [text, field] : cases) {
    INFO(text);
    client.send_text(text);
    const json answer = client.message();
    CHECK(answer["type"] == "error");
    CHECK(answer["field"] == field);
  }
  for (int i = 0; i < 20; ++i) {
    client.send_text("no JSON");
  }
  json last = client.message();
  while (!last.contains("closed")) {
    last = client.message();
  }
  CHECK(last["closed"] == 1008);
}

TEST_CASE("a ping is answered, a close is confirmed") {
  served s;
  websocket_client client(s.port);
  client.send_frame(0x89, "hello");
  const seen_frame pong = client.next();
  CHECK(pong.opcode == 10);
  CHECK(pong.payload == "hello");
  client.send_frame(0x88, std::string("\x03\xe8", 2) + "bye");
  CHECK(client.next().close_code() == 1000);
  CHECK(client.next().opcode == -1);
}

TEST_CASE("frames that break the protocol close the connection with their code") {
  served s;
  const auto code_for = [&](const std::string& bytes) {
    websocket_client client(s.port);
    client.raw.send(bytes);
    return client.next().close_code();
  };
  using namespace std::string_literals;
  CHECK(code_for("\x81\x02{}"s) == 1002);                                   // not masked
  CHECK(code_for("\xC1\x80mask"s) == 1002);                                 // a reserved bit
  CHECK(code_for("\x83\x80mask"s) == 1002);                                 // a reserved opcode
  CHECK(code_for("\x80\x80mask"s) == 1002);                                 // continues nothing
  CHECK(code_for("\x09\x80mask"s) == 1002);                                 // a fragmented ping
  CHECK(code_for("\x89\xFE\x00\x7Emask"s) == 1002);                         // a long ping
  CHECK(code_for("\x81\xFE\x00\x05mask"s) == 1002);                         // a length that could be shorter
  CHECK(code_for("\x81\xFF\x80\x00\x00\x00\x00\x00\x00\x01mask"s) == 1002); // a negative length
  CHECK(code_for("\x81\xFF\x00\x00\x00\x00\x40\x00\x00\x00mask"s) == 1009); // 1 GiB
  CHECK(code_for("\x82\x80mask"s) == 1003);                                 // binary
  CHECK(code_for("\x81\x81\x00\x00\x00\x00\xFF"s) == 1007);                 // not UTF-8
  CHECK(code_for("\x88\x82\x00\x00\x00\x00\x03\xED"s) == 1002);             // closes with 1005
  CHECK(code_for("\x88\x81\x00\x00\x00\x00\x03"s) == 1002);                 // half a code
}

TEST_CASE("fragments make one message until it is too large") {
  served s;
  websocket_client client(s.port);
  client.send_frame(0x01, R"({"type":)");
  client.send_frame(0x89, "in between");
  client.send_frame(0x80, R"("subscribe"})");
  CHECK(client.next().opcode == 10);
  CHECK(client.message()["type"] == "subscribed");
  websocket_client endless(s.port);
  endless.send_frame(0x01, std::string(60'000, ' '));
  endless.send_frame(0x00, std::string(60'000, ' '));
  CHECK(endless.next().close_code() == 1009);
}

TEST_CASE("a thousand subscribers get each event exactly once and in order") {
  served s;
  constexpr int events = 300;
  std::vector<std::unique_ptr<websocket_client>> clients;
  for (int i = 0; i < 1'000; ++i) {
    clients.push_back(std::make_unique<websocket_client>(s.port));
    REQUIRE(clients.back()->subscribe()["type"] == "subscribed");
  }
  commit_all(s, events, 100);
  for (const auto& client : clients) {
    for (int seq = 1; seq <= events; ++seq) {
      const seen_frame frame = client->next();
      REQUIRE(frame.payload.find("\"seq\":" + std::to_string(seq) + ",") != std::string::npos);
    }
  }
}

TEST_CASE("a subscriber that does not read is told that it is slow and delays nobody") {
  serve::server_options options;
  options.websocket.queue_bytes = 64 << 10;
  telemetry_record told;
  options.told = &told;
  served s(options);
  websocket_client stalled(s.port, 4'096);
  websocket_client reader(s.port);
  stalled.subscribe();
  reader.subscribe();
  constexpr int events = 200;
  for (int seq = 1; seq <= events; ++seq) {
    commit_all(s, 1, 10'000);
    REQUIRE(reader.message()["seq"] == seq);
  }
  json last = stalled.message();
  for (std::uint64_t seq = 1; !last.contains("closed"); ++seq) {
    REQUIRE(last["seq"] == seq);
    last = stalled.message();
  }
  CHECK(last["closed"] == 4408);
  CHECK(told.dropped == 1);
  CHECK(s.server.now_open().websockets >= 1);
}

TEST_CASE("a subscriber that takes nothing for too long is slow even when little waits") {
  serve::server_options options;
  options.websocket.stall = std::chrono::milliseconds(50);
  options.websocket.queue_bytes = 64 << 20;
  served s(options);
  websocket_client stalled(s.port, 4'096);
  websocket_client witness(s.port);
  stalled.subscribe();
  witness.subscribe();
  json seen;
  for (int i = 0; !s.logged("slow subscriber"); ++i) {
    commit_all(s, 1, 10'000);
    seen = witness.message();
  }
  json last = stalled.message();
  while (!last.contains("closed")) {
    last = stalled.message();
  }
  CHECK(last["closed"] == 4408);
}

TEST_CASE("a client that shows no sign of life is pinged, then dropped") {
  serve::server_options options;
  options.websocket.ping_interval = std::chrono::milliseconds(50);
  options.websocket.pong_timeout = std::chrono::milliseconds(50);
  served s(options);
  websocket_client client(s.port);
  CHECK(client.next().opcode == 9);
  CHECK(client.next().opcode == -1);
}

TEST_CASE("WebSockets are closed with 1001 when the server goes away") {
  auto s = std::make_unique<served>();
  websocket_client client(s->port);
  client.subscribe();
  s->server.stop(std::chrono::milliseconds(100));
  CHECK(client.message()["closed"] == 1001);
}

TEST_CASE("a log that cannot be read closes with a reason") {
  served s;
  s.inside.failure = error{error_code::unavailable, "disk", {}};
  websocket_client client(s.port);
  CHECK(client.subscribe()["closed"] == 1011);
}
