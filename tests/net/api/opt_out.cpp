#include "tests/support/fake_legal.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;

namespace {

struct public_page {
  fake_legal desk;
  served server{[this] {
    serve::server_options options;
    options.legal = &desk;
    return options;
  }()};

  seen_response send(const std::string& target, const std::string& content, const std::string& fields) {
    return server.request("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                          fields + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                          std::to_string(content.size()) + "\r\n\r\n" + content);
  }
};

constexpr const char* own_page = "Origin: null\r\nSec-Fetch-Site: same-origin\r\n";
constexpr const char* foreign_page = "Origin: null\r\nSec-Fetch-Site: cross-site\r\n";

} // namespace

TEST_CASE("a browser goes through both steps of the opt-out page without an address in a URL") {
  public_page page;
  const auto first = page.server.get("/opt-out");
  CHECK(first.head.find("Referrer-Policy: same-origin") != std::string::npos);
  CHECK(first.body.find("method=\"post\" action=\"/opt-out\"") != std::string::npos);
  const auto second = page.send("/opt-out", "email=ada%40muster.example&phone=", own_page);
  CHECK(second.status == 200);
  CHECK(page.desk.erased.empty());
  CHECK(second.body.find("action=\"/opt-out\"") != std::string::npos);
  CHECK(second.body.find("name=\"token\" value=\"token-of-ada@muster.example\"") != std::string::npos);
  const auto last =
      page.send("/opt-out", "email=ada%40muster.example&token=token-of-ada%40muster.example", own_page);
  CHECK(last.status == 200);
  CHECK(page.desk.erased == std::vector<std::string>{"* ada@muster.example opt_out"});
}

TEST_CASE("a form without its token, of a foreign page or in another coding erases nobody") {
  public_page page;
  const std::string whole = "email=ada%40muster.example&token=token-of-ada%40muster.example";
  CHECK(page.send("/opt-out", "email=ada%40muster.example&token=guessed", own_page).status == 403);
  CHECK(page.send("/opt-out", whole, foreign_page).status == 403);
  CHECK(page.send("/opt-out", whole, "Origin: null\r\n").status == 403);
  CHECK(page.send("/opt-out", "", own_page).status == 400);
  CHECK(page.server.post("/opt-out", "{}").status == 415);
  CHECK(page.server.get("/opt-out?email=ada%40muster.example").status == 400);
  CHECK(page.desk.erased.empty());
}

TEST_CASE("a hidden origin is believed by the form's route alone") {
  public_page page;
  CHECK(page.send("/api/v1/scrape/search", "", own_page).status == 403);
}
