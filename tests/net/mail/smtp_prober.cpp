#include "net/mail/smtp_prober.hpp"

#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <mutex>

using namespace leadstream;
using namespace std::chrono_literals;
using kind = mailbox_answer::kind;
using test::raw_connection;
using test::raw_server;

namespace {

std::string read_line(raw_connection& with) {
  std::string line;
  for (char byte = 0; byte != '\n';) {
    if (::recv(with.socket(), &byte, 1, 0) <= 0) {
      return {};
    }
    line += byte;
  }
  return line;
}

/// A mail server whose mailboxes are `known`; "*" knows every one.
class mail_server {
public:
  explicit mail_server(std::string known) : known_(std::move(known)) {}

  std::uint16_t port() const { return server_.port(); }
  int conversations() const { return server_.connections(); }
  std::vector<std::string> commands() {
    const std::lock_guard lock(mutex_);
    return commands_;
  }

private:
  void serve(raw_connection& with) {
    with.write("220-mx.firma.test\r\n220 ready\r\n");
    for (std::string line = read_line(with); !line.empty(); line = read_line(with)) {
      {
        const std::lock_guard lock(mutex_);
        commands_.push_back(line.substr(0, line.size() - 2));
      }
      with.write(answer(line));
    }
  }

  std::string answer(const std::string& line) const {
    const bool unknown = line.starts_with("RCPT") && known_ != "*" && line != "RCPT TO:<" + known_ + ">\r\n";
    return line.starts_with("QUIT") ? "221 bye\r\n" : unknown ? "550 5.1.1 User unknown\r\n" : "250 ok\r\n";
  }

  std::string known_;
  std::mutex mutex_;
  std::vector<std::string> commands_;
  raw_server server_{[this](raw_connection& with) { serve(with); }};
};

host_override at(const std::string& host, std::uint16_t port) {
  return *parse_host_override(host + " = 127.0.0.1:" + std::to_string(port));
}

net::smtp_prober_options options_for(std::vector<host_override> overrides) {
  net::smtp_prober_options options;
  options.me = {"crawler.test", "probe@crawler.test"};
  options.timeout = 5s;
  options.per_minute = options.per_host = 0;
  options.overrides = std::move(overrides);
  options.random = [] { return 42; };
  return options;
}

std::future<result<mailbox_answer>> begin(mailbox_prober& prober, const std::string& address,
                                          std::vector<std::string> hosts = {"mx.firma.test"}) {
  auto promise = std::make_shared<std::promise<result<mailbox_answer>>>();
  prober.ask(address, {mail_records::answer::found, std::move(hosts)},
             [promise](result<mailbox_answer> said) { promise->set_value(std::move(said)); });
  return promise->get_future();
}

mailbox_answer ask(mailbox_prober& prober, const std::string& address,
                   std::vector<std::string> hosts = {"mx.firma.test"}) {
  return *begin(prober, address, std::move(hosts)).get();
}

} // namespace

TEST_CASE("a mailbox is asked for without a message, and what was said is remembered", "[mail]") {
  mail_server server("anna@firma.test");
  const auto prober = net::make_mailbox_prober(options_for({at("mx.firma.test", server.port())}));
  CHECK(ask(*prober, "anna@firma.test").what == kind::accepted);
  CHECK(server.commands() == std::vector<std::string>{"EHLO crawler.test", "MAIL FROM:<probe@crawler.test>",
                                                      "RCPT TO:<anna@firma.test>", "RCPT TO:<x42@firma.test>",
                                                      "QUIT"});
  CHECK(ask(*prober, "anna@firma.test").what == kind::accepted);
  CHECK(server.conversations() == 1);
  CHECK(ask(*prober, "bea@firma.test").what == kind::refused);
  CHECK(server.conversations() == 2);
}

TEST_CASE("a second address of a domain that takes everything costs no conversation", "[mail]") {
  mail_server server("*");
  const auto prober = net::make_mailbox_prober(options_for({at("mx.firma.test", server.port())}));
  auto anna = begin(*prober, "anna@firma.test");
  auto bea = begin(*prober, "bea@firma.test");
  CHECK(anna.get()->what == kind::catch_all);
  CHECK(bea.get()->what == kind::catch_all);
  CHECK(server.conversations() == 1);
}

TEST_CASE("when the best server does not speak the next one is asked, and no third", "[mail]") {
  raw_server silent([](raw_connection& with) { with.write("554 5.7.1 go away\r\n"); });
  mail_server good("anna@firma.test");
  const auto prober = net::make_mailbox_prober(
      options_for({at("a.test", silent.port()), at("b.test", good.port()), at("c.test", silent.port())}));
  CHECK(ask(*prober, "anna@firma.test", {"a.test", "b.test", "c.test"}).what == kind::accepted);
  CHECK(ask(*prober, "bea@firma.test", {"a.test", "c.test", "b.test"}).what == kind::unknown);
  CHECK(good.conversations() == 1);
}

TEST_CASE("a server that hangs, sends rubbish, closes or is not there leaves it open, in time", "[mail]") {
  raw_server hanging([](raw_connection& with) { with.await_close(); });
  raw_server endless([](raw_connection& with) {
    while (with.write("220-" + std::string(900, 'x') + "\r\n")) {
    }
  });
  raw_server closing([](raw_connection&) {});
  auto options = options_for({at("hanging.test", hanging.port()), at("endless.test", endless.port()),
                              at("closing.test", closing.port()), at("nobody.test", 1)});
  options.timeout = 300ms;
  const auto prober = net::make_mailbox_prober(std::move(options));
  for (const std::string host : {"hanging.test", "endless.test", "closing.test", "nobody.test"}) {
    const auto said = ask(*prober, "anna@" + host, {host});
    CAPTURE(host, said.why);
    CHECK(said.what == kind::unknown);
    CHECK_FALSE(said.why.empty());
  }
  CHECK(ask(*prober, "bea@hanging.test", {"hanging.test"}).why == "it took too long");
}

TEST_CASE("the address guard holds for mail servers, too", "[mail]") {
  mail_server server("*");
  auto options = options_for({});
  options.port = server.port();
  const auto prober = net::make_mailbox_prober(std::move(options));
  for (const std::string host : {"127.0.0.1", "localhost", "10.0.0.1"}) {
    CHECK(ask(*prober, "anna@x" + host.substr(0, 2) + ".test", {host}).what == kind::unknown);
  }
  CHECK(server.conversations() == 0);
}

TEST_CASE("a server that keeps failing is left alone", "[mail]") {
  raw_server refusing([](raw_connection& with) { with.write("421 busy\r\n"); });
  const auto prober = net::make_mailbox_prober(options_for({at("mx.firma.test", refusing.port())}));
  for (int i = 0; i < 10; ++i) {
    CHECK(ask(*prober, "anna" + std::to_string(i) + "@firma.test").what == kind::unknown);
  }
  CHECK(refusing.connections() == 3);
}

TEST_CASE("who would have to wait too long for a turn is not asked for", "[mail]") {
  mail_server server("anna@firma.test");
  auto options = options_for({at("*.test", server.port())});
  options.per_host = 1;
  options.timeout = 200ms;
  const auto prober = net::make_mailbox_prober(std::move(options));
  CHECK(ask(*prober, "a@firma.test").what == kind::refused);
  CHECK(ask(*prober, "b@firma.test").what == kind::refused);
  CHECK(ask(*prober, "c@firma.test").why == "mx.firma.test was asked too often lately");
  CHECK(ask(*prober, "d@other.test", {"mx.other.test"}).what == kind::refused);
}

TEST_CASE("at the end every question is cancelled, those under way too", "[mail]") {
  raw_server hanging([](raw_connection& with) { with.await_close(); });
  const auto prober = net::make_mailbox_prober(options_for({at("mx.firma.test", hanging.port())}));
  auto under_way = begin(*prober, "anna@firma.test");
  auto waiting = begin(*prober, "bea@firma.test");
  prober->stop();
  CHECK(under_way.get().problem().code == error_code::cancelled);
  CHECK(waiting.get().problem().code == error_code::cancelled);
  CHECK(begin(*prober, "carl@firma.test").get().problem().code == error_code::cancelled);
}
