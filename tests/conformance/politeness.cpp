#include "storage/sql/politeness.hpp"

#include "storage/open.hpp"
#include "storage/store.hpp"
#include "tests/conformance/adapters.hpp"

#include <algorithm>

using namespace leadstream;
using namespace leadstream::conformance;

namespace {

robots_decision decided(const std::string& site, const std::string& url, int second) {
  robots_decision d;
  d.site = site;
  d.url = url;
  d.reason = "no_rule";
  d.decided_at = at(second);
  return d;
}

/// Stores a lead that one observation formed, and returns that observation's id.
uuid add_lead(store& s, std::uint64_t number) {
  const observation seen = make_observation("overpass", std::to_string(number), "Shop");
  lead formed = make_lead(id_of(number), "Shop " + std::to_string(number));
  formed.version = 0;
  unit_of_work unit = new_unit();
  unit.observations = {seen};
  unit.leads = {make_change(formed, {seen})};
  REQUIRE(wait_for<commit_result>([&](auto done) { s.scope(default_tenant())->commit(unit, done); }).ok());
  return seen.id;
}

} // namespace

TEST_CASE("a company's decisions are those of its site and those elsewhere that were wanted for it") {
  test_store s(EACH_ADAPTER);
  s.close();
  const auto database = *storage::open_database(s.options);
  const auto leads = storage::make_store(database, s.options);
  const uuid of_first = add_lead(*leads, 1);
  const uuid of_second = add_lead(*leads, 2);
  const auto book = storage::make_politeness_book(database);
  book->add(default_tenant(), decided("a.test", "https://a.test/", 1), {of_first});
  book->add(default_tenant(), decided("a.test", "https://a.test/before", 2), {});
  book->add(default_tenant(), decided("linkedin.com", "https://www.linkedin.com/company/a", 3), {of_first});
  book->add(default_tenant(), decided("lever.co", "https://api.lever.co/b", 4), {of_second});
  book->add(default_tenant(), decided("ashbyhq.com", "https://api.ashbyhq.com/c", 5), {of_second, of_first});
  const auto written = wait_for<done>([&](auto then) { book->set_opt_out({"b.test", "", at(6)}, then); });
  REQUIRE(written.ok()); // and with it what was added before
  const auto found = [&](const std::string& site, std::uint64_t company) {
    const auto all = *wait_for<std::vector<robots_decision>>(
        [&](auto done) { book->find(default_tenant(), site, id_of(company), 100, done); });
    std::vector<std::string> urls;
    std::transform(all.begin(), all.end(), std::back_inserter(urls), [](const auto& d) { return d.url; });
    return urls;
  };
  using urls = std::vector<std::string>;

  CHECK(found("a.test", 1) == urls{"https://api.ashbyhq.com/c", "https://www.linkedin.com/company/a",
                                   "https://a.test/before", "https://a.test/"});
  CHECK(found("", 2) == urls{"https://api.ashbyhq.com/c", "https://api.lever.co/b"});
  leads->stop();
}
