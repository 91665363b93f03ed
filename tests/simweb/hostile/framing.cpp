#include "tests/simweb/hostile/cases.hpp"

#include <chrono>
#include <thread>

namespace leadstream::simweb {
namespace {

using namespace std::chrono_literals;

const std::string status = "HTTP/1.1 200 OK\r\n";
const std::string html = "Content-Type: text/html; charset=utf-8\r\n";

std::string cookies(int count) {
  std::string out = status + html;
  for (int i = 0; i < count; ++i) {
    out += "Set-Cookie: c" + std::to_string(i) + "=1; Path=/\r\n";
  }
  return out + "Content-Length: 0\r\n\r\n";
}

std::string interim(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  }
  return out + ok(sound_page("one-interim.hostile.test"));
}

hostile_case silent_after(std::string name, std::string head) {
  return page_case(std::move(name),
                   [head = std::move(head)](const hostile_request&, test::raw_connection& connection) {
                     connection.write(head);
                     connection.await_close();
                   });
}

/// A byte now and then, for as long as somebody waits.
hostile_case drip(std::string name, std::string head, std::string byte) {
  return page_case(std::move(name), [head = std::move(head), byte = std::move(byte)](
                                        const hostile_request&, test::raw_connection& connection) {
    connection.write(head);
    while (connection.write(byte)) {
      std::this_thread::sleep_for(100ms);
    }
  });
}

hostile_case reset_after(std::string name, std::string head) {
  return page_case(std::move(name),
                   [head = std::move(head)](const hostile_request&, test::raw_connection& connection) {
                     connection.write(head);
                     connection.reset_on_close();
                   });
}

} // namespace

std::vector<hostile_case> framing_cases() {
  const std::string filler = "X-Filler: " + std::string(1'000, 'y') + "\r\n";
  const std::string chunked = status + html + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string page = sound_page("body-too-long.hostile.test");
  return {
      endless_case("endless-headers", status, filler),
      endless_case("endless-header-line", status + "X: ", std::string(64U << 10U, 'x')),
      endless_case("endless-status-line", "HTTP/1.1 200 ", std::string(64U << 10U, 'x')),
      endless_case("endless-trailers", chunked + "0\r\n", filler),
      endless_case("endless-interim", "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
      fixed_case("interim-20000", interim(20'000)),
      fixed_case("cookies-100000", cookies(100'000)),
      fixed_case("one-interim", interim(1)),
      drip("slow-drip", status + html + "Content-Length: 100000\r\n\r\n", "x"),
      drip("slow-header", status + "X: ", "x"),
      silent_after("silence", ""),
      silent_after("silence-in-header", status),
      silent_after("silence-in-body", status + html + "Content-Length: 100\r\n\r\n<p>"),
      fixed_case("body-too-short", status + html + "Content-Length: 100000\r\n\r\n" + page),
      fixed_case("body-too-long",
                 status + html + "Content-Length: " + std::to_string(page.size()) + "\r\n\r\n" + page + page),
      silent_after("announced-too-large", status + html + "Content-Length: 999999999999\r\n\r\n"),
      fixed_case("two-lengths", status + html + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nhello"),
      fixed_case("negative-length", status + html + "Content-Length: -5\r\n\r\nhello"),
      fixed_case("chunk-size-no-number", chunked + "zz\r\nhello\r\n0\r\n\r\n"),
      fixed_case("chunk-too-long", chunked + "2\r\nhello\r\n0\r\n\r\n"),
      fixed_case("chunk-size-overflow", chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
      fixed_case("chunks-without-end", chunked + "5\r\nhello\r\n"),
      fixed_case("http-0.9", page),
      fixed_case("not-http", "SSH-2.0-OpenSSH_9.2\r\n"),
      fixed_case("nul-in-header", status + std::string("X: a\0b\r\n\r\n", 10)),
      fixed_case("empty-reply", ""),
      reset_after("reset", ""),
      reset_after("reset-in-body", status + html + "Content-Length: 100\r\n\r\nhello"),
  };
}

} // namespace leadstream::simweb
