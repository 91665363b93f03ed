#include "tests/conformance/adapters.hpp"

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

const uuid job_id = id_of(10);

void add_job(test_store& s, const std::vector<task>& tasks = {}) {
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(job_id)};
  unit.new_tasks = tasks;
  s.commit(unit);
}

job change_job(test_store& s, job_change change) {
  change.job_id = job_id;
  unit_of_work unit = new_unit();
  unit.jobs = {std::move(change)};
  s.commit(unit);
  return s.find_job(job_id);
}

void change_task(test_store& s, const task_change& change) {
  unit_of_work unit = new_unit();
  unit.tasks = {change};
  s.commit(unit);
}

std::vector<std::string> keys(const std::vector<task>& tasks) {
  std::vector<std::string> all;
  all.reserve(tasks.size());
  for (const task& t : tasks) {
    all.push_back(t.key);
  }
  return all;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("a job goes its legal way and nothing else changes it") {
  test_store s(EACH_ADAPTER);
  add_job(s);
  CHECK(change_job(s, {{}, job_status::completed, {}, {}, at(5)}).status == job_status::pending);

  const job started = change_job(s, {{}, job_status::running, 30, {}, at(6)});
  CHECK(started.status == job_status::running);
  CHECK(started.started_at == at(6));
  CHECK_FALSE(started.completed_at);
  CHECK(started.progress == 30);

  CHECK(change_job(s, {{}, {}, 20, {}, at(7)}).progress == 30);
  CHECK(change_job(s, {{}, {}, 500, {}, at(7)}).progress == 100);

  const job ended = change_job(s, {{}, job_status::cancelled, {}, {}, at(8)});
  CHECK(ended.status == job_status::cancelled);
  CHECK(ended.completed_at == at(8));
  const job after = change_job(s, {{}, job_status::running, {}, {}, at(9)});
  CHECK(after.status == job_status::cancelled);
  CHECK(after.started_at == at(6));
  CHECK(after.completed_at == at(8));
}

TEST_CASE("a job keeps its newest 1,000 errors") {
  test_store s(EACH_ADAPTER);
  add_job(s);
  job_change change;
  for (int i = 0; i < 600; ++i) {
    change.errors.push_back(
        {"website", "https://a.test/" + std::to_string(i), "timed_out", "no \"answer\"", at(i)});
  }
  change_job(s, change);
  const job twice = change_job(s, change);
  CHECK(twice.errors.size() == 1000);
  CHECK(twice.errors.back() == change.errors.back());
  CHECK(twice.errors.front() == change.errors[200]);
}

TEST_CASE("jobs are listed newest first and counted by status") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  for (std::uint64_t i = 0; i < 5; ++i) {
    job j = make_job(id_of(20 + i));
    j.created_at = at(static_cast<int>(i));
    j.status = i == 2 ? job_status::completed : job_status::pending;
    unit.new_jobs.push_back(j);
  }
  s.commit(unit);
  const auto page = [&](const job_query& query) {
    return wait_for<job_page>([&](auto done) { s.scope()->list_jobs(query, done); }).value();
  };

  const job_page all = page({{}, {}, 2, 1});
  CHECK(all.total_count == 5);
  REQUIRE(all.jobs.size() == 2);
  CHECK(all.jobs[0].id == id_of(23));
  CHECK(all.jobs[1].id == id_of(22));
  CHECK(page({job_status::completed, {}, 20, 0}).total_count == 1);

  const auto unfinished =
      wait_for<std::vector<owned_job>>([&](auto done) { s.port().unfinished_jobs(done); });
  REQUIRE(unfinished->size() == 4);
  CHECK(unfinished.value()[0].job.id == id_of(20));
  CHECK(unfinished.value()[0].tenant == default_tenant());
}

TEST_CASE("a task is stored once by job, source and key") {
  test_store s(EACH_ADAPTER);
  add_job(s, {make_task(job_id, "a"), make_task(job_id, "b")});
  unit_of_work again = new_unit();
  again.new_tasks = {make_task(job_id, "b"), make_task(job_id, "c"), make_task(job_id, "c", "website")};
  again.new_tasks[0].id = id_of(4711);
  CHECK(s.commit(again).new_tasks == 2);
  CHECK(keys(s.claim(job_id, "overpass", 1, 10)) == list{"a", "b", "c"});
  CHECK(keys(s.claim(job_id, "website", 1, 10)) == list{"c"});
}

TEST_CASE("tasks are claimed once, in the order they came") {
  test_store s(EACH_ADAPTER);
  const std::uint64_t epoch = s.acquire();
  add_job(s, {make_task(job_id, "c"), make_task(job_id, "a"), make_task(job_id, "b")});

  const auto first = s.claim(job_id, "overpass", epoch, 2);
  REQUIRE(keys(first) == list{"c", "a"});
  CHECK(first[0].state == task_state::running);
  CHECK(first[0].payload == R"({"query":"c"})");
  CHECK(first[0].shard == 7);
  CHECK(keys(s.claim(job_id, "overpass", epoch, 2)) == list{"b"});
  CHECK(s.claim(job_id, "overpass", epoch, 2).empty());

  SECTION("one that is given back is claimed again, with its cursor and attempts") {
    change_task(s, {first[0].id, task_state::ready, R"({"page":3})", true});
    const auto again = s.claim(job_id, "overpass", epoch, 2);
    REQUIRE(keys(again) == list{"c"});
    CHECK(again[0].cursor == R"({"page":3})");
    CHECK(again[0].attempts == 1);
    CHECK(again[0].crashes == 0);
  }
  SECTION("one that is done stays done") {
    change_task(s, {first[0].id, task_state::done, "", false});
    change_task(s, {first[0].id, task_state::ready, "", false});
    CHECK(s.claim(job_id, "overpass", epoch, 2).empty());
  }
  SECTION("they are counted by state") {
    change_task(s, {first[0].id, task_state::done, "", false});
    const auto counts =
        wait_for<std::vector<task_count>>([&](auto done) { s.scope()->count_tasks(job_id, done); });
    REQUIRE(counts->size() == 2);
    for (const task_count& c : counts.value()) {
      CHECK(c.source == "overpass");
      CHECK(c.count == (c.state == task_state::done ? 1 : 2));
    }
  }
}

TEST_CASE("tasks of an owner that died come first and count the crash") {
  test_store s(EACH_ADAPTER);
  add_job(s, {make_task(job_id, "a"), make_task(job_id, "b")});
  s.claim(job_id, "overpass", s.acquire(), 1);

  s.reopen();
  const auto orphans = s.claim(job_id, "overpass", s.acquire(), 2);
  REQUIRE(keys(orphans) == list{"a", "b"});
  CHECK(orphans[0].crashes == 1);
  CHECK(orphans[1].crashes == 0);

  SECTION("three in a row make it wait until it can be given out alone, too many quarantine it") {
    CHECK(s.claim(job_id, "overpass", s.acquire(), 1).at(0).crashes == 2);
    auto epoch = s.acquire();
    CHECK(keys(s.claim(job_id, "overpass", epoch, 2)) == list{"b"});
    CHECK(s.claim(job_id, "overpass", epoch, 2).empty());
    change_task(s, {orphans[1].id, task_state::done, {}, false});
    for (std::uint32_t crashes = 3; crashes < s.options.max_crashes; ++crashes) {
      const auto alone = s.claim(job_id, "overpass", epoch, 2);
      REQUIRE(keys(alone) == list{"a"});
      CHECK(alone[0].crashes == crashes);
      epoch = s.acquire();
    }
    CHECK(s.claim(job_id, "overpass", epoch, 2).empty());
    const auto counts =
        wait_for<std::vector<task_count>>([&](auto done) { s.scope()->count_tasks(job_id, done); });
    CHECK(std::any_of(counts->begin(), counts->end(), [](const task_count& c) {
      return c.state == task_state::quarantined && c.count == 1;
    }));
  }
  SECTION("progress in between forgives it") {
    s.claim(job_id, "overpass", s.acquire(), 2);
    change_task(s, {orphans[0].id, task_state::running, R"({"page":1})", false});
    CHECK(s.claim(job_id, "overpass", s.acquire(), 1).at(0).crashes == 1);
  }
}

TEST_CASE("an owner of an older epoch claims nothing") {
  test_store s(EACH_ADAPTER);
  const std::uint64_t old = s.acquire();
  s.acquire();
  add_job(s, {make_task(job_id, "a")});
  CHECK(s.claim(job_id, "overpass", old, 5).empty());
}
