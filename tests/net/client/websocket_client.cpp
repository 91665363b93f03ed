#include "net/client/websocket_client.hpp"

#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <future>

using namespace leadstream;
using namespace leadstream::client;
using namespace std::chrono_literals;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;

namespace {

std::string accept_key(const std::string& request) {
  const auto from = request.find("Sec-WebSocket-Key: ") + 19;
  const std::string key =
      request.substr(from, request.find("\r\n", from) - from) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest);
  unsigned char text[64];
  const int size = EVP_EncodeBlock(text, digest, sizeof digest);
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

bool shake_hands(raw_connection& connection) {
  const auto request = connection.read_request();
  return connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: " +
                          accept_key(request) + "\r\n\r\n");
}

std::string frame(char opcode, const std::string& text) {
  return std::string{static_cast<char>(0x80 | opcode), static_cast<char>(text.size())} + text;
}

std::string at(const raw_server& server) {
  return "http://127.0.0.1:" + std::to_string(server.port());
}

} // namespace

TEST_CASE("Messages come in order, pings between them are answered, and the end is told") {
  std::promise<std::string> first_sent;
  raw_server server([&](raw_connection& connection) {
    shake_hands(connection);
    first_sent.set_value(connection.read_body(2 + 4 + 5));
    connection.write(frame(1, "one") + frame(9, "ping") + frame(1, "two"));
    connection.read_body(2 + 4 + 4); // the pong
  });
  auto client = websocket_client::connect(at(server), "/ws/leads", 2s);
  REQUIRE(client);

  REQUIRE((*client)->send("hello"));
  CHECK(first_sent.get_future().get().size() == 11);

  CHECK(**(*client)->receive(2s) == "one");
  CHECK(**(*client)->receive(2s) == "two");
  const auto ended = (*client)->receive(2s);
  REQUIRE_FALSE(ended);
  CHECK(ended.problem().code == error_code::unavailable);
}

TEST_CASE("No message in time is nothing, and the wait can be taken up again") {
  std::promise<void> go;
  raw_server server([&](raw_connection& connection) {
    shake_hands(connection);
    go.get_future().wait();
    connection.write(frame(1, "late"));
    connection.await_close();
  });
  auto client = websocket_client::connect(at(server), "/ws/leads", 2s);
  REQUIRE(client);

  CHECK_FALSE(*(*client)->receive(10ms));
  go.set_value();
  CHECK(**(*client)->receive(2s) == "late");
}

TEST_CASE("A server that does not speak WebSocket, or nobody at all, is unavailable") {
  std::string gone;
  {
    raw_server server([](raw_connection& connection) {
      connection.read_request();
      connection.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    gone = at(server);
    const auto refused = websocket_client::connect(gone, "/ws/leads", 2s);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().code == error_code::unavailable);
  }
  CHECK(websocket_client::connect(gone, "/ws/leads", 2s).problem().code == error_code::unavailable);
  CHECK(websocket_client::connect("nonsense", "/ws", 2s).problem().code == error_code::invalid_argument);
  CHECK(websocket_client::connect("ftp://127.0.0.1", "/ws", 2s).problem().code ==
        error_code::invalid_argument);
}

TEST_CASE("A server that never answers the handshake costs no more than the time given") {
  raw_server server([](raw_connection& connection) { connection.await_close(); });

  const auto begun = std::chrono::steady_clock::now();
  CHECK_FALSE(websocket_client::connect(at(server), "/ws/leads", 50ms));
  CHECK(std::chrono::steady_clock::now() - begun < 2s);
}
