#include "domain/dedup/carry_marks.hpp"
#include "domain/dedup/fold.hpp"
#include "domain/score/basis.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/conformance/bakery.hpp"

#include <algorithm>

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

/// What the pipeline does with fresh observations of a job.
std::vector<uuid> run_pipeline(test_store& s, const std::vector<observation>& fresh, const uuid& job_id) {
  std::vector<related_lead> stored;
  auto asked = dedup::wanted_of(fresh);
  for (int round = 0; round < 4; ++round) {
    stored = s.related(asked.keys, asked.blocking_keys);
    asked = dedup::wanted_of(stored, fresh);
  }
  unit_of_work unit = new_unit();
  unit.observations = fresh;
  unit.job_id = job_id;
  unit.leads = dedup::fold(stored, fresh);
  dedup::carry_marks(stored, unit.leads);
  std::vector<uuid> ids;
  for (lead_change& change : unit.leads) {
    const auto known =
        score::basis_of(change.lead, {make_job(job_id).criteria, change.lead.company.updated_at});
    score::scorer by(score::profile{});
    change.lead.breakdown = by.score(known);
    change.lead.company.lead_score = change.lead.breakdown.total;
    change.state = by.keep(known);
    ids.push_back(change.lead.company.id);
  }
  CHECK(s.commit(unit).outcome == commit_outcome::committed);
  return ids;
}

void store_job(test_store& s, std::uint64_t number) {
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(number))};
  s.commit(unit);
}

void mark(test_store& s, const uuid& id, const lead_marks& marks) {
  unit_of_work unit = new_unit();
  unit.marks = {{id, s.find_lead(id).version, marks}};
  CHECK(s.commit(unit).outcome == commit_outcome::committed);
}

lead_decision decision(std::uint64_t number, bool merge, std::vector<uuid> leads) {
  return {id_of(number), merge, std::move(leads), "anna", at(500)};
}

result<decided_leads> decide(const test_store& s, const lead_decision& what) {
  return wait_for<decided_leads>([&](auto done) { s.scope()->decide(what, done); });
}

/// A lead but for the number of its changes.
lead unversioned(lead found) {
  found.version = 0;
  return found;
}

std::uint64_t results_of(test_store& s, std::uint64_t number) {
  return s.find_job(id_of(number)).results_count;
}

} // namespace

TEST_CASE("a merge makes two leads one, and its undoing gives the same rows back") {
  test_store s(EACH_ADAPTER);
  store_job(s, 1);
  store_job(s, 2);
  const uuid first = run_pipeline(s, {bakery(1)}, id_of(1)).front();
  const uuid second = run_pipeline(s, {bakery(2)}, id_of(2)).front();
  mark(s, first, {lead_status::fresh, {"spring"}, "", ""});
  mark(s, second, {lead_status::contacted, {"vip"}, "called", "ada"});
  const lead before_first = s.find_lead(first);
  const lead before_second = s.find_lead(second);
  const std::uint64_t events = s.where().seq;

  const auto merged = decide(s, decision(10, true, {first, second}));
  REQUIRE(merged.ok());
  REQUIRE(merged->standing.size() == 1);
  const uuid kept = merged->standing[0].company.id;
  const uuid gone = kept == first ? second : first;
  CHECK(merged->standing[0].contacts.size() == 2);
  CHECK(merged->standing[0].marks.tags == std::vector<std::string>{"spring", "vip"});
  CHECK(merged->standing[0].marks.status == lead_status::contacted);
  CHECK_FALSE(s.has_lead(gone));
  CHECK(results_of(s, 1) == 1);
  CHECK(results_of(s, 2) == 1);
  const auto told = s.events(events, 10).events;
  REQUIRE(told.size() == 1);
  CHECK(told[0].header.company_id == kept);
  CHECK(told[0].payload->find(R"("change":"merged","merged_ids":[")" + to_string(gone) + R"("])") !=
        std::string::npos);

  SECTION("a repeat of the decision does nothing more") {
    const auto again = decide(s, decision(10, true, {first, second}));
    REQUIRE(again.ok());
    CHECK(again->standing == merged->standing);
    CHECK(s.where().seq == events + 1);
  }
  SECTION("undone, each is what it was") {
    const auto parted = decide(s, decision(11, false, {kept}));
    REQUIRE(parted.ok());
    CHECK(parted->standing.size() == 2);
    CHECK(unversioned(s.find_lead(first)) == unversioned(before_first));
    CHECK(unversioned(s.find_lead(second)) == unversioned(before_second));
    CHECK(results_of(s, 1) == 1);
    CHECK(results_of(s, 2) == 1);
    CHECK(s.where().seq == events + 3);

    // What was taken apart is never joined again, not even by a record that fits both.
    observation both = bakery(1);
    both.id = id_of(900);
    both.source = "website";
    both.record_id = "other";
    both.processed.facts.push_back({field::email, "info@shop2.test", "mailto", 0.9, ""});
    run_pipeline(s, {both}, id_of(1));
    CHECK(s.has_lead(first));
    CHECK(s.has_lead(second));
  }
  SECTION("what people wrote after the merge stays with the lead that was merged") {
    lead_marks written = s.find_lead(kept).marks;
    written.notes = "two shops";
    mark(s, kept, written);
    REQUIRE(decide(s, decision(11, false, {kept})).ok());
    CHECK(s.find_lead(kept).marks == written);
    CHECK(s.find_lead(gone).marks == (gone == first ? before_first.marks : before_second.marks));
  }
}

TEST_CASE("merges of merges are undone to their parts") {
  test_store s(EACH_ADAPTER);
  std::vector<uuid> ids;
  std::vector<lead> before;
  for (int number = 1; number <= 3; ++number) {
    store_job(s, static_cast<std::uint64_t>(number));
    ids.push_back(run_pipeline(s, {bakery(number)}, id_of(static_cast<std::uint64_t>(number))).front());
    mark(s, ids.back(), {lead_status::fresh, {"t" + std::to_string(number)}, "", ""});
    before.push_back(s.find_lead(ids.back()));
  }
  const auto pair = decide(s, decision(10, true, {ids[1], ids[2]}));
  REQUIRE(pair.ok());
  const auto all = decide(s, decision(11, true, {ids[0], pair->standing[0].company.id}));
  REQUIRE(all.ok());
  CHECK(all->standing[0].marks.tags == std::vector<std::string>{"t1", "t2", "t3"});
  REQUIRE(decide(s, decision(12, false, {all->standing[0].company.id})).ok());
  for (const lead& each : before) {
    CHECK(unversioned(s.find_lead(each.company.id)) == unversioned(each));
  }
}

TEST_CASE("what cannot be decided is said, and changes nothing") {
  test_store s(EACH_ADAPTER);
  store_job(s, 1);
  const uuid one = run_pipeline(s, {bakery(1)}, id_of(1)).front();
  const auto events = s.where().seq;
  CHECK(decide(s, decision(10, true, {one, id_of(77)})).problem().code == error_code::not_found);
  CHECK(decide(s, decision(11, false, {one})).problem().code == error_code::conflict);
  CHECK(decide(s, decision(12, false, {id_of(77)})).problem().code == error_code::not_found);
  CHECK(s.where().seq == events);
}
