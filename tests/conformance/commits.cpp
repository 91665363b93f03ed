#include "tests/conformance/adapters.hpp"

#include <thread>

using namespace leadstream;
using namespace leadstream::conformance;

TEST_CASE("a unit is stored whole and comes back as it was") {
  test_store s(EACH_ADAPTER);
  const observation seen = make_observation("overpass", "node/1", "Muster");
  const lead wanted = make_lead(id_of(1), "Muster");
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(10))};
  unit.new_tasks = {make_task(id_of(10), "a")};
  unit.observations = {seen};
  unit.leads = {make_change(wanted, {seen})};
  unit.job_id = id_of(10);
  unit.events = {{{"company_update", id_of(10), id_of(1), 50, "zahnärzte"}, R"({"id":1})"}};

  const commit_result outcome = s.commit(unit);

  CHECK(outcome.outcome == commit_outcome::committed);
  CHECK_FALSE(outcome.repeated);
  CHECK(outcome.new_leads == 1);
  CHECK(outcome.new_tasks == 1);
  CHECK(outcome.last.seq == 1);
  s.reopen();
  lead expected = wanted;
  expected.version = 1;
  CHECK(s.find_lead(id_of(1)) == expected);
  const job stored = s.find_job(id_of(10));
  CHECK(stored.criteria == make_job(id_of(10)).criteria);
  CHECK(stored.created_at == at(1));
  CHECK(stored.estimated_duration == std::chrono::seconds(90));
  CHECK(stored.results_count == 1);
}

TEST_CASE("a unit that comes again changes nothing") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(10))};
  unit.leads = {make_change(make_lead(id_of(1), "Muster"))};
  unit.events = {{{"job_update", id_of(10), {}, 0, ""}, "{}"}};
  s.commit(unit);
  s.reopen();

  const commit_result again = s.commit(unit);

  CHECK(again.outcome == commit_outcome::committed);
  CHECK(again.repeated);
  CHECK(again.new_leads == 0);
  CHECK(again.last.seq == 1);
  CHECK(s.list({}).total_count == 1);
}

TEST_CASE("an owner of an older epoch is fenced") {
  test_store s(EACH_ADAPTER);
  const std::uint64_t first = s.acquire();
  const std::uint64_t second = s.acquire();
  REQUIRE(second > first);
  unit_of_work late = new_unit();
  late.owner = fence{7, first};
  late.leads = {make_change(make_lead(id_of(1), "Muster"))};
  unit_of_work current = late;
  current.id = new_unit().id;
  current.owner = fence{7, second};

  CHECK(s.commit(late).outcome == commit_outcome::fenced);
  CHECK(s.list({}).total_count == 0);
  CHECK(s.commit(current).outcome == commit_outcome::committed);
  s.reopen();
  CHECK(s.acquire() > second);
}

TEST_CASE("a unit folded from an older version is a conflict and stores nothing") {
  test_store s(EACH_ADAPTER);
  unit_of_work first = new_unit();
  first.leads = {make_change(make_lead(id_of(1), "Muster"))};
  s.commit(first);

  unit_of_work stale = first;
  stale.id = new_unit().id;
  stale.events = {{{"company_update", {}, id_of(1), 50, ""}, "{}"}};
  stale.leads.push_back(make_change(make_lead(id_of(2), "Other")));
  CHECK(s.commit(stale).outcome == commit_outcome::conflict);
  CHECK_FALSE(s.has_lead(id_of(2)));
  CHECK(s.where().seq == 0);

  unit_of_work fresh = new_unit();
  fresh.leads = {make_change(make_lead(id_of(1), "Better"))};
  fresh.leads[0].lead.version = 1;
  CHECK(s.commit(fresh).outcome == commit_outcome::committed);
  CHECK(s.find_lead(id_of(1)).company.name == "Better");
  CHECK(s.find_lead(id_of(1)).version == 2);

  unit_of_work vanished = new_unit();
  vanished.leads = {make_change(make_lead(id_of(3), "Nobody"))};
  vanished.leads[0].lead.version = 4;
  CHECK(s.commit(vanished).outcome == commit_outcome::conflict);
}

TEST_CASE("a key names one lead") {
  test_store s(EACH_ADAPTER);
  unit_of_work first = new_unit();
  first.leads = {make_change(make_lead(id_of(1), "Muster"))};
  first.leads[0].keys = {{"record", "node/1"}, {"record", "node/2"}};
  s.commit(first);
  unit_of_work taken = new_unit();
  taken.leads = {make_change(make_lead(id_of(2), "Other"))};
  taken.leads[0].keys = {{"record", "node/2"}};

  SECTION("one that another lead holds is a conflict") {
    CHECK(s.commit(taken).outcome == commit_outcome::conflict);
    CHECK_FALSE(s.has_lead(id_of(2)));
  }
  SECTION("one that its holder gives up in the same unit is free") {
    taken.leads.push_back(make_change(make_lead(id_of(1), "Muster")));
    taken.leads[1].lead.version = 1;
    taken.leads[1].keys = {{"record", "node/1"}};
    CHECK(s.commit(taken).outcome == commit_outcome::committed);
    CHECK(s.related({{"record", "node/2"}}).at(0).company_id == id_of(2));
    CHECK(s.related({{"record", "node/1"}}).at(0).company_id == id_of(1));
  }
  SECTION("two leads of a unit cannot both claim it") {
    taken.leads.push_back(make_change(make_lead(id_of(3), "Third")));
    taken.leads[0].keys = {{"record", "node/9"}};
    taken.leads[1].keys = {{"record", "node/9"}};
    CHECK(s.commit(taken).outcome == commit_outcome::conflict);
  }
}

TEST_CASE("two committers cannot both store the same key") {
  test_store s(EACH_ADAPTER);
  const auto race = [&](std::uint64_t number) {
    unit_of_work unit = new_unit();
    unit.leads = {make_change(make_lead(id_of(number), "Muster"))};
    unit.leads[0].keys = {{"record", "node/1"}};
    return s.commit(unit).outcome;
  };
  std::vector<std::future<commit_outcome>> outcomes;
  for (std::uint64_t number = 1; number <= 16; ++number) {
    outcomes.push_back(std::async(std::launch::async, race, number));
  }
  int committed = 0;
  for (auto& outcome : outcomes) {
    committed += outcome.get() == commit_outcome::committed ? 1 : 0;
  }
  CHECK(committed == 1);
  CHECK(s.list({}).total_count == 1);
}

TEST_CASE("a unit that breaks a limit is refused whole, and its neighbours are not") {
  test_store s(EACH_ADAPTER);
  const auto spoil = GENERATE(as<int>(), 0, 1, 2, 3, 4, 5);
  unit_of_work unit = new_unit();
  unit.leads = {make_change(make_lead(id_of(1), "Good")), make_change(make_lead(id_of(2), "Bad"))};
  lead& bad = unit.leads[1].lead;
  std::string field;
  switch (spoil) {
  case 0:
    bad.company.name = std::string(101, 'x');
    field = "company.name";
    break;
  case 1:
    bad.company.name = " \t";
    field = "company.name";
    break;
  case 2:
    bad.company.lead_score = 101;
    field = "company.lead_score";
    break;
  case 3:
    bad.contacts[0].email = "nobody";
    field = "contact.email";
    break;
  case 4:
    bad.contacts[1].email = bad.contacts[0].email;
    field = "contact.email";
    break;
  default:
    bad.contacts[0].confidence = 1.5;
    field = "contact.confidence_score";
    break;
  }
  unit_of_work neighbour = new_unit();
  neighbour.leads = {make_change(make_lead(id_of(3), "Neighbour"))};

  const error problem = s.refused(unit);

  CHECK(problem.code == error_code::invalid_argument);
  CHECK(problem.field == field);
  s.commit(neighbour);
  CHECK(s.list({}).total_count == 1);
}

TEST_CASE("a unit of a job that does not exist is refused whole") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  unit.job_id = id_of(77);
  unit.leads = {make_change(make_lead(id_of(1), "Muster"))};
  CHECK(s.refused(unit).code == error_code::not_found);
  CHECK(s.list({}).total_count == 0);
}

TEST_CASE("tenants never see each other") {
  test_store s(EACH_ADAPTER);
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(10))};
  unit.new_tasks = {make_task(id_of(10), "a")};
  const observation seen = make_observation("overpass", "node/1", "Muster");
  unit.observations = {seen};
  unit.leads = {make_change(make_lead(id_of(1), "Muster"), {seen})};
  unit.leads[0].blocking_keys = {"muster"};
  unit.job_id = id_of(10);
  unit.events = {{{"company_update", id_of(10), id_of(1), 50, ""}, "{}"}};
  s.commit(unit, "alpha");

  CHECK_FALSE(s.has_lead(id_of(1), "beta"));
  CHECK(s.list({}, "beta").total_count == 0);
  CHECK(s.events(0, 10, "beta").events.empty());
  CHECK(s.where("beta").seq == 0);
  CHECK(s.related({{"record", "overpass:node/1"}}, {"muster"}, "beta").empty());
  CHECK(wait_for<std::vector<uuid>>([&](auto done) {
          s.scope("beta")->known_observations({seen.id}, done);
        })->empty());
  // The very same ids and keys are free for the other tenant.
  CHECK(s.commit(unit, "beta").new_leads == 1);
  CHECK(s.find_job(id_of(10), "beta").results_count == 1);
}

TEST_CASE("every call is answered once, also when the store is stopped meanwhile") {
  test_store s(EACH_ADAPTER);
  std::atomic<int> answered{0};
  constexpr int calls = 300;
  for (int i = 0; i < calls; ++i) {
    unit_of_work unit = new_unit();
    unit.leads = {make_change(make_lead(id_of(static_cast<std::uint64_t>(i) + 1), "Muster"))};
    s.scope()->commit(unit, [&](const result<commit_result>& /*unused*/) { ++answered; });
    s.scope()->list_leads({}, [&](const result<lead_page>& /*unused*/) { ++answered; });
  }
  s.port().stop();
  CHECK(answered == 2 * calls);

  const auto late = wait_for<lead_page>([&](auto done) { s.scope()->list_leads({}, done); });
  REQUIRE_FALSE(late.ok());
  CHECK(late.problem().code == error_code::cancelled);
  const auto late_commit = wait_for<commit_result>([&](auto done) { s.scope()->commit(new_unit(), done); });
  REQUIRE_FALSE(late_commit.ok());
  CHECK(late_commit.problem().code == error_code::cancelled);
}

TEST_CASE("a healthy store says so") {
  test_store s(EACH_ADAPTER);
  CHECK(wait_for<done>([&](auto answer) { s.port().check_health(answer); }).ok());
}
