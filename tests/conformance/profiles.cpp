#include "storage/score_profiles.hpp"

#include "domain/score/basis.hpp"
#include "storage/open.hpp"
#include "storage/sql/rescore.hpp"
#include "storage/store.hpp"
#include "tests/conformance/adapters.hpp"

#include <chrono>
#include <thread>

using namespace leadstream;
using namespace leadstream::conformance;
using score::saved_profile;

namespace {

saved_profile profile_named(std::uint64_t number, const std::string& name) {
  saved_profile one;
  one.id = id_of(number);
  one.name = name;
  one.created_at = at(1);
  return one;
}

storage::storage_options with_clock(storage::storage_options options) {
  options.now = [] { return at(9); };
  return options;
}

/// Profiles and leads on one database.
class desk {
public:
  explicit desk(test_store& s)
      : database_(*storage::open_database(s.options)), store_(storage::make_store(database_, s.options)),
        book(std::make_shared<score::profile_book>(score::profile{})),
        profiles(database_, book, with_clock(s.options)) {}
  ~desk() { profiles.stop(); }
  desk(const desk&) = delete;
  desk& operator=(const desk&) = delete;

  result<saved_profile> add(const saved_profile& one) {
    return wait_for<saved_profile>([&](auto done) { profiles.add(default_tenant(), one, done); });
  }
  result<saved_profile> change(const saved_profile& one) {
    return wait_for<saved_profile>([&](auto done) { profiles.change(default_tenant(), one, done); });
  }
  result<done> remove(const uuid& id, std::uint64_t version) {
    return wait_for<done>([&](auto then) { profiles.remove(default_tenant(), id, version, then); });
  }
  result<saved_profile> find(const std::string& name, const tenant_id& tenant = default_tenant()) {
    return wait_for<saved_profile>([&](auto done) { profiles.find_named(tenant, name, done); });
  }

  /// Commits a lead with one email, scored as the pipeline does.
  commit_result store_lead(std::uint64_t number, const std::shared_ptr<const saved_profile>& by) {
    lead l = make_lead(id_of(number), "Shop " + std::to_string(number));
    l.version = 0;
    lead_change change = make_change(l, {make_observation("overpass", std::to_string(number), "Shop")});
    const auto known = score::basis_of(l, {std::nullopt, at(4)});
    score::scorer scorer(*by);
    change.lead.breakdown = scorer.score(known);
    change.lead.company.lead_score = change.lead.breakdown.total;
    change.state = scorer.keep(known);
    unit_of_work unit = new_unit();
    unit.observations = {make_observation("overpass", std::to_string(number), "Shop")};
    unit.leads = {change};
    return *wait_for<commit_result>([&](auto done) { store_->scope(default_tenant())->commit(unit, done); });
  }
  event_page events() {
    return *wait_for<event_page>(
        [&](auto done) { store_->scope(default_tenant())->read_events(0, 100, done); });
  }
  lead lead_of(std::uint64_t number) {
    return *wait_for<lead>(
        [&](auto done) { store_->scope(default_tenant())->find_lead(id_of(number), done); });
  }
  /// How many leads have at least this score, and all of these.
  std::uint64_t count(int score_min, const std::vector<facet>& having) {
    lead_query query;
    query.score_min = score_min;
    query.having = having;
    return wait_for<lead_page>([&](auto done) { store_->scope(default_tenant())->list_leads(query, done); })
        ->total_count;
  }
  /// What a lead is once the background has come to it.
  lead settled(std::uint64_t number, const std::function<bool(const lead&)>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!holds(lead_of(number)) && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    return lead_of(number);
  }

private:
  std::shared_ptr<storage::connections> database_;
  std::unique_ptr<store> store_;

public:
  std::shared_ptr<score::profile_book> book;
  storage::score_profiles profiles;
};

} // namespace

TEST_CASE("profiles are kept by name, changed by version, and known to who scores") {
  test_store s(EACH_ADAPTER);
  s.close();
  desk d(s);
  saved_profile hotels = profile_named(1, "Small Hotels");
  hotels.values.sizes = {size_category::s1_10};
  hotels.values.technologies = {"WordPress"};
  const auto stored = d.add(hotels);
  REQUIRE(stored.ok());
  CHECK(stored->version == 1);
  CHECK(d.add(hotels)->version == 1);
  CHECK(d.add(profile_named(2, "small hotels")).problem().field == "name");
  CHECK(d.find("SMALL HOTELS")->values.technologies == std::vector<std::string>{"WordPress"});
  CHECK(d.find(to_string(id_of(1)))->name == "Small Hotels");
  CHECK(d.find("Small Hotels", {"other"}).problem().code == error_code::not_found);
  CHECK(d.book->find(default_tenant(), id_of(1))->values.sizes.size() == 1);

  hotels.version = 1;
  hotels.name = "Hotels";
  CHECK(d.change(hotels)->version == 2);
  CHECK(d.change(hotels).problem().code == error_code::conflict);
  CHECK(d.book->find(default_tenant(), id_of(1))->version == 2);
  CHECK(d.remove(id_of(1), 1).problem().code == error_code::conflict);
  CHECK(d.remove(id_of(1), 2).ok());
  CHECK(d.find("Hotels").problem().code == error_code::not_found);
  CHECK(d.book->find(default_tenant(), id_of(1))->id.is_nil());
  CHECK(d.add(profile_named(3, "Hotels")).ok());
}

TEST_CASE("a changed profile scores its leads again, a removed one leaves them to the settings") {
  test_store s(EACH_ADAPTER);
  s.close();
  desk d(s);
  saved_profile contacts = profile_named(1, "Contacts");
  REQUIRE(d.add(contacts).ok());
  const auto first = d.book->find(default_tenant(), id_of(1));
  CHECK(d.store_lead(10, first).outcome == commit_outcome::committed);
  CHECK(d.store_lead(11, d.book->find(default_tenant(), {})).outcome == commit_outcome::committed);
  const lead before = d.lead_of(10);
  CHECK(before.breakdown.profile == "Contacts");
  CHECK(before.breakdown.profile_version == 1);
  CHECK(d.lead_of(11).breakdown.profile_id.is_nil());
  CHECK(d.lead_of(11).company.lead_score == before.company.lead_score);

  contacts.version = 1;
  contacts.values.weights = {1, 0, 0, 0};
  REQUIRE(d.change(contacts).ok());
  const lead after =
      d.settled(10, [&](const lead& l) { return l.company.lead_score != before.company.lead_score; });
  CHECK(after.company.lead_score == 100); // email, phone, a decision maker, a second contact
  CHECK(after.breakdown.total == 100);
  const facet with_email{facets::has, "email"};
  CHECK(d.count(100, {}) == 1);
  CHECK(d.count(100, {with_email}) == 1);
  CHECK(d.count(0, {with_email}) == 2);
  CHECK(after.version > before.version);
  CHECK(after.breakdown.profile_version == 2);
  CHECK(d.lead_of(11).company.lead_score == before.company.lead_score);

  // Work that was scored by the old version is done again.
  CHECK(d.store_lead(12, first).outcome == commit_outcome::conflict);
  CHECK(d.store_lead(12, d.book->find(default_tenant(), id_of(1))).outcome == commit_outcome::committed);

  REQUIRE(d.remove(id_of(1), 0).ok());
  const lead without =
      d.settled(10, [&](const lead& l) { return l.company.lead_score == before.company.lead_score; });
  CHECK(without.company.lead_score == before.company.lead_score);
  CHECK(without.breakdown.profile_id.is_nil());
  CHECK(without.version > after.version);
}

TEST_CASE("who listens hears of leads that another profile brings into another category") {
  test_store s(EACH_ADAPTER);
  s.close();
  desk d(s);
  std::promise<tenant_id> heard;
  d.profiles.listen([&heard, first = true](const tenant_id& tenant) mutable {
    if (std::exchange(first, false)) {
      heard.set_value(tenant);
    }
  });
  saved_profile contacts = profile_named(1, "Contacts");
  REQUIRE(d.add(contacts).ok());
  REQUIRE(d.store_lead(10, d.book->find(default_tenant(), id_of(1))).outcome == commit_outcome::committed);
  const lead before = d.lead_of(10);
  const auto first = d.events().events.size();

  contacts.version = 1;
  contacts.values.weights = {1, 0, 0, 0};
  REQUIRE(d.change(contacts).ok());
  CHECK(heard.get_future().get() == default_tenant());
  const event_page page = d.events();
  REQUIRE(page.events.size() == first + 1);
  const event& told = page.events.back();
  CHECK(told.header.type == "company_update");
  CHECK(told.header.company_id == before.company.id);
  CHECK(told.header.score == 100);
  CHECK(told.payload->find(R"("lead_score":100,"category":"hot")") != std::string::npos);
  CHECK(told.payload->find(R"("change":"updated")") != std::string::npos);
}
