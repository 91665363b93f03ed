#include "storage/connections.hpp"
#include "storage/open.hpp"
#include "storage/store.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/support/telemetry_record.hpp"

using namespace leadstream;
using namespace leadstream::conformance;

TEST_CASE("given reads, writes and a commit of an older owner, then the load and who is told show them") {
  storage::storage_options options;
  options.database = "memory:";
  const auto database = *storage::open_database(options);
  const auto store = storage::make_store(database, options);
  test::telemetry_record told;
  database->tell(&told);
  const auto acquire = [&](auto done) { store->acquire_shards(id_of(1), done); };
  const std::uint64_t first = *wait_for<std::uint64_t>(acquire);
  REQUIRE(wait_for<std::uint64_t>(acquire).ok());
  unit_of_work late = new_unit();
  late.owner = fence{7, first};

  const auto outcome =
      wait_for<commit_result>([&](auto done) { store->scope(default_tenant())->commit(late, done); });
  REQUIRE(wait_for<position>([&](auto done) { store->scope(default_tenant())->find_position(done); }).ok());

  CHECK(outcome->outcome == commit_outcome::fenced);
  CHECK(told.fences == 1);
  CHECK(told.commits == 0);
  const storage::database_load load = database->load();
  CHECK(load.write.connections == 1);
  CHECK(load.write.busy.count() > 0);
  CHECK(load.write.waiting == 0);
  CHECK(load.write.retries == 0);
  CHECK(load.read.connections == options.readers);
  store->stop();
  CHECK(database->load().write.connections == 0);
}
