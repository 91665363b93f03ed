#include "storage/vault/vault.hpp"

#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sys/stat.h>

using namespace leadstream;
using namespace leadstream::storage;

namespace {

const std::string one_key(32, 'a');
const std::string other_key(32, 'b');
constexpr const char* key_text = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="; // one_key

} // namespace

TEST_CASE("what is sealed opens in its place and nowhere else") {
  const vault v({one_key});
  const std::string sealed = v.seal("whsec_top", "endpoint 1");
  CHECK(sealed.find("whsec_top") == std::string::npos);
  CHECK(sealed != v.seal("whsec_top", "endpoint 1"));
  CHECK(*v.open(sealed, "endpoint 1") == "whsec_top");
  CHECK(v.open(sealed, "endpoint 2").problem().code == error_code::refused);
}

TEST_CASE("a sealed text that was changed does not open") {
  const vault v({one_key});
  const std::string sealed = v.seal("secret", "place");
  for (std::size_t i = 9; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(changed);
    const auto opened = v.open(changed, "place");
    CHECK((!opened || *opened == "secret")); // the last characters of base64 have bits that do not count
  }
  for (const char* text : {"sealed.1.", "sealed.1.x", "sealed.1..", "sealed.1.00000000.AAAA"}) {
    CHECK_FALSE(v.open(text, "place"));
  }
}

TEST_CASE("plain texts and empty ones are themselves") {
  const vault v({one_key});
  CHECK(v.seal("", "place").empty());
  CHECK(*v.open("whsec_plain", "place") == "whsec_plain");
  CHECK(v.is_current(""));
  CHECK_FALSE(v.is_current("whsec_plain"));
}

TEST_CASE("an old key opens and is no longer the present one") {
  const std::string sealed = vault({one_key}).seal("secret", "place");
  const vault changed({other_key, one_key});
  CHECK(*changed.open(sealed, "place") == "secret");
  CHECK_FALSE(changed.is_current(sealed));
  CHECK(changed.is_current(changed.seal("secret", "place")));
  CHECK_FALSE(vault({other_key}).open(sealed, "place"));
}

TEST_CASE("without a key in the settings the directory has one that its owner alone can read") {
  const scratch folder;
  config::storage_settings settings;
  settings.directory = folder.path;
  const std::string sealed = (*open_vault(settings))->seal("secret", "place");
  struct stat facts {};
  REQUIRE(::stat((folder.path / "secret.key").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600U);
  CHECK(*(*open_vault(settings))->open(sealed, "place") == "secret");
  settings.secret_key = key_text;
  CHECK_FALSE((*open_vault(settings))->open(sealed, "place"));
  std::ofstream(folder.path / "secret.key") << "no key\n";
  settings.secret_key = "";
  CHECK(open_vault(settings).problem().code == error_code::invalid_argument);
}

TEST_CASE("keys of the settings are 32 bytes in base64") {
  config::storage_settings settings;
  settings.secret_key = key_text;
  settings.old_secret_key = "YWFh";
  CHECK(open_vault(settings).problem().field == "storage.old_secret_key");
  settings.secret_key = "no base64!";
  CHECK(open_vault(settings).problem().field == "storage.secret_key");
}
