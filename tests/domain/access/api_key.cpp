#include "domain/access/api_key.hpp"
#include "domain/access/principal.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::access;

TEST_CASE("a key is read exactly as it is written") {
  std::uint64_t next = 0;
  const api_key key = make_api_key([&next] { return next += 7; });
  const auto read = parse_api_key(key.text());
  REQUIRE(read);
  CHECK(read->id == key.id);
  CHECK(read->secret == key.secret);
  for (const std::string& wrong : {key.text() + "a", key.text().substr(1), "LK_" + key.text().substr(3),
                                   key.text().substr(0, 20) + "-" + key.text().substr(21), std::string()}) {
    CHECK_FALSE(parse_api_key(wrong));
  }
}

TEST_CASE("roles contain each other, and scopes stand for themselves") {
  const scope_set viewer = scopes_of(role::viewer);
  const scope_set operator_scopes = scopes_of(role::operator_);
  const scope_set admin = scopes_of(role::admin);
  CHECK(operator_scopes.includes(viewer));
  CHECK(admin.includes(operator_scopes));
  CHECK_FALSE(viewer.includes(operator_scopes));
  CHECK_FALSE(viewer.has(scope::jobs_write));
  CHECK_FALSE(operator_scopes.has(scope::admin));
  CHECK(split_scopes(joined(operator_scopes)) == operator_scopes);
  CHECK_FALSE(parse_scopes({"leads:read", "leads:steal"}));
  CHECK(parse_scopes({"leads:read"})->has(scope::leads_read));
}
