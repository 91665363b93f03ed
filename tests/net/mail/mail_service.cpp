#include "net/mail/mail_service.hpp"

#include <catch2/catch.hpp>

#include <future>

using namespace leadstream;

namespace {

result<mail_records> ask(mail_resolver& resolver, const std::string& domain) {
  std::promise<result<mail_records>> promise;
  resolver.find(domain, [&](result<mail_records> said) { promise.set_value(std::move(said)); });
  return promise.get_future().get();
}

} // namespace

TEST_CASE("names of documents and tests are never asked for, and are unknown") {
  const auto resolver = net::make_mail_resolver({});
  for (const char* domain : {"acme.test", "acme.example", "localhost", "acme.invalid"}) {
    const auto said = ask(*resolver, domain);
    REQUIRE(said.ok());
    CHECK(said->what == mail_records::answer::unknown);
  }
}

TEST_CASE("after the end every question is cancelled") {
  const auto resolver = net::make_mail_resolver({});
  resolver->stop();
  CHECK(ask(*resolver, "acme.test").problem().code == error_code::cancelled);
}
