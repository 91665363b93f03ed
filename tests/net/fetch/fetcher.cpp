#include "net/fetch/fetcher.hpp"

#include "tests/support/fetching.hpp"
#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

using namespace leadstream;
using namespace leadstream::net;
using leadstream::test::fetch_now;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;
using leadstream::test::standing_in;

namespace {

std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Answers every request of a connection the same way.
raw_server::script always(std::string answer) {
  return [answer = std::move(answer)](raw_connection& connection) {
    while (!connection.read_request().empty() && connection.write(answer)) {
    }
  };
}

} // namespace

TEST_CASE("A page arrives with status, headers and body of its one hop") {
  raw_server server(always("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nX-A: 1\r\nX-A: 2\r\n"
                           "Content-Length: 4\r\n\r\ngone"));
  auto options = standing_in(server);
  options.clock = [] { return wall_time(std::chrono::milliseconds(1'234)); };
  const auto fetcher = make_fetcher(options);

  const auto outcome = fetch_now(*fetcher, "http://Shop.test/a/../b?q=1#part");

  REQUIRE(outcome.content);
  CHECK(outcome.failure == fetch_failure::none);
  CHECK(outcome.content->status == 404);
  CHECK(outcome.content->url == "http://shop.test/b?q=1");
  CHECK(outcome.content->body == "gone");
  REQUIRE(outcome.content->headers.size() == 4);
  CHECK(outcome.content->headers[2].value == "2");
  CHECK(find_header(outcome.content->headers, "content-type") == "text/plain");
  CHECK(outcome.content->fetched_at == wall_time(std::chrono::milliseconds(1'234)));
  CHECK(outcome.wire_bytes > 4);
}

TEST_CASE("The server sees the original host, our user agent and the caller's headers") {
  std::mutex mutex;
  std::string seen;
  raw_server server([&](raw_connection& connection) {
    const auto request = connection.read_request();
    const auto body = connection.read_body(9);
    const std::lock_guard lock(mutex);
    seen = request + body;
    connection.write(ok(""));
  });
  const auto fetcher = make_fetcher(standing_in(server));
  http_request request;
  request.method = "POST";
  request.url = "http://api.test/query";
  request.headers = {{"X-Trace", "abc"}, {"Content-Type", "text/plain"}, {"X-Empty", ""}};
  request.body = "data=[out]";
  request.body.pop_back();

  const auto outcome = fetch_now(*fetcher, request);

  CHECK(outcome.content);
  const std::lock_guard lock(mutex);
  CHECK(seen.starts_with("POST /query HTTP/1.1\r\nHost: api.test\r\nUser-Agent: LeadstreamBot/1.0\r\n"));
  CHECK(seen.find("X-Trace: abc\r\n") != std::string::npos);
  CHECK(seen.find("X-Empty:") != std::string::npos);
  CHECK(seen.find("Content-Type: text/plain\r\n") != std::string::npos);
  CHECK(seen.find("Expect") == std::string::npos);
  CHECK(seen.ends_with("\r\n\r\ndata=[out"));
}

TEST_CASE("Methods go out as they were asked for") {
  raw_server server([](raw_connection& connection) {
    for (auto request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      const auto method = request.substr(0, request.find(' '));
      connection.write("HTTP/1.1 200 OK\r\nX-Method: " + method + "\r\nContent-Length: 5000000\r\n\r\n");
      if (method != "HEAD") {
        return;
      }
    }
  });
  const auto fetcher = make_fetcher(standing_in(server));
  http_request head;
  head.method = "HEAD";
  head.url = "http://a.test/";

  const auto outcome = fetch_now(*fetcher, head);

  REQUIRE(outcome.content);
  CHECK(find_header(outcome.content->headers, "X-Method") == "HEAD");
  CHECK(outcome.content->body.empty());
}

TEST_CASE("A connection is used again for the same host") {
  raw_server server(always(ok("x")));
  const auto fetcher = make_fetcher(standing_in(server));

  for (int i = 0; i < 5; ++i) {
    CHECK(fetch_now(*fetcher, "http://a.test/" + std::to_string(i)).content);
  }
  CHECK(server.connections() == 1);
  CHECK(fetch_now(*fetcher, "http://b.test/").content);
  CHECK(server.connections() == 2);
}

TEST_CASE("Redirects are answers, wherever they point") {
  for (const char* location : {"http://127.0.0.1/", "file:///etc/passwd", "gopher://a/", "/next"}) {
    raw_server server(
        always(std::string("HTTP/1.1 302 Found\r\nLocation: ") + location + "\r\nContent-Length: 0\r\n\r\n"));
    const auto fetcher = make_fetcher(standing_in(server));

    const auto outcome = fetch_now(*fetcher, "http://a.test/");

    REQUIRE(outcome.content);
    CHECK(outcome.content->status == 302);
    CHECK(find_header(outcome.content->headers, "Location") == location);
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("Interim answers and trailers leave no trace in the headers") {
  raw_server server(always("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                           "HTTP/1.1 200 OK\r\nX-Final: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n"));
  const auto fetcher = make_fetcher(standing_in(server));

  const auto outcome = fetch_now(*fetcher, "http://a.test/");

  REQUIRE(outcome.content);
  CHECK(outcome.content->body == "hello");
  CHECK(find_header(outcome.content->headers, "X-Final") == "1");
  CHECK(find_header(outcome.content->headers, "Link").empty());
  CHECK(find_header(outcome.content->headers, "X-Trailer").empty());
}

TEST_CASE("Cookies are not kept") {
  std::mutex mutex;
  std::vector<std::string> seen;
  raw_server server([&](raw_connection& connection) {
    for (auto request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      const std::lock_guard lock(mutex);
      seen.push_back(request);
      connection.write("HTTP/1.1 200 OK\r\nSet-Cookie: id=1\r\nContent-Length: 0\r\n\r\n");
    }
  });
  const auto fetcher = make_fetcher(standing_in(server));

  CHECK(fetch_now(*fetcher, "http://a.test/").content);
  CHECK(fetch_now(*fetcher, "http://a.test/").content);

  const std::lock_guard lock(mutex);
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].find("Cookie") == std::string::npos);
}

TEST_CASE("Proxy variables of the environment are ignored") {
  raw_server proxy(always(ok("from the proxy")));
  raw_server server(always(ok("from the server")));
  const std::string where = "http://127.0.0.1:" + std::to_string(proxy.port());
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
    ::setenv(name, where.c_str(), 1);
  }
  {
    const auto fetcher = make_fetcher(standing_in(server));
    const auto outcome = fetch_now(*fetcher, "http://a.test/");
    REQUIRE(outcome.content);
    CHECK(outcome.content->body == "from the server");
  }
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
    ::unsetenv(name);
  }
  CHECK(proxy.connections() == 0);
}

TEST_CASE("Stop ends what is under way, what waits and what comes later with cancelled") {
  raw_server server([](raw_connection& connection) {
    connection.read_request();
    connection.await_close();
  });
  auto options = standing_in(server);
  options.transfers_per_thread = 2;
  const auto fetcher = make_fetcher(options);
  std::atomic<int> cancelled{0};
  const auto count = [&](const fetch_outcome& outcome) {
    cancelled += outcome.failure == fetch_failure::cancelled ? 1 : 100;
  };
  for (int i = 0; i < 5; ++i) {
    http_request request;
    request.url = "http://a.test/" + std::to_string(i);
    fetcher->fetch(request, {}, count);
  }

  fetcher->stop();

  CHECK(cancelled == 5);
  CHECK(fetch_now(*fetcher, "http://a.test/").failure == fetch_failure::cancelled);
}

TEST_CASE("A fetch may be started from the completion of another") {
  raw_server server(always(ok("x")));
  const auto fetcher = make_fetcher(standing_in(server));
  std::promise<fetch_outcome> last;
  http_request request;
  request.url = "http://a.test/";

  fetcher->fetch(request, {}, [&](const fetch_outcome&) {
    fetcher->fetch(request, {}, [&](fetch_outcome second) { last.set_value(std::move(second)); });
  });

  CHECK(last.get_future().get().content);
}

TEST_CASE("More fetches than may be under way wait their turn") {
  raw_server server(always(ok("x")));
  auto options = standing_in(server);
  options.threads = 2;
  options.transfers_per_thread = 3;
  const auto fetcher = make_fetcher(options);
  constexpr int all = 200;
  std::promise<void> finished;
  std::atomic<int> left{all};
  std::atomic<int> pages{0};

  for (int i = 0; i < all; ++i) {
    http_request request;
    request.url = "http://h" + std::to_string(i % 7) + ".test/" + std::to_string(i);
    fetcher->fetch(request, {}, [&](const fetch_outcome& outcome) {
      pages += outcome.content != nullptr;
      if (--left == 0) {
        finished.set_value();
      }
    });
  }

  finished.get_future().wait();
  CHECK(pages == all);
}

TEST_CASE("A POST is sent once, whatever becomes of a connection that was kept") {
  // given a server that answers the first request of a connection and drops the next one
  std::atomic<int> seen{0};
  raw_server server([&](raw_connection& connection) {
    for (bool first = true; !connection.read_request().empty(); first = false) {
      connection.read_body(4);
      ++seen;
      if (!first || !connection.write(ok(""))) {
        return;
      }
    }
  });
  const auto fetcher = make_fetcher(standing_in(server));
  http_request request;
  request.method = "POST";
  request.url = "http://api.test/";
  request.body = "lead";

  // when
  for (int i = 0; i < 3; ++i) {
    fetch_now(*fetcher, request);
  }

  // then
  CHECK(seen == 3);
}
