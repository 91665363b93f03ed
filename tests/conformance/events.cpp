#include "tests/conformance/adapters.hpp"

#include <thread>

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

event_draft draft(const std::string& payload) {
  return {{"company_update", id_of(10), id_of(1), 77, "zahnärzte"}, payload};
}

} // namespace

TEST_CASE("events come back in order, as they were given") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  unit.events = {draft("1"), draft("2"), draft("3")};
  CHECK(s.commit(unit).last.seq == 3);
  s.reopen();

  const event_page page = s.events(1, 1);

  CHECK(page.end == s.where());
  CHECK(page.end.seq == 3);
  CHECK(page.oldest_seq == 1);
  REQUIRE(page.events.size() == 1);
  const event& e = page.events[0];
  CHECK(e.seq == 2);
  CHECK(*e.payload == "2");
  CHECK(e.header.type == "company_update");
  CHECK(e.header.job_id == id_of(10));
  CHECK(e.header.company_id == id_of(1));
  CHECK(e.header.score == 77);
  CHECK(e.header.industry == "zahnärzte");
  CHECK(e.at == at(0));
  CHECK(s.events(3, 10).events.empty());
  CHECK(s.events(0, 10).events.size() == 3);
}

TEST_CASE("a stream is dense whoever writes it, and each tenant has its own") {
  test_store s(EACH_ADAPTER);
  const auto write = [&](const std::string& tenant) {
    for (int i = 0; i < 50; ++i) {
      unit_of_work unit = new_unit();
      unit.events = {draft("a"), draft("b")};
      s.commit(unit, tenant);
    }
  };
  std::vector<std::thread> writers;
  for (const char* tenant : {"alpha", "alpha", "beta", "alpha"}) {
    writers.emplace_back(write, tenant);
  }
  for (std::thread& w : writers) {
    w.join();
  }
  const event_page page = s.events(0, 1000, "alpha");
  REQUIRE(page.events.size() == 300);
  for (std::size_t i = 0; i < page.events.size(); ++i) {
    REQUIRE(page.events[i].seq == i + 1);
  }
  CHECK(s.where("beta").seq == 100);
}

TEST_CASE("a stream forgets its oldest events and says so") {
  test_store s(EACH_ADAPTER);
  CHECK(s.events(0, 10).oldest_seq == 1);
  s.options.events_kept = 100;
  s.reopen();
  for (int i = 0; i < 40; ++i) {
    unit_of_work unit = new_unit();
    unit.events.assign(10, draft("x"));
    s.commit(unit);
  }
  const event_page page = s.events(0, 1000);
  CHECK(page.end.seq == 400);
  CHECK(page.oldest_seq + page.events.size() == 401);
  if (s.options.database.empty()) {
    CHECK(page.events.size() < 200);
  }
}

TEST_CASE("a position survives a restart") {
  test_store s(EACH_ADAPTER);
  const position before = s.where("quiet");
  CHECK_FALSE(before.epoch.empty());
  s.reopen();
  CHECK(s.where("quiet") == before);
  CHECK(s.where("default").epoch == before.epoch);
}
