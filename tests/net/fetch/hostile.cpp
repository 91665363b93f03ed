#include "net/fetch/fetcher.hpp"

#include "tests/support/fetching.hpp"
#include "tests/support/packed.hpp"
#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace leadstream;
using namespace leadstream::net;
using leadstream::test::brotli_zeros;
using leadstream::test::fetch_now;
using leadstream::test::gzip;
using leadstream::test::packed;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;
using leadstream::test::standing_in;

namespace {

/// "0 1 2 …", which no packing makes short.
std::string counted(int numbers) {
  std::string all;
  for (int i = 0; i < numbers; ++i) {
    all += std::to_string(i) + " ";
  }
  return all;
}

std::string without_end(const std::string& body, std::size_t bytes) {
  return body.substr(0, body.size() - bytes);
}

/// 10,000 times the letter x, packed by brotli.
std::string brotli_letters() {
  static constexpr unsigned char bytes[]{0x1f, 0x0f, 0x27, 0xf8, 0x25, 0xf0, 0xe2,
                                         0xb1, 0x40, 0x20, 0xd9, 0x03, 0x00};
  return {reinterpret_cast<const char*>(bytes), sizeof bytes};
}

std::string encoded(const std::string& encoding, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Answers once, then closes.
raw_server::script once(std::string answer) {
  return [answer = std::move(answer)](raw_connection& connection) {
    connection.read_request();
    connection.write(answer);
  };
}

/// Sends `head`, then `piece` for as long as somebody reads.
raw_server::script endless(std::string head, std::string piece) {
  return [head = std::move(head), piece = std::move(piece)](raw_connection& connection) {
    connection.read_request();
    connection.write(head);
    while (connection.write(piece)) {
    }
  };
}

/// Sends `head` and then nothing, the connection open.
raw_server::script silent_after(std::string head) {
  return [head = std::move(head)](raw_connection& connection) {
    connection.read_request();
    connection.write(head);
    connection.await_close();
  };
}

fetch_limits quick() {
  fetch_limits limits;
  limits.timeout = std::chrono::milliseconds(300);
  return limits;
}

} // namespace

TEST_CASE("What a server packs is unpacked") {
  const std::string text(10'000, 'x');
  for (const auto& [encoding, body] :
       std::vector<std::pair<std::string, std::string>>{{"gzip", gzip(text)},
                                                        {"br", brotli_letters()},
                                                        {"gzip, gzip", gzip(gzip(text))},
                                                        {"GZIP, identity", gzip(text)},
                                                        {"deflate", packed(text, test::zlib_format)},
                                                        {"deflate", packed(text, test::bare_deflate)},
                                                        {"deflate", gzip(text)},
                                                        {"gzip", gzip(text.substr(7)) + gzip("xxxxxxx")},
                                                        {"gzip", gzip(text) + "rubbish"},
                                                        {"br", brotli_letters() + "rubbish"},
                                                        {"identity", text}}) {
    INFO(encoding);
    raw_server server(once(encoded(encoding, body)));
    const auto fetcher = make_fetcher(standing_in(server));
    const auto outcome = fetch_now(*fetcher, "http://a.test/");
    REQUIRE(outcome.content);
    CHECK(outcome.content->body == text);
    CHECK(outcome.wire_bytes >= body.size());
  }
}

TEST_CASE("Every hostile answer ends in its named outcome within the limits") {
  const std::string zeros(64u << 20, '\0');
  const std::string piece(64u << 10, 'x');
  const std::string text = counted(2'000);
  const std::string header_piece = "X-Filler: " + std::string(1'000, 'y') + "\r\n";
  const std::string status = "HTTP/1.1 200 OK\r\n";
  std::string many_cookies = status;
  for (int i = 0; i < 5'000; ++i) {
    many_cookies += "Set-Cookie: c" + std::to_string(i) + "=1; Path=/\r\n";
  }
  struct row {
    const char* name;
    raw_server::script script;
    fetch_failure expected;
  };
  const std::vector<row> rows{
      {"gzip bomb", once(encoded("gzip", gzip(zeros))), fetch_failure::too_large},
      {"brotli bomb", once(encoded("br", brotli_zeros())), fetch_failure::too_large},
      {"double gzip bomb", once(encoded("gzip, gzip", gzip(gzip(zeros)))), fetch_failure::too_large},
      {"endless body", endless(status + "\r\n", piece), fetch_failure::too_large},
      {"endless chunks",
       endless(status + "Transfer-Encoding: chunked\r\n\r\n", "1000\r\n" + std::string(4'096, 'x') + "\r\n"),
       fetch_failure::too_large},
      {"endless gzip of nothing",
       endless(status + "Content-Encoding: gzip\r\n\r\n" + gzip("").substr(0, 10),
               std::string("\0\0\0\xff\xff", 5)),
       fetch_failure::too_large},
      {"announced too large", silent_after(status + "Content-Length: 999999999\r\n\r\n"),
       fetch_failure::too_large},
      {"endless headers", endless(status, header_piece), fetch_failure::too_large},
      {"endless header line", endless(status + "X: ", piece), fetch_failure::too_large},
      {"endless status line", endless("HTTP/1.1 200 ", piece), fetch_failure::too_large},
      {"5,000 cookies", once(many_cookies + "\r\n"), fetch_failure::too_large},
      {"endless interim answers", endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
       fetch_failure::too_large},
      {"endless chunk extension", endless(status + "Transfer-Encoding: chunked\r\n\r\n5;", piece),
       fetch_failure::too_large},
      {"endless trailers", endless(status + "Transfer-Encoding: chunked\r\n\r\n0\r\n", header_piece),
       fetch_failure::too_large},
      {"body shorter than announced", once(status + "Content-Length: 100\r\n\r\nshort"),
       fetch_failure::truncated},
      {"chunks without an end", once(status + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
       fetch_failure::truncated},
      {"chunk size that is no number",
       once(status + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
       fetch_failure::protocol_error},
      {"chunk longer than its size",
       once(status + "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n"),
       fetch_failure::protocol_error},
      {"gzip that is none", once(encoded("gzip", "this is no gzip at all")), fetch_failure::protocol_error},
      {"brotli that is none", once(encoded("br", std::string(200, '\xff'))), fetch_failure::protocol_error},
      {"gzip that begins", once(encoded("gzip", gzip(text).substr(0, 1))), fetch_failure::truncated},
      {"gzip without a word", once(encoded("gzip", gzip(text).substr(0, 30))), fetch_failure::truncated},
      {"gzip that is cut off", once(encoded("gzip", gzip(text).substr(0, 2'000))), fetch_failure::truncated},
      {"gzip without its last byte", once(encoded("gzip", without_end(gzip(text), 1))),
       fetch_failure::truncated},
      {"gzip without its trailer", once(encoded("gzip", without_end(gzip(text), 8))),
       fetch_failure::truncated},
      {"gzip in one chunk, cut off",
       once(status + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n" +
            gzip(text).substr(0, 256) + "\r\n0\r\n\r\n"),
       fetch_failure::truncated},
      {"gzip until the connection closes, cut off",
       once(status + "Content-Encoding: gzip\r\n\r\n" + gzip(text).substr(0, 2'000)),
       fetch_failure::truncated},
      {"gzip of which the second member is cut off",
       once(encoded("gzip", gzip(text) + gzip(text).substr(0, 50))), fetch_failure::truncated},
      {"gzip of half a gzip", once(encoded("gzip, gzip", gzip(gzip(text).substr(0, 2'000)))),
       fetch_failure::truncated},
      {"deflate that is cut off", once(encoded("deflate", packed(text, test::zlib_format).substr(0, 2'000))),
       fetch_failure::truncated},
      {"bare deflate that is cut off",
       once(encoded("deflate", packed(text, test::bare_deflate).substr(0, 2'000))), fetch_failure::truncated},
      {"brotli that is cut off", once(encoded("br", without_end(brotli_letters(), 4))),
       fetch_failure::truncated},
      {"gzip with another sum", once(encoded("gzip", without_end(gzip(text), 8) + std::string(8, '\0'))),
       fetch_failure::protocol_error},
      {"unknown encoding", once(encoded("sdch", "abc")), fetch_failure::protocol_error},
      {"two lengths", once(status + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nhello"),
       fetch_failure::protocol_error},
      {"length that is no number", once(status + "Content-Length: -5\r\n\r\nhello"),
       fetch_failure::protocol_error},
      {"HTTP/0.9", once("<html>hello</html>"), fetch_failure::protocol_error},
      {"SSH", once("SSH-2.0-OpenSSH_9.2\r\n"), fetch_failure::protocol_error},
      {"NUL in a header", once(status + std::string("X: a\0b\r\n\r\n", 10)), fetch_failure::protocol_error},
      {"nothing at all", once(""), fetch_failure::connection_lost},
      {"reset before the answer",
       [](raw_connection& connection) {
         connection.read_request();
         connection.reset_on_close();
       },
       fetch_failure::connection_lost},
      {"reset within the body",
       [&](raw_connection& connection) {
         connection.read_request();
         connection.write(status + "Content-Length: 100\r\n\r\nhello");
         connection.reset_on_close();
       },
       fetch_failure::connection_lost},
      {"silence before the answer", silent_after(""), fetch_failure::timed_out},
      {"silence within the headers", silent_after(status), fetch_failure::timed_out},
      {"silence within the body", silent_after(status + "Content-Length: 10\r\n\r\nx"),
       fetch_failure::timed_out},
  };
  for (const auto& r : rows) {
    INFO(r.name);
    raw_server server(r.script);
    const auto fetcher = make_fetcher(standing_in(server));
    const auto limits = r.expected == fetch_failure::timed_out ? quick() : fetch_limits{};

    const auto outcome = fetch_now(*fetcher, "http://a.test/", limits);

    INFO(outcome.message);
    CHECK(std::string(to_string(outcome.failure)) == to_string(r.expected));
    CHECK_FALSE(outcome.message.empty());
    CHECK_FALSE(outcome.content);
    CHECK(outcome.wire_bytes < (4u << 20));
  }
}

TEST_CASE("A packed body may be empty, and it may be cut where no more of it is wanted") {
  raw_server empty(once(encoded("gzip", "")));
  const auto outcome = fetch_now(*make_fetcher(standing_in(empty)), "http://a.test/");
  REQUIRE(outcome.content);
  CHECK(outcome.content->body.empty());

  const std::string text = counted(2'000);
  raw_server long_one(once(encoded("gzip", gzip(text))));
  fetch_limits limits;
  limits.decoded_bytes = 1'000;
  limits.cut = true;
  const auto cut = fetch_now(*make_fetcher(standing_in(long_one)), "http://a.test/", limits);
  REQUIRE(cut.content);
  CHECK(cut.content->body == text.substr(0, 1'000));
}

TEST_CASE("A body that drips is given up by its speed, long before the time is over") {
  raw_server server([](raw_connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
    connection.await_close();
  });
  auto options = standing_in(server);
  options.slow_time = std::chrono::seconds(1);
  const auto fetcher = make_fetcher(options);

  const auto outcome = fetch_now(*fetcher, "http://a.test/");

  CHECK(outcome.failure == fetch_failure::timed_out);
  CHECK(outcome.duration < std::chrono::seconds(8));
}

TEST_CASE("A closed port is a connection that failed") {
  std::uint16_t port = 0;
  {
    raw_server gone([](raw_connection&) {});
    port = gone.port();
  }
  fetcher_options options;
  options.overrides = {parse_host_override("a.test = 127.0.0.1:" + std::to_string(port)).value()};

  CHECK(fetch_now(*make_fetcher(options), "http://a.test/").failure == fetch_failure::connect_failed);
}
