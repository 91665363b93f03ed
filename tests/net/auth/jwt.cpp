#include "net/auth/jwt.hpp"

#include <catch2/catch.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

using namespace leadstream;
using namespace leadstream::auth;

namespace {

constexpr wall_time now{std::chrono::seconds(1'700'000'000)};

std::string base64url(std::string_view text) {
  std::string made(4 * text.size() / 3 + 4, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(made.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  made.resize(static_cast<std::size_t>(size));
  std::erase(made, '=');
  std::replace(made.begin(), made.end(), '+', '-');
  std::replace(made.begin(), made.end(), '/', '_');
  return made;
}

/// A token of HS256 that holds now; `kid` may be empty, `more` are claims beside the needed ones.
std::string token_of(const std::string& secret, const std::string& kid, const std::string& more = "") {
  const std::string header = R"({"alg":"HS256")" + (kid.empty() ? "" : R"(,"kid":")" + kid + '"') + "}";
  const std::string claims =
      R"({"iss":"joe","aud":"us","sub":"ada","tenant":"a","exp":1700000600)" + more + "}";
  const std::string text = base64url(header) + "." + base64url(claims);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mark{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mark.data(), &size);
  return text + "." + base64url({reinterpret_cast<const char*>(mark.data()), size});
}

verification_key key_of(const std::string& id, const std::string& secret) {
  return {id, signature::hs256, nullptr, secret};
}

jwt_verifier verifier_of(std::vector<verification_key> keys) {
  return {{"joe", "us", "tenant", "role", {signature::hs256}}, std::move(keys)};
}

} // namespace

TEST_CASE("a token that names no key is signed by the only one of its kind") {
  const verification_key other_kind{"rsa", signature::rs256, nullptr, {}};
  const jwt_verifier judge = verifier_of({other_kind, key_of("one", "first")});
  CHECK(judge.verify(token_of("first", ""), now).ok());
  CHECK(judge.verify(token_of("first", "one"), now).ok());
  CHECK(judge.verify(token_of("second", ""), now).problem().code == error_code::refused);
}

TEST_CASE("a token that names none of several keys is refused") {
  const jwt_verifier judge = verifier_of({key_of("one", "first"), key_of("two", "second")});
  CHECK(judge.verify(token_of("first", ""), now).problem().code == error_code::refused);
  CHECK(judge.verify(token_of("second", "two"), now).ok());
  CHECK(judge.verify(token_of("first", "two"), now).problem().code == error_code::refused);
}

TEST_CASE("a key that is not known may be asked for, by its name or by its kind") {
  CHECK(verifier_of({key_of("one", "first")}).verify(token_of("third", "three"), now).problem().code ==
        error_code::not_found);
  CHECK(verifier_of({}).verify(token_of("first", ""), now).problem().code == error_code::not_found);
  CHECK(verifier_of({key_of("", "any")}).verify(token_of("any", "three"), now).ok());
}

TEST_CASE("a token's role is one that there is, and a viewer's when it names none") {
  const jwt_verifier judge = verifier_of({key_of("", "first")});
  const auto scopes = [&](const std::string& more) {
    return judge.verify(token_of("first", "", more), now).value().scopes;
  };
  CHECK(scopes("") == access::scopes_of(access::role::viewer));
  CHECK(scopes(R"(,"role":"operator")") == access::scopes_of(access::role::operator_));
  const std::string wrong = GENERATE("\"superuser\"", "\"Admin\"", "\"\"", "null", "7", "[\"admin\"]");
  const auto refused = judge.verify(token_of("first", "", R"(,"role":)" + wrong), now);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.problem().code == error_code::invalid_argument);
  CHECK(refused.problem().message.find("viewer, operator and admin") != std::string::npos);
}

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
