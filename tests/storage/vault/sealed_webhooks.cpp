#include "storage/vault/sealed_webhooks.hpp"

#include "storage/open.hpp"
#include "storage/sql/webhooks.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace leadstream;
using namespace leadstream::storage;
using conformance::wait_for;
using delivery::endpoint;

namespace {

const tenant_id tenant{"a"};
const uuid id = *parse_uuid("0190a0a0-0000-7000-8000-000000000001");
const std::string secret = "whsec_c2VjcmV0IHRoYXQgbm9ib2R5IHNlZXM=";
const std::string token = "Bearer token-that-nobody-sees";

std::shared_ptr<const vault> with_keys(std::vector<std::string> keys) {
  return std::make_shared<const vault>(std::move(keys));
}
const auto first = with_keys({std::string(32, 'a')});
const auto second = with_keys({std::string(32, 'b'), std::string(32, 'a')});

endpoint made() {
  endpoint e;
  e.id = id;
  e.url = "https://example.com/hook";
  e.headers = {{"Authorization", token}};
  e.secret = secret;
  return e;
}

/// Whether a secret stands in one of the files as it is. The database must be closed.
bool shows_secrets(const std::filesystem::path& folder) {
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    std::ifstream input(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(input), {}};
    if (bytes.find("c2VjcmV0IHRoYXQg") != std::string::npos ||
        bytes.find("nobody-sees") != std::string::npos) {
      return true;
    }
  }
  return false;
}

/// A database that is open for one block.
struct opened {
  explicit opened(const scratch& folder) : database(*open_database(folder.options)) {}
  ~opened() { database->end(); }

  std::unique_ptr<delivery::webhook_store> plain() { return sql::make_webhook_store(database); }
  std::unique_ptr<delivery::webhook_store> sealed(const std::shared_ptr<const vault>& with) {
    return seal(plain(), with);
  }

  std::shared_ptr<connections> database;
};

result<endpoint> find(delivery::webhook_store& in) {
  return wait_for<endpoint>([&](auto done) { in.find(tenant, id, done); });
}

} // namespace

TEST_CASE("secrets of webhooks do not stand in the database's files") {
  const scratch folder;
  {
    opened db(folder);
    const auto hooks = db.sealed(first);
    const auto added = wait_for<endpoint>([&](auto done) { hooks->add(tenant, made(), done); });
    CHECK(added->secret == secret);
    CHECK(added->headers.at(0).value == token);
    CHECK(find(*hooks)->secret == secret);
    CHECK(find(*db.plain())->secret.starts_with("sealed.1."));
    CHECK(wait_for<std::vector<endpoint>>([&](auto done) { hooks->list(tenant, done); })->front().secret ==
          secret);
  }
  CHECK_FALSE(shows_secrets(folder.path));
}

TEST_CASE("a new secret leaves the old one readable") {
  const scratch folder;
  opened db(folder);
  const auto hooks = db.sealed(first);
  REQUIRE(wait_for<endpoint>([&](auto done) { hooks->add(tenant, made(), done); }));
  delivery::endpoint_change change;
  change.secret = "whsec_bmV3";
  change.old_secret_until = wall_time(std::chrono::hours(500'000));
  const auto changed = wait_for<endpoint>([&](auto done) { hooks->change(tenant, id, change, done); });
  CHECK(changed->secret == "whsec_bmV3");
  CHECK(changed->old_secret == secret);
}

TEST_CASE("what stood there plain is sealed at the start, and sealed anew under a new key") {
  const scratch folder;
  {
    opened db(folder);
    REQUIRE(wait_for<endpoint>([&](auto done) { db.plain()->add(tenant, made(), done); }));
  }
  CHECK(shows_secrets(folder.path));
  {
    opened db(folder);
    REQUIRE(seal_stored(*db.database, first));
    CHECK(find(*db.sealed(first))->secret == secret);
  }
  CHECK_FALSE(shows_secrets(folder.path));
  opened db(folder);
  REQUIRE(seal_stored(*db.database, second));
  const auto alone = with_keys({std::string(32, 'b')});
  CHECK(find(*db.sealed(alone))->headers.at(0).value == token);
  CHECK_FALSE(find(*db.sealed(first)));
  CHECK(seal_stored(*db.database, first).problem().code == error_code::refused);
}

TEST_CASE("a sealed secret does not open in another tenant's row") {
  const scratch folder;
  opened db(folder);
  const auto hooks = db.sealed(first);
  REQUIRE(wait_for<endpoint>([&](auto done) { hooks->add(tenant, made(), done); }));
  const endpoint stolen = *find(*db.plain());
  REQUIRE(wait_for<endpoint>([&](auto done) { db.plain()->add({"b"}, stolen, done); }));
  CHECK_FALSE(wait_for<endpoint>([&](auto done) { hooks->find({"b"}, id, done); }));
}
