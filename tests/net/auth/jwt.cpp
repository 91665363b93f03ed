#include "net/auth/jwt.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::auth;

TEST_CASE("base64url is read strictly") {
  CHECK(decode_base64url("") == "");
  CHECK(decode_base64url("Zg") == "f");
  CHECK(decode_base64url("Zm8") == "fo");
  CHECK(decode_base64url("Zm9v") == "foo");
  for (const char* wrong : {"Zg==", "Zh", "Zm9", "Z", "Zm9v\n", "Zm+v", "Zm/v", " Zg"}) {
    CHECK_FALSE(decode_base64url(wrong));
  }
}

// The example of RFC 7515, A.1: its key, its signature, its claims (which name neither audience nor tenant).
TEST_CASE("a signature fits its own text and key alone") {
  const auto secret = decode_base64url(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  const std::string text =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const auto mark = decode_base64url("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  REQUIRE(secret);
  REQUIRE(mark);
  const verification_key key{{}, signature::hs256, nullptr, *secret};
  CHECK(is_signed(key, text, *mark));
  CHECK_FALSE(is_signed(key, text + "x", *mark));
  CHECK_FALSE(is_signed(key, text, mark->substr(1)));
  CHECK_FALSE(is_signed({{}, signature::hs256, nullptr, "another"}, text, *mark));
  const jwt_verifier judge({"joe", "us", "tenant", "role", {signature::hs256}}, {key});
  CHECK_FALSE(judge.verify(text + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                           wall_time(std::chrono::seconds(1'300'819'000))));
}

// The public key and signature of RFC 7515, A.3.
TEST_CASE("an elliptic key is read from a key set") {
  const auto keys = read_jwks(R"({"keys":[{"kty":"EC","crv":"P-256","kid":"1",
      "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
      {"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"}]})",
                              {signature::es256, signature::rs256});
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  const std::string text =
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const auto mark = decode_base64url(
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
  REQUIRE(mark);
  CHECK(is_signed(keys->front(), text, *mark));
  CHECK_FALSE(is_signed(keys->front(), text, std::string(64, '\0')));
  CHECK_FALSE(read_jwks("[]", {}));
}
