#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

/// Lets everybody in, as of the tenant that the credential is the name of.
class believing final : public auth::authenticator {
public:
  void identify(const auth::credentials& shown, completion<auth::verdict> done) override {
    auth::verdict judged;
    judged.who.kind = access::credential_kind::key;
    judged.who.tenant = {shown.bearer};
    judged.who.scopes = access::scopes_of(access::role::admin);
    done(judged);
  }
  void confirm(const access::principal&, completion<bool> done) override { done(true); }
};

serve::server_options believing_all() {
  serve::server_options options;
  options.authenticator = std::make_shared<believing>();
  return options;
}

source_state used_source() {
  source_state one;
  one.about.name = "overpass";
  one.attempts = one.successes = 7;
  one.last_error = "timed out";
  return one;
}

seen_response ask(served& s, const std::string& tenant, const std::string& line,
                  const std::string& body = {}) {
  return s.request(line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + tenant +
                   "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
}

} // namespace

TEST_CASE("what holds for all tenants is changed by the first tenant alone") {
  served s(believing_all());
  s.inside.sources.push_back(used_source());
  s.inside.opt_outs.push_back({"example.com", "", {}});
  const std::string off = R"({"enabled":false})";
  CHECK(ask(s, "beta", "PATCH /api/v1/sources/overpass", off).status == 403);
  CHECK(s.inside.sources[0].enabled);
  CHECK(ask(s, "beta", "DELETE /api/v1/opt-outs/example.com").status == 403);
  CHECK(s.inside.opt_outs.size() == 1);
  CHECK(ask(s, "beta", "GET /metrics").status == 403);
  const auto pushed = ask(s, "beta", "POST /api/v1/crm/hubspot/push?dry_run=true");
  CHECK(pushed.status == 403);
  CHECK(pushed.body.find("the first tenant alone") != std::string::npos);
  CHECK(ask(s, "default", "PATCH /api/v1/sources/overpass", off).status == 200);
  CHECK(ask(s, "default", "DELETE /api/v1/opt-outs/example.com").status == 204);
  CHECK(ask(s, "default", "GET /metrics").status == 404);
}

TEST_CASE("how often sources were asked is nothing that another tenant sees") {
  served s(believing_all());
  s.inside.sources.push_back(used_source());
  const json own = json::parse(ask(s, "default", "GET /api/v1/sources").body)["sources"][0];
  CHECK(own["requests"] == 7);
  const json seen = json::parse(ask(s, "beta", "GET /api/v1/sources").body)["sources"][0];
  CHECK(seen["name"] == "overpass");
  CHECK(seen["requests"] == 0);
  CHECK(seen["successes"] == 0);
  CHECK(seen["last_error"] == nullptr);
}

TEST_CASE("an opt-out names the domain of a site") {
  served s(believing_all());
  for (const std::string domain : {"co.uk", "com", "127.0.0.1", "%5B::1%5D"}) {
    INFO(domain);
    CHECK(ask(s, "beta", "PUT /api/v1/opt-outs/" + domain).status == 400);
  }
  CHECK(ask(s, "beta", "PUT /api/v1/opt-outs/www.example.co.uk").status == 200);
  CHECK(s.inside.opt_outs.size() == 1);
}
