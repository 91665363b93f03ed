#include "net/fetch/fetcher.hpp"

#include "tests/support/fetching.hpp"
#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <mutex>
#include <vector>

using namespace leadstream;
using namespace leadstream::net;
using leadstream::test::fetch_now;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;

namespace {

name_answer addresses(const std::vector<const char*>& texts,
                      std::chrono::seconds ttl = std::chrono::seconds(0)) {
  name_answer answer;
  answer.what = name_answer::kind::found;
  for (const char* text : texts) {
    answer.addresses.push_back(*parse_ip(text));
  }
  answer.ttl = ttl;
  return answer;
}

/// DNS as the test says: answers in turn, the last one for ever.
class scripted_names final : public name_resolver {
public:
  void resolve(const std::string& host, std::function<void(name_answer)> done) override {
    name_answer next;
    {
      const std::lock_guard lock(mutex_);
      ++asked[host];
      auto& script = answers[host];
      if (!script.empty()) {
        next = script.front();
        if (script.size() > 1) {
          script.erase(script.begin());
        }
      }
    }
    done(next);
  }

  std::map<std::string, std::vector<name_answer>> answers;
  std::map<std::string, int> asked;

private:
  std::mutex mutex_;
};

raw_server::script greet() {
  return [](raw_connection& connection) {
    while (!connection.read_request().empty()) {
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    }
  };
}

} // namespace

TEST_CASE("Hosts that are private addresses are refused before anything is sent") {
  raw_server own(greet());
  const auto port = ":" + std::to_string(own.port());
  fetcher_options options;
  options.allowed_ports = {80, own.port()};
  const auto fetcher = make_fetcher(options);
  struct row {
    std::string url;
    fetch_failure expected;
  };
  const std::vector<row> rows{
      {"http://127.0.0.1" + port + "/", fetch_failure::address_refused},
      {"http://localhost" + port + "/", fetch_failure::address_refused},
      {"http://LOCALHOST." + port + "/", fetch_failure::address_refused},
      {"http://any.localhost" + port + "/", fetch_failure::address_refused},
      {"http://[::1]" + port + "/", fetch_failure::address_refused},
      {"http://[::]" + port + "/", fetch_failure::address_refused},
      {"http://[::ffff:127.0.0.1]" + port + "/", fetch_failure::address_refused},
      {"http://[::ffff:7f00:1]" + port + "/", fetch_failure::address_refused},
      {"http://[64:ff9b::7f00:1]" + port + "/", fetch_failure::address_refused},
      {"http://[2002:7f00:1::]" + port + "/", fetch_failure::address_refused},
      {"http://169.254.169.254/", fetch_failure::address_refused},
      {"http://10.0.0.1/", fetch_failure::address_refused},
      {"http://100.100.100.200/", fetch_failure::address_refused},
      {"http://127.1" + port + "/", fetch_failure::url_refused},
      {"http://0x7f.1" + port + "/", fetch_failure::url_refused},
      {"http://2130706433" + port + "/", fetch_failure::url_refused},
      {"http://0177.0.0.1" + port + "/", fetch_failure::url_refused},
      {"http://good@127.0.0.1" + port + "/", fetch_failure::url_refused},
      {"http://good.example\\@127.0.0.1" + port + "/", fetch_failure::url_refused},
      {"http://good.example:22/", fetch_failure::url_refused},
      {"http://good.example:0/", fetch_failure::url_refused},
      {"http://good.example:65536/", fetch_failure::url_refused},
      {"http://good.example/a b", fetch_failure::url_refused},
      {"http://good.example/a\r\nX: y", fetch_failure::url_refused},
      {"file:///etc/passwd", fetch_failure::url_refused},
      {"gopher://127.0.0.1/", fetch_failure::url_refused},
      {"javascript:alert(1)", fetch_failure::url_refused},
      {"", fetch_failure::url_refused},
  };
  for (const auto& r : rows) {
    INFO(r.url);
    const auto outcome = fetch_now(*fetcher, r.url);
    CHECK(std::string(to_string(outcome.failure)) == to_string(r.expected));
    CHECK_FALSE(outcome.message.empty());
    CHECK_FALSE(outcome.content);
  }
  CHECK(own.connections() == 0);
}

TEST_CASE("A name is refused when any of its addresses is not public") {
  auto names = std::make_shared<scripted_names>();
  names->answers["private.example"] = {addresses({"10.0.0.7"})};
  names->answers["mixed.example"] = {addresses({"8.8.8.8", "127.0.0.1"})};
  names->answers["mapped.example"] = {addresses({"::ffff:192.168.0.1"})};
  fetcher_options options;
  options.resolver = names;
  const auto fetcher = make_fetcher(options);

  for (const char* host : {"private.example", "mixed.example", "mapped.example"}) {
    INFO(host);
    const auto outcome = fetch_now(*fetcher, std::string("http://") + host + "/");
    CHECK(outcome.failure == fetch_failure::address_refused);
    CHECK(outcome.message.find("10.0.0.7") == std::string::npos);
  }
}

TEST_CASE("The same refusal is given for an open and a closed private port") {
  raw_server open(greet());
  fetcher_options options;
  options.allowed_ports = {open.port(), 9};
  const auto fetcher = make_fetcher(options);

  const auto reached = fetch_now(*fetcher, "http://127.0.0.1:" + std::to_string(open.port()) + "/");
  const auto closed = fetch_now(*fetcher, "http://127.0.0.1:9/");

  CHECK(reached.failure == closed.failure);
  CHECK(reached.message == closed.message);
}

TEST_CASE("An answer of DNS that changes to a private address is refused when it changes") {
  raw_server server(greet());
  auto names = std::make_shared<scripted_names>();
  names->answers["rebind.example"] = {addresses({"127.0.0.2"}), addresses({"127.0.0.1"})};
  fetcher_options options;
  options.resolver = names;
  options.allowed_ports = {server.port()};
  options.allowed_networks = {parse_network("127.0.0.2").value()}; // stands for the public address
  const auto fetcher = make_fetcher(options);
  const std::string url = "http://rebind.example:" + std::to_string(server.port()) + "/";

  CHECK(fetch_now(*fetcher, url).failure == fetch_failure::connect_failed);
  CHECK(fetch_now(*fetcher, url).failure == fetch_failure::address_refused);
  CHECK(server.connections() == 0);
}

TEST_CASE("Allowed networks and own hosts are reached by their names") {
  raw_server server(greet());
  auto names = std::make_shared<scripted_names>();
  names->answers["intranet.example"] = {addresses({"127.0.0.1"})};
  names->answers["shop.own.example"] = {addresses({"127.0.0.1"})};
  const auto port = ":" + std::to_string(server.port()) + "/";

  fetcher_options allowed;
  allowed.resolver = names;
  allowed.allowed_ports = {server.port()};
  allowed.allowed_networks = {parse_network("127.0.0.0/8").value()};
  CHECK(fetch_now(*make_fetcher(allowed), "http://intranet.example" + port).content);

  fetcher_options own;
  own.resolver = names;
  own.own_hosts = {parse_host_pattern("*.own.example").value()};
  const auto fetcher = make_fetcher(own);
  CHECK(fetch_now(*fetcher, "http://shop.own.example" + port).content);
  CHECK(fetch_now(*fetcher, "http://intranet.example" + port).failure == fetch_failure::url_refused);
}

TEST_CASE("Names are asked for once while their answer holds") {
  raw_server server(greet());
  auto names = std::make_shared<scripted_names>();
  names->answers["kept.own"] = {addresses({"127.0.0.1"}, std::chrono::seconds(60))};
  names->answers["fleeting.own"] = {addresses({"127.0.0.1"}, std::chrono::seconds(0))};
  fetcher_options options;
  options.resolver = names;
  options.own_hosts = {parse_host_pattern("*.own").value()};
  const auto fetcher = make_fetcher(options);
  const auto port = ":" + std::to_string(server.port()) + "/";

  for (int i = 0; i < 3; ++i) {
    CHECK(fetch_now(*fetcher, "http://kept.own" + port).content);
    CHECK(fetch_now(*fetcher, "http://fleeting.own" + port).content);
  }
  fetcher->stop();
  CHECK(names->asked["kept.own"] == 1);
  CHECK(names->asked["fleeting.own"] == 3);
}

TEST_CASE("DNS without such a name, without an answer, or silent ends in three different ways") {
  class silent_names final : public name_resolver {
  public:
    void resolve(const std::string&, std::function<void(name_answer)> done) override {
      kept = std::move(done);
    }
    std::function<void(name_answer)> kept;
  };
  auto names = std::make_shared<scripted_names>();
  names->answers["none.example"].resize(1);
  names->answers["none.example"][0].what = name_answer::kind::not_found;
  fetcher_options options;
  options.resolver = names;
  const auto fetcher = make_fetcher(options);
  CHECK(fetch_now(*fetcher, "http://none.example/").failure == fetch_failure::name_not_found);
  CHECK(fetch_now(*fetcher, "http://broken.example/").failure == fetch_failure::name_lookup_failed);

  options.resolver = std::make_shared<silent_names>();
  fetch_limits limits;
  limits.connect_timeout = std::chrono::milliseconds(80);
  CHECK(fetch_now(*make_fetcher(options), "http://silent.example/", limits).failure ==
        fetch_failure::timed_out);
}

TEST_CASE("Requests cannot smuggle fields of the connection or control characters") {
  raw_server server(greet());
  const auto fetcher = make_fetcher(test::standing_in(server));
  const std::vector<header> refused{{"Host", "other"},
                                    {"Content-Length", "5"},
                                    {"Transfer-Encoding", "chunked"},
                                    {"X", "a\r\nB: c"},
                                    {"X\r\nY", "a"},
                                    {"Proxy-Authorization", "x"},
                                    {"", "a"},
                                    {"X Y", "a"},
                                    {"Connection", "close"},
                                    {"X", std::string("a\0b", 3)}};
  for (const auto& field : refused) {
    http_request request;
    request.url = "http://a.test/";
    request.headers = {field};
    CHECK(fetch_now(*fetcher, request).failure == fetch_failure::url_refused);
  }
  http_request method;
  method.url = "http://a.test/";
  method.method = "GET / HTTP/1.1\r\nX:";
  CHECK(fetch_now(*fetcher, method).failure == fetch_failure::url_refused);
  CHECK(server.connections() == 0);
}
