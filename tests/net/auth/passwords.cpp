#include "net/auth/passwords.hpp"

#include <catch2/catch.hpp>
#include <sodium.h>

#include <array>
#include <future>

using namespace leadstream;
using namespace leadstream::auth;

namespace {

constexpr const char* composed = "Zürich, Österreich";
constexpr const char* decomposed = "Zu\xCC\x88rich, O\xCC\x88sterreich";

bool fits(const std::string& hash, const std::string& password) {
  passwords words;
  std::promise<bool> told;
  words.check(hash, password, [&](const result<bool>& how) { told.set_value(how.ok() && *how); });
  return told.get_future().get();
}

} // namespace

TEST_CASE("a password fits in whichever form of its letters it is typed") {
  const std::string typed = GENERATE(composed, decomposed);
  const std::string hash = hash_password(typed);
  CHECK(fits(hash, composed));
  CHECK(fits(hash, decomposed));
  CHECK_FALSE(fits(hash, "Zurich, Osterreich"));
}

TEST_CASE("a hash of a password as it was typed still fits that") {
  const std::string typed = decomposed;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  REQUIRE(sodium_init() >= 0);
  REQUIRE(crypto_pwhash_str(hash.data(), typed.data(), typed.size(), crypto_pwhash_OPSLIMIT_MIN,
                            crypto_pwhash_MEMLIMIT_MIN) == 0);
  CHECK(fits(hash.data(), typed));
}

TEST_CASE("nobody's password fits nothing") {
  CHECK_FALSE(fits("", "nobody has this password"));
}
