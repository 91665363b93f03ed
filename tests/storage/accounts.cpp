#include "storage/accounts.hpp"

#include "domain/access/digest.hpp"
#include "storage/connections.hpp"
#include "storage/open.hpp"
#include "tests/conformance/adapters.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using conformance::wait_for;

namespace {

struct opened {
  opened() {
    storage::storage_options options;
    options.database = "memory:";
    database = *storage::open_database(options);
    accounts = storage::make_accounts(database);
  }
  ~opened() { database->end(); }

  std::shared_ptr<storage::connections> database;
  std::shared_ptr<access::accounts> accounts;
};

} // namespace

TEST_CASE("a key is found until it is revoked, by its tenant alone") {
  opened o;
  const wall_time now{std::chrono::seconds(1'000)};
  access::key_record key;
  key.tenant = {"a"};
  key.id = "abcdefgh";
  key.name = "k";
  key.secret_hash = "h";
  key.scopes = {access::scope::leads_read};
  key.created_at = now;
  REQUIRE(wait_for<access::key_record>([&](auto done) { o.accounts->add_key(key, done); }));
  CHECK(wait_for<access::key_record>([&](auto done) { o.accounts->find_key(key.id, done); })->holds_at(now));
  CHECK_FALSE(wait_for<done>([&](auto done) { o.accounts->revoke_key({"b"}, key.id, now, done); }));
  CHECK(wait_for<done>([&](auto done) { o.accounts->revoke_key({"a"}, key.id, now, done); }));
  CHECK_FALSE(
      wait_for<access::key_record>([&](auto done) { o.accounts->find_key(key.id, done); })->holds_at(now));
  CHECK(wait_for<std::vector<access::key_record>>([&](auto done) {
          o.accounts->list_keys({"b"}, done);
        })->empty());
}

TEST_CASE("an address is taken within its tenant alone") {
  opened o;
  const auto add = [&](const char* tenant) {
    access::user_record user;
    user.tenant = {tenant};
    user.id = make_uuid_v7(wall_time{}, system_random);
    user.email = "ada@example.com";
    user.password_hash = std::string("hash of ") + tenant;
    return wait_for<access::user_record>([&](auto done) { o.accounts->add_user(user, done); });
  };
  const auto find = [&](const char* tenant) {
    return wait_for<access::user_record>(
        [&](auto done) { o.accounts->find_user({tenant}, "ada@example.com", done); });
  };
  REQUIRE(add("a").ok());
  CHECK(find("b").problem().code == error_code::not_found);
  CHECK(add("b").ok());
  CHECK(add("b").problem().code == error_code::conflict);
  CHECK(find("a")->password_hash == "hash of a");
  CHECK(find("b")->password_hash == "hash of b");
}

TEST_CASE("each link of the audit log carries the hash of the one before it, for each tenant") {
  opened o;
  for (const char* entry : {"{\"n\":1}", "{\"n\":2}"}) {
    o.accounts->append_audit({"a"}, wall_time{}, entry);
    o.accounts->append_audit({"b"}, wall_time{}, entry);
  }
  const auto part = wait_for<access::audit_part>([&](auto done) {
    // A write before, so that what was appended is committed.
    o.accounts->count_use({"a"}, "x", 1, [&o, done](const result<std::uint64_t>&) {
      o.accounts->read_audit({"a"}, 0, 10, done);
    });
  });
  REQUIRE(part);
  REQUIRE(part->links.size() == 2);
  CHECK(part->links[0].seq == 1);
  CHECK(part->links[0].previous_hash.empty());
  CHECK(part->links[1].previous_hash == part->links[0].hash);
  CHECK(part->newest_seq == 2);
  CHECK(access::is_intact(*part, 0, 10));
}

TEST_CASE("uses are counted within a span of time") {
  opened o;
  const auto count = [&](std::int64_t span) {
    return *wait_for<std::uint64_t>([&](auto done) { o.accounts->count_use({"a"}, "jobs", span, done); });
  };
  CHECK(count(1) == 1);
  CHECK(count(1) == 2);
  CHECK(count(2) == 1);
}

TEST_CASE("a tenant keeps an administrator") {
  opened o;
  const auto user = [](const char* email, access::role role) {
    access::user_record made;
    made.tenant = {"a"};
    made.id = make_uuid_v7(wall_time{}, system_random);
    made.email = email;
    made.role = role;
    made.password_hash = "h";
    return made;
  };
  const auto add = [&](const access::user_record& made) {
    REQUIRE(wait_for<access::user_record>([&](auto done) { o.accounts->add_user(made, done); }));
  };
  const auto change = [&](const access::user_record& to) {
    return wait_for<access::user_record>([&](auto done) { o.accounts->change_user(to, done); });
  };
  access::user_record ada = user("ada@example.com", access::role::admin);
  access::user_record bo = user("bo@example.com", access::role::viewer);
  add(ada);
  add(bo);
  ada.disabled = true;
  CHECK(change(ada).problem().code == error_code::conflict);
  ada.disabled = false;
  ada.role = access::role::viewer;
  CHECK(change(ada).problem().code == error_code::conflict);
  bo.role = access::role::admin;
  CHECK(change(bo).ok());
  CHECK(change(ada).ok());
}
