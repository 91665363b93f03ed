#include "tests/conformance/adapters.hpp"

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

void store_lead(test_store& s, const lead& wanted) {
  unit_of_work unit = new_unit();
  unit.leads = {make_change(wanted)};
  REQUIRE(s.commit(unit).outcome == commit_outcome::committed);
}

std::vector<std::string> names(const std::vector<lead_row>& rows) {
  std::vector<std::string> all;
  all.reserve(rows.size());
  for (const lead_row& row : rows) {
    all.push_back(row.company_name);
  }
  return all;
}

std::vector<lead_row> read_on(const std::shared_ptr<lead_cursor>& cursor, std::size_t limit) {
  return wait_for<std::vector<lead_row>>([&](auto done) { cursor->next(limit, done); }).value();
}

} // namespace

TEST_CASE("a row of a list has what the lead says") {
  test_store s(EACH_ADAPTER);
  const lead wanted = make_lead(id_of(1), "muster", 64);
  store_lead(s, wanted);

  const lead_page page = s.list({});

  REQUIRE(page.leads.size() == 1);
  const lead_row& row = page.leads[0];
  CHECK(row.id == id_of(1));
  CHECK(row.company_name == "muster");
  CHECK(row.industry == "Zahnärzte");
  CHECK(row.size == size_category::s1_10);
  CHECK(row.website == "https://muster.test");
  CHECK(row.description == "Text");
  CHECK(row.location == wanted.company.location);
  CHECK(row.lead_score == 64);
  CHECK(row.contact_count == 2);
  CHECK(row.email == "anna@muster.test");
  CHECK(row.phone == "+4232345678");
  CHECK(row.created_at == at(3));
  CHECK(row.updated_at == at(4));
}

TEST_CASE("leads are ordered by score, then by age, then by id") {
  test_store s(EACH_ADAPTER);
  const auto put = [&](std::uint64_t number, const char* name, int score, std::int64_t second) {
    lead l = make_lead(id_of(number), name, score);
    l.company.created_at = at(second);
    store_lead(s, l);
  };
  put(1, "low", 10, 9);
  put(2, "old", 80, 1);
  put(5, "tie-b", 80, 5);
  put(4, "tie-a", 80, 5);
  put(3, "top", 99, 0);

  CHECK(names(s.list({}).leads) == std::vector<std::string>{"top", "tie-a", "tie-b", "old", "low"});

  lead_query second_page;
  second_page.limit = 2;
  second_page.offset = 2;
  CHECK(names(s.list(second_page).leads) == std::vector<std::string>{"tie-b", "old"});
  CHECK(s.list(second_page).total_count == 5);

  lead_query hot;
  hot.score_min = 80;
  CHECK(s.list(hot).total_count == 4);
  second_page.offset = 100;
  CHECK(s.list(second_page).leads.empty());
  CHECK(s.list(second_page).total_count == 5);
}

TEST_CASE("filters are substrings without case, and nothing in them is a pattern") {
  test_store s(EACH_ADAPTER);
  lead a = make_lead(id_of(1), "a");
  a.company.industry = "ZAHNÄRZTE 100%";
  a.company.location.city = "Zürich";
  lead b = make_lead(id_of(2), "b");
  b.company.industry = "Hotel_Garni";
  b.company.location = {};
  store_lead(s, a);
  store_lead(s, b);
  const auto found = [&](const std::string& industry, const std::string& location) {
    lead_query query;
    query.industry = industry;
    query.location = location;
    const lead_page page = s.list(query);
    CHECK(page.total_count == page.leads.size());
    return names(page.leads);
  };
  using list = std::vector<std::string>;

  CHECK(found("zahnärzte", "") == list{"a"});
  CHECK(found("ärZTE", "") == list{"a"});
  CHECK(found("%", "") == list{"a"});
  CHECK(found("_", "") == list{"b"});
  CHECK(found("hotel", "") == list{"b"});
  CHECK(found("'; DROP TABLE companies; --", "").empty());
  CHECK(found("", "ZÜR") == list{"a"});
  CHECK(found("", "9490") == list{"a"});
  CHECK(found("", "städtle") == list{"a"});
  CHECK(found("", "li") == list{"a"});
  CHECK(found("hotel", "zürich").empty());
}

TEST_CASE("a list of ids picks these leads alone") {
  test_store s(EACH_ADAPTER);
  for (std::uint64_t number = 1; number <= 5; ++number) {
    store_lead(s, make_lead(id_of(number), "n" + std::to_string(number), static_cast<int>(number)));
  }
  lead_query query;
  query.ids = {id_of(2), id_of(4), id_of(2), id_of(99)};
  CHECK(names(s.list(query).leads) == std::vector<std::string>{"n4", "n2"});
  CHECK(s.list(query).total_count == 2);
}

TEST_CASE("a cursor reads the chosen values alone") {
  test_store s(EACH_ADAPTER);
  store_lead(s, make_lead(id_of(1), "muster", 64));
  lead_query query;
  query.fields = lead_fields::none();
  query.fields.add(lead_field::email);
  query.fields.add(lead_field::lead_score);

  const auto rows = read_on(
      wait_for<std::shared_ptr<lead_cursor>>([&](auto done) { s.scope()->open_leads(query, done); }).value(),
      9);

  REQUIRE(rows.size() == 1);
  CHECK(rows[0].id == id_of(1));
  CHECK(rows[0].email == "anna@muster.test");
  CHECK(rows[0].lead_score == 64);
  CHECK(rows[0].company_name.empty());
  CHECK(rows[0].location == place{});
}

TEST_CASE("a cursor reads what is known of how leads do when it is asked to") {
  test_store s(EACH_ADAPTER);
  lead known = make_lead(id_of(1), "muster", 64);
  known.intelligence = {{"hires"}, {"Shopify", "Stripe"}, {"slow"}};
  store_lead(s, known);
  lead_query query;
  const auto read = [&] {
    return read_on(wait_for<std::shared_ptr<lead_cursor>>([&](auto done) {
                     s.scope()->open_leads(query, done);
                   }).value(),
                   9);
  };

  CHECK(read().at(0).intelligence == intelligence{});
  query.with_intelligence = true;
  CHECK(read().at(0).intelligence == known.intelligence);
}

TEST_CASE("a count is right again as soon as something was committed") {
  test_store s(EACH_ADAPTER);
  lead_query query;
  query.location = "vaduz";
  for (std::uint64_t number = 1; number <= 3; ++number) {
    store_lead(s, make_lead(id_of(number), "n" + std::to_string(number)));
    for (int again = 0; again < 6; ++again) { // by every reading connection
      CHECK(s.list(query).total_count == number);
    }
  }
}

TEST_CASE("a cursor reads one snapshot, whatever is committed meanwhile") {
  test_store s(EACH_ADAPTER);
  for (std::uint64_t number = 1; number <= 5; ++number) {
    store_lead(s, make_lead(id_of(number), "n" + std::to_string(number), static_cast<int>(number)));
  }
  const auto cursor =
      wait_for<std::shared_ptr<lead_cursor>>([&](auto done) { s.scope()->open_leads({}, done); }).value();
  CHECK(names(read_on(cursor, 2)) == std::vector<std::string>{"n5", "n4"});

  store_lead(s, make_lead(id_of(6), "new", 3));
  lead changed = make_lead(id_of(1), "renamed", 100);
  changed.version = 1;
  store_lead(s, changed);

  CHECK(names(read_on(cursor, 2)) == std::vector<std::string>{"n3", "n2"});
  CHECK(names(read_on(cursor, 2)) == std::vector<std::string>{"n1"});
  CHECK(read_on(cursor, 2).empty());
  CHECK(read_on(cursor, 2).empty());
}

TEST_CASE("related leads come once, with all their observations and keys") {
  test_store s(EACH_ADAPTER);
  const observation one = make_observation("overpass", "node/1", "Muster");
  const observation two = make_observation("website", "", "Muster AG");
  const observation other = make_observation("overpass", "node/3", "Other");
  unit_of_work unit = new_unit();
  unit.observations = {one, two, other};
  unit.leads = {make_change(make_lead(id_of(1), "Muster"), {one}),
                make_change(make_lead(id_of(2), "Other"), {other})};
  unit.leads[0].observations.push_back(two.id);
  unit.leads[0].blocking_keys = {"muster.test", "+423"};
  unit.leads[1].blocking_keys = {"other.test"};
  s.commit(unit);

  const auto related = s.related({{"record", "overpass:node/1"}}, {"muster.test", "+423", "nothing"});

  REQUIRE(related.size() == 1);
  CHECK(related[0].company_id == id_of(1));
  CHECK(related[0].version == 1);
  CHECK(related[0].keys == std::vector<lead_key>{{"record", "overpass:node/1"}});
  REQUIRE(related[0].observations.size() == 2);
  for (const observation& found : related[0].observations) {
    const observation& given = found.id == one.id ? one : two;
    CHECK(found.id == given.id);
    CHECK(found.source == given.source);
    CHECK(found.record_id == given.record_id);
    CHECK(found.source_url == given.source_url);
    CHECK(found.fetched_at == given.fetched_at);
    CHECK(found.type == given.type);
    CHECK(found.rules_version == given.rules_version);
    CHECK(found.subject == given.subject);
    CHECK(found.raw == given.raw);
    CHECK(found.processed == given.processed);
    CHECK(found.rejected == given.rejected);
    CHECK(found.quality == given.quality);
  }
  CHECK(s.related({}, {"other.test", "muster.test"}).size() == 2);
  CHECK(s.related({}, {}).empty());
  const auto known = wait_for<std::vector<uuid>>([&](auto done) {
    s.scope()->known_observations({other.id, id_of(5), one.id}, done);
  });
  CHECK(known->size() == 2);
}

TEST_CASE("an observation that is stored already stays as it is") {
  test_store s(EACH_ADAPTER);
  observation seen = make_observation("overpass", "node/1", "Muster");
  unit_of_work unit = new_unit();
  unit.observations = {seen};
  unit.leads = {make_change(make_lead(id_of(1), "Muster"), {seen})};
  s.commit(unit);
  unit_of_work again = new_unit();
  seen.fetched_at = at(500);
  again.observations = {seen};
  s.commit(again);

  const auto related = s.related({{"record", "overpass:node/1"}});

  REQUIRE(related.size() == 1);
  REQUIRE(related[0].observations.size() == 1);
  CHECK(related[0].observations[0].fetched_at == at(2));
}

TEST_CASE("a merge moves links, keys and observations to the survivor") {
  test_store s(EACH_ADAPTER);
  const observation one = make_observation("overpass", "node/1", "Muster");
  const observation two = make_observation("overpass", "node/2", "Muster AG");
  unit_of_work apart = new_unit();
  apart.new_jobs = {make_job(id_of(10)), make_job(id_of(11))};
  apart.observations = {one, two};
  apart.leads = {make_change(make_lead(id_of(1), "Muster"), {one}),
                 make_change(make_lead(id_of(2), "Muster AG"), {two})};
  apart.leads[1].blocking_keys = {"gone"};
  apart.job_id = id_of(10);
  s.commit(apart);
  unit_of_work second_job = new_unit();
  second_job.job_id = id_of(11);
  second_job.observations = {two};
  CHECK(s.commit(second_job).outcome == commit_outcome::committed);
  REQUIRE(s.find_job(id_of(10)).results_count == 2);
  REQUIRE(s.find_job(id_of(11)).results_count == 1);

  unit_of_work merge = new_unit();
  merge.leads = {make_change(make_lead(id_of(1), "Muster"), {one})};
  merge.leads[0].lead.version = 1;
  merge.leads[0].superseded = {id_of(2)};

  SECTION("when the survivor has all observations") {
    merge.leads[0].observations.push_back(two.id);
    CHECK(s.commit(merge).outcome == commit_outcome::committed);
    CHECK_FALSE(s.has_lead(id_of(2)));
    CHECK(s.list({}).total_count == 1);
    CHECK(s.find_job(id_of(10)).results_count == 1);
    CHECK(s.find_job(id_of(11)).results_count == 1);
    const auto related = s.related({{"record", "overpass:node/2"}});
    REQUIRE(related.size() == 1);
    CHECK(related[0].company_id == id_of(1));
    CHECK(related[0].observations.size() == 2);
    CHECK(s.related({}, {"gone"}).empty());
  }
  SECTION("when an observation was added meanwhile the merge is a conflict") {
    CHECK(s.commit(merge).outcome == commit_outcome::conflict);
    CHECK(s.has_lead(id_of(2)));
  }
}

TEST_CASE("a job that finds what is stored counts it too") {
  test_store s(EACH_ADAPTER);
  const observation seen = make_observation("overpass", "node/1", "Muster");
  unit_of_work first = new_unit();
  first.new_jobs = {make_job(id_of(10)), make_job(id_of(11))};
  first.observations = {seen};
  first.leads = {make_change(make_lead(id_of(1), "Muster"), {seen})};
  first.job_id = id_of(10);
  s.commit(first);
  unit_of_work again = new_unit();
  again.observations = {seen};
  again.job_id = id_of(11);

  const commit_result outcome = s.commit(again);

  CHECK(outcome.new_leads == 0);
  CHECK(s.find_job(id_of(11)).results_count == 1);
  CHECK(s.find_job(id_of(10)).results_count == 1);
  CHECK(s.find_lead(id_of(1)).version == 1);
}

TEST_CASE("a change replaces the contacts of a lead") {
  test_store s(EACH_ADAPTER);
  store_lead(s, make_lead(id_of(1), "Muster"));
  lead changed = make_lead(id_of(1), "Muster");
  changed.version = 1;
  changed.contacts.erase(changed.contacts.begin());
  changed.contacts[0].phone = "+4231";
  store_lead(s, changed);

  const lead stored = s.find_lead(id_of(1));
  REQUIRE(stored.contacts.size() == 1);
  CHECK(stored.contacts[0] == changed.contacts[0]);
  CHECK(s.list({}).leads[0].email == "info@muster.test");
  CHECK(s.list({}).leads[0].contact_count == 1);
}

TEST_CASE("a lead that does not exist is not found") {
  test_store s(EACH_ADAPTER);
  const auto answer = wait_for<lead>([&](auto done) { s.scope()->find_lead(id_of(1), done); });
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.problem().code == error_code::not_found);
}
