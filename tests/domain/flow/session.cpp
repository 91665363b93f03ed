#include "domain/flow/session.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

page setting(const std::string& url, std::vector<std::string> cookies) {
  page answer;
  answer.url = url;
  for (std::string& cookie : cookies) {
    answer.headers.push_back({"Set-Cookie", std::move(cookie)});
  }
  return answer;
}

} // namespace

SCENARIO("cookies go back to their own host until the session changes") {
  flow::session s;
  s.enter(1);
  s.learn(setting("http://a.test/", {"id=7; Path=/; HttpOnly", "lang=de", "id=8"}));

  CHECK(s.cookies_for("a.test") == "id=8; lang=de");
  CHECK(s.cookies_for("b.test").empty());

  s.enter(1);
  CHECK_FALSE(s.cookies_for("a.test").empty());
  s.enter(2);
  CHECK(s.cookies_for("a.test").empty());
}

SCENARIO("a cookie that could reach into other headers is not kept") {
  flow::session s;
  const auto bad = GENERATE(as<std::string>{}, "a=b\r\nX: y", "=x", "nothing", "a=b c", "a=\x01");
  s.learn(setting("http://a.test/", {bad}));
  CHECK(s.cookies_for("a.test").empty());
}

SCENARIO("a server cannot fill the memory with cookies") {
  flow::session s;
  for (int i = 0; i < 1'000; ++i) {
    s.learn(setting("http://a.test/", {"c" + std::to_string(i) + "=x"}));
  }
  CHECK(s.cookies_for("a.test").size() < 200);
}
