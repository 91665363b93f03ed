#include "domain/dedup/decisions.hpp"

#include "domain/dedup/fold.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::dedup;

namespace {

observation listing(const char* record, const char* name, const char* street, int minute) {
  observation made;
  made.source = "directory";
  made.record_id = record;
  made.fetched_at = wall_time{} + std::chrono::minutes(1000 + minute);
  made.raw.facts.push_back({field::name, name, "test", 0.9, {}});
  made.raw.facts.push_back({field::website, "https://krone.example", "test", 0.9, {}});
  place where;
  where.street = street;
  where.city = "Vaduz";
  made.raw.places.push_back(where);
  made.processed = made.raw;
  made.id = identify(default_tenant(), made);
  return made;
}

decision_context at(int minute) {
  return {default_tenant(), "anna", wall_time{} + std::chrono::minutes(2000 + minute)};
}

/// What a store keeps of a fold's changes, when `pool` is every observation there is.
std::vector<related_lead> stored(const std::vector<lead_change>& changes,
                                 const std::vector<observation>& pool) {
  std::vector<related_lead> leads;
  for (const lead_change& change : changes) {
    related_lead lead{change.lead.company.id, change.lead.version + 1, change.keys, {}, {}};
    std::copy_if(pool.begin(), pool.end(), std::back_inserter(lead.observations),
                 [&](const observation& seen) {
                   return std::find(change.observations.begin(), change.observations.end(), seen.id) !=
                          change.observations.end();
                 });
    leads.push_back(std::move(lead));
  }
  std::sort(leads.begin(), leads.end(),
            [](const auto& a, const auto& b) { return a.company_id < b.company_id; });
  return leads;
}

struct world {
  std::vector<observation> pool;
  std::vector<related_lead> leads;

  void add(std::vector<observation> fresh) {
    pool.insert(pool.end(), fresh.begin(), fresh.end());
    auto changes = fold(leads, fresh);
    std::vector<related_lead> untouched;
    for (const related_lead& lead : leads) {
      const bool changed = std::any_of(changes.begin(), changes.end(), [&](const lead_change& change) {
        const auto& gone = change.superseded;
        return change.lead.company.id == lead.company_id ||
               std::find(gone.begin(), gone.end(), lead.company_id) != gone.end();
      });
      if (!changed) {
        untouched.push_back(lead);
      }
    }
    leads = stored(changes, pool);
    leads.insert(leads.end(), untouched.begin(), untouched.end());
    std::sort(leads.begin(), leads.end(),
              [](const auto& a, const auto& b) { return a.company_id < b.company_id; });
  }
};

} // namespace

TEST_CASE("a merge joins what nothing else would, and outlives new findings") {
  world w;
  w.add({listing("1", "Hotel Krone", "Hauptstrasse 1", 0), listing("2", "Bar Central", "Landweg 77", 1)});
  REQUIRE(w.leads.size() == 2);
  w.add(decide_same(w.leads, at(0)));
  REQUIRE(w.leads.size() == 1);
  w.add({listing("2", "Bar Central am Platz", "Landweg 77", 5),
         listing("1", "Hotel Krone", "Hauptstrasse 3", 6)});
  CHECK(w.leads.size() == 1);
}

TEST_CASE("a merge is undone into the same leads, and a later merge undoes the parting") {
  world w;
  w.add({listing("1", "Hotel Krone", "Hauptstrasse 1", 0), listing("2", "Bar Central", "Landweg 77", 1)});
  const auto before = w.leads;
  w.add(decide_same(w.leads, at(0)));
  w.add(decide_apart(w.leads.front(), at(1)));
  REQUIRE(w.leads.size() == 2);
  CHECK(w.leads[0].company_id == before[0].company_id);
  CHECK(w.leads[1].company_id == before[1].company_id);
  w.add(decide_same(w.leads, at(2)));
  CHECK(w.leads.size() == 1);
}

TEST_CASE("records that match by themselves stay apart once a person parted them") {
  world w;
  observation other = listing("9", "Hotel Krone AG", "Hauptstrasse 1", 1);
  other.source = "maps";
  other.id = identify(default_tenant(), other);
  w.add({listing("1", "Hotel Krone", "Hauptstrasse 1", 0), other});
  REQUIRE(w.leads.size() == 1);
  w.add(decide_apart(w.leads.front(), at(0)));
  REQUIRE(w.leads.size() == 2);
  observation again = other;
  again.fetched_at += std::chrono::minutes(50);
  again.raw.facts[0].value = again.processed.facts[0].value = "Hotel Krone";
  again.id = identify(default_tenant(), again);
  w.add({again});
  CHECK(w.leads.size() == 2);
  std::set<lead_key> claimed;
  for (const related_lead& lead : w.leads) {
    for (const lead_key& key : lead.keys) {
      CHECK(claimed.insert(key).second);
    }
  }
}

TEST_CASE("a lead of one record cannot be taken apart") {
  world w;
  w.add({listing("1", "Hotel Krone", "Hauptstrasse 1", 0)});
  CHECK(decide_apart(w.leads.front(), at(0)).empty());
}
