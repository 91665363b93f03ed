#include "storage/sql/webhooks.hpp"

#include "storage/open.hpp"
#include "storage/sql/statement.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/stored_json.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/storage/scratch.hpp"

#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::storage;
using namespace leadstream::conformance;

namespace {

const uuid hook = id_of(70);

struct told_store {
  told_store() {
    delivery::endpoint made;
    made.id = hook;
    made.url = "https://a.test/";
    REQUIRE(wait_for<delivery::endpoint>([&](auto answer) { hooks->add(default_tenant(), made, answer); }));
  }
  ~told_store() { database->end(); }

  std::vector<delivery::delivery> deliveries() {
    delivery::delivery_query all;
    all.endpoint_id = hook;
    all.limit = 10;
    return *wait_for<std::vector<delivery::delivery>>(
        [&](auto answer) { hooks->list_deliveries(default_tenant(), all, answer); });
  }

  const scratch where;
  std::shared_ptr<connections> database = *open_database(where.options);
  std::unique_ptr<delivery::webhook_store> hooks = sql::make_webhook_store(database);
};

/// A job that failed for that reason, and the news of it.
void fail_job(const scratch& where, const job_error& why) {
  sqlite::connection db((where.path / "leadstream.db").string(), sqlite::connection::access::write);
  const std::string tenant = default_tenant().value;
  db.run("INSERT INTO scraping_jobs (tenant_id, id, status, errors) VALUES (?, ?, 'failed', ?)", tenant,
         id_of(71), encode(std::vector{why}));
  db.run("INSERT INTO events VALUES (?, 900, 'job_update', ?, NULL, 0, '', ?, 0)", tenant, id_of(71),
         R"({"status":"failed"})");
}

} // namespace

SCENARIO("a failed job tells webhooks its errors as the API shows them") {
  told_store all;
  fail_job(all.where, {"overpass", "", "timed_out", "no \"answer\"", *parse_rfc3339("2026-11-22T10:00:00Z")});
  const auto told = all.deliveries();
  REQUIRE(told.size() == 1);
  const auto body = nlohmann::json::parse(delivery::body_of(told.front()));
  CHECK(body["type"] == "job.failed");
  CHECK(body["data"]["status"] == "failed");
  CHECK(body["data"]["errors"] == nlohmann::json{{{"source", "overpass"},
                                                  {"target", nullptr},
                                                  {"reason", "timed_out"},
                                                  {"message", "no \"answer\""},
                                                  {"at", "2026-11-22T10:00:00.000Z"}}});
}

SCENARIO("a delivery that waits for its time is not late") {
  told_store all;
  fail_job(all.where, {});
  const auto due = [&] {
    return wait_for<delivery::outbox_figures>([&](auto answer) { all.hooks->figures(answer); })->due;
  };
  CHECK(due() == all.deliveries().front().at);
  const wall_time later = *parse_rfc3339("2030-01-01T00:00:00Z");
  sqlite::connection db((all.where.path / "leadstream.db").string(), sqlite::connection::access::write);
  db.run("UPDATE webhook_lanes SET next_at = ?", later);
  CHECK(due() == later);
}

SCENARIO("a delivery that is not there cannot be sent again") {
  told_store all;
  fail_job(all.where, {});
  delivery::delivery_query one;
  one.endpoint_id = hook;
  one.id = id_of(99);
  const auto resend = [&] {
    return wait_for<std::uint64_t>([&](auto answer) { all.hooks->resend(default_tenant(), one, answer); });
  };
  CHECK(resend().problem().code == error_code::not_found);
  one.id = all.deliveries().front().id;
  CHECK(resend());
}

SCENARIO("what no job made waits for its like alone, and the service's own news come first") {
  // given news of two leads, of one of them twice, and then of an alert and a breaker
  told_store all;
  sqlite::connection db((all.where.path / "leadstream.db").string(), sqlite::connection::access::write);
  auto tell = [&db, seq = 900](const char* type, const uuid& lead, const char* payload) mutable {
    db.run("INSERT INTO events VALUES (?, ?, ?, NULL, ?, 0, '', ?, ?)", default_tenant().value, ++seq, type,
           lead, payload, wall_time(std::chrono::seconds(seq)));
  };
  tell("company_update", id_of(1), "{}");
  tell("company_update", id_of(2), "{}");
  tell("company_update", id_of(1), "{}");
  tell("alert_update", {}, "{}");
  tell("source_update", {}, R"({"breaker":"open"})");

  // when
  const auto lanes = *wait_for<std::vector<delivery::lane_work>>(
      [&](auto answer) { all.hooks->due(system_wall_time(), 10, 10, answer); });

  // then
  REQUIRE(lanes.size() == 4);
  CHECK(lanes[0].deliveries.front().type == "alert.raised");
  CHECK(lanes[1].deliveries.front().type == "source.opened");
  CHECK(lanes[2].lane == id_of(1));
  CHECK(lanes[2].deliveries.size() == 2);
  CHECK(lanes[3].lane == id_of(2));
}

SCENARIO("sending a delivery again does not end the wait of another") {
  // given two deliveries: one was taken, the other's receiver asked for time
  told_store all;
  sqlite::connection db((all.where.path / "leadstream.db").string(), sqlite::connection::access::write);
  for (const std::uint64_t lead : {1U, 2U}) {
    db.run("INSERT INTO events VALUES (?, ?, 'company_update', NULL, ?, 0, '', '{}', 0)",
           default_tenant().value, 900 + lead, id_of(lead));
  }
  const wall_time later = *parse_rfc3339("2100-01-01T00:00:00Z");
  db.run("UPDATE webhook_deliveries SET state = 'delivered' WHERE lane = ?", id_of(1));
  db.run("DELETE FROM webhook_lanes WHERE lane = ?", id_of(1));
  db.run("UPDATE webhook_lanes SET next_at = ?", later);

  // when
  delivery::delivery_query taken;
  taken.endpoint_id = hook;
  taken.state = delivery::delivery_state::delivered;
  REQUIRE(wait_for<std::uint64_t>([&](auto answer) { all.hooks->resend(default_tenant(), taken, answer); }));

  // then
  const auto lanes = *wait_for<std::vector<delivery::lane_work>>(
      [&](auto answer) { all.hooks->due(system_wall_time(), 10, 10, answer); });
  REQUIRE(lanes.size() == 1);
  CHECK(lanes[0].lane == id_of(1));
}
