#include "domain/dedup/fold.hpp"

#include "domain/sources/import_reader.hpp"
#include "tests/support/folded_store.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace leadstream;
using namespace leadstream::dedup;
using test::folded_store;
using namespace std::chrono_literals;

namespace {

struct listing {
  std::string source;
  std::string record;
  std::string name;
  std::string website;
  std::string phone;
  std::string email;
  std::string street;
  std::string city;
};

observation seen(const listing& said, int minute) {
  observation made;
  made.source = said.source;
  made.record_id = said.record;
  made.source_url = "https://" + said.source + ".example/" + said.record;
  made.fetched_at = wall_time{} + std::chrono::minutes(1000 + minute);
  const auto add = [&](field what, const std::string& value) {
    if (!value.empty()) {
      made.processed.facts.push_back({what, value, "test", 0.9, {}});
    }
  };
  add(field::name, said.name);
  add(field::website, said.website);
  add(field::phone, said.phone);
  add(field::email, said.email);
  if (!said.street.empty() || !said.city.empty()) {
    place where;
    where.street = said.street;
    where.city = said.city;
    made.processed.places.push_back(where);
  }
  made.raw = made.processed;
  made.id = identify(default_tenant(), made);
  return made;
}

std::vector<observation> a_varied_set() {
  std::vector<observation> all;
  int minute = 0;
  const auto add = [&](const listing& l) { all.push_back(seen(l, ++minute)); };
  add({"alpha", "1", "Müller Zahnarztpraxis AG", "https://mueller-dental.ch", "+41441112233",
       "info@mueller-dental.ch", "Bahnhofstrasse 12", "Zürich"});
  add({"beta", "77", "Zahnarztpraxis Mueller", "http://www.mueller-dental.ch/", "", "", "Bahnhofstr. 12",
       "Zurich"});
  add({"gamma", "x", "Mueller Zahnarztpraxis", "mueller-dental.ch", "044 111 22 33", "", "", ""});
  add({"alpha", "2", "Burger Brothers", "https://burgerbros.example", "+41440000001", "", "Langstrasse 5",
       "Zürich"});
  add({"beta", "2", "Burger Brothers", "https://burgerbros.example", "+41440000001", "", "Seestrasse 80",
       "Zürich"});
  add({"gamma", "2", "Burger Brothers", "https://burgerbros.example", "", "hello@burgerbros.example", "",
       ""});
  add({"alpha", "3", "Löwen", "", "+41440000003", "", "Marktgasse 1", "Bern"});
  add({"beta", "3", "Apotheke am Markt", "", "+41440000003", "", "Marktgasse 1", "Bern"});
  add({"gamma", "3", "Quantum Widgets Ltd", "https://quantum-widgets.example", "", "", "", ""});
  add({"beta", "4", "Quantum Widgets", "https://quantum-widgets.example", "", "", "Lagerstrasse 3", "Basel"});
  observation page = seen({"website", "", "Impressum", "", "", "anna@mueller-dental.ch", "", ""}, 40);
  page.subject = all.front().id;
  page.processed.people.push_back(
      {"Anna Müller", "Inhaberin", "anna@mueller-dental.ch", "", "", true, "team", 0.8});
  page.id = identify(default_tenant(), page);
  all.push_back(page);
  all.push_back(seen({"alpha", "1", "Müller Zahnarztpraxis AG", "https://mueller-dental.ch", "+41441112299",
                      "info@mueller-dental.ch", "Bahnhofstrasse 12", "Zürich"},
                     50));
  return all;
}

folded_store stored_at_once(const std::vector<observation>& all) {
  folded_store store;
  store.take(all);
  return store;
}

} // namespace

TEST_CASE("records of one company in several notations become one lead, branches and neighbours stay apart") {
  const folded_store store = stored_at_once(a_varied_set());
  // Müller (3 listings, a page, a newer version), two burger branches, two neighbours, Quantum Widgets.
  CHECK(store.size() == 6);
}

TEST_CASE("given a source that numbers its records, when it lists a business twice, then that is one lead") {
  const auto leads = [](const listing& a, const listing& b) {
    return fold({}, std::vector<observation>{seen(a, 1), seen(b, 2)}).size();
  };
  const listing blum{"list", "1", "Gärtnerei Blum GmbH", "blum.example", "", "", "", "Wil"};
  CHECK(leads(blum, {"list", "2", "Gärtnerei Blum", "blum.example", "", "info@blum.example", "", "Wil"}) ==
        1);
  CHECK(leads(blum, {"list", "2", "Gärtnerei Blum", "", "", "", "", "Wil"}) == 2);
  CHECK(leads(blum, {"list", "2", "Gärtnerei Blume Nord", "blum.example", "", "", "", "Wil"}) == 2);
  CHECK(leads(blum, {"list", "2", "Gärtnerei Blum", "blum.example", "", "", "", "Chur"}) == 2);
}

TEST_CASE("given two rows of a file for one company, when folded, then its lead has the contacts of both") {
  sources::import_options options;
  options.file = "companies.csv";
  std::vector<observation> rows;
  const auto reader = sources::make_import_reader(options);
  const auto keep = [&](sources::import_row row) {
    row.seen.processed = row.seen.raw;
    row.seen.id = identify(default_tenant(), row.seen);
    rows.push_back(std::move(row.seen));
  };
  REQUIRE_FALSE(reader->feed("name,website,phone,email,city\n"
                             "Holm GmbH,holm.example,+41440000001,,Wil\n"
                             "Holm,holm.example,,info@holm.example,Wil\n"
                             "Holm,holm.example,,info@holm.example,Wil\n",
                             keep));
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].id == rows[2].id);
  const auto leads = fold({}, rows);
  REQUIRE(leads.size() == 1);
  std::set<std::string> ways;
  for (const contact& each : leads[0].lead.contacts) {
    ways.insert({each.email, each.phone});
  }
  CHECK(ways.contains("info@holm.example"));
  CHECK(ways.contains("+41440000001"));
}

TEST_CASE("any order and any split into batches gives the same leads") {
  const auto all = a_varied_set();
  const auto expected = stored_at_once(all).rows(false);
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    auto shuffled = all;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    folded_store store;
    for (std::size_t at = 0; at < shuffled.size();) {
      const auto size = std::min<std::size_t>(1 + random() % 4, shuffled.size() - at);
      store.take({shuffled.begin() + static_cast<std::ptrdiff_t>(at),
                  shuffled.begin() + static_cast<std::ptrdiff_t>(at + size)});
      at += size;
    }
    REQUIRE(store.rows(false) == expected);
  }
}

TEST_CASE("batches in the order of time give the same ids as everything at once") {
  auto all = a_varied_set();
  const auto expected = stored_at_once(all).rows(true);
  folded_store store;
  for (const observation& one : all) {
    store.take({one});
  }
  CHECK(store.rows(true) == expected);
}

TEST_CASE("folding what is stored already changes nothing") {
  const auto all = a_varied_set();
  const folded_store store = stored_at_once(all);
  CHECK(fold(store.all(), {}).empty());
  CHECK(fold(store.all(), all).empty());
}

TEST_CASE("a rebuilt lead equals the stored one") {
  const auto all = a_varied_set();
  for (const lead_change& change : fold({}, all)) {
    related_lead stored{change.lead.company.id, 3, change.keys, {}, {}};
    for (const observation& o : all) {
      if (std::find(change.observations.begin(), change.observations.end(), o.id) !=
          change.observations.end()) {
        stored.observations.push_back(o);
      }
    }
    lead_change again = rebuild(stored);
    CHECK(again.lead.version == 3);
    again.lead.version = 0;
    CHECK(again.lead == change.lead);
    CHECK(again.keys == change.keys);
    CHECK(again.blocking_keys == change.blocking_keys);
  }
}

TEST_CASE("a lead that a new record brings together with another keeps the older id") {
  const auto left = seen({"alpha", "1", "Acme Widgets", "https://acme.example", "", "", "", ""}, 1);
  const auto right = seen({"beta", "1", "Acme Widgets", "", "+41441234567", "", "Hauptstrasse 3", "Chur"}, 2);
  const auto both =
      seen({"gamma", "1", "Acme Widgets", "https://acme.example", "+41441234567", "", "", ""}, 3);
  folded_store store;
  store.take({right});
  store.take({left});
  REQUIRE(store.size() == 2);
  const uuid oldest = std::min(store.all()[0].company_id, store.all()[1].company_id);
  store.take({both});
  CHECK(store.only().company.id == oldest);
  CHECK(store.only().company.created_at == left.fetched_at);
  CHECK(store.only().company.updated_at == both.fetched_at);
}

TEST_CASE("a page belongs to the company of its subject and matches nothing by itself") {
  const auto hotel =
      seen({"alpha", "1", "Hotel Post", "https://post.example", "", "", "Dorfplatz 1", "Lech"}, 1);
  auto page =
      seen({"website", "", "Acme Widgets", "https://acme.example", "", "desk@post.example", "", ""}, 2);
  page.subject = hotel.id;
  page.id = identify(default_tenant(), page);
  const auto acme = seen({"beta", "1", "Acme Widgets", "https://acme.example", "", "", "", ""}, 3);
  folded_store store;
  store.take({hotel});
  store.take({page});
  REQUIRE(store.only().contacts.size() == 1);
  CHECK(store.only().contacts[0].email == "desk@post.example");
  CHECK(store.only().company.name == "Hotel Post");
  store.take({acme});
  CHECK(store.size() == 2);
}

TEST_CASE("the newest observation of a record replaces the older one, which stays in the provenance") {
  folded_store store;
  store.take({seen({"alpha", "1", "Acme", "https://acme.example", "+41441234567", "", "", ""}, 1)});
  store.take({seen({"alpha", "1", "Acme", "https://acme.example", "+41449999999", "", "", ""}, 2)});
  const lead& shown = store.only();
  REQUIRE(shown.contacts.size() == 1);
  CHECK(shown.contacts[0].phone == "+41449999999");
  CHECK(std::count_if(shown.provenance.begin(), shown.provenance.end(),
                      [](const provenance& p) { return p.field == "contact.phone"; }) == 2);
}

TEST_CASE("the primary contact is a decision maker with email and is given the company's phone") {
  const auto all = a_varied_set();
  for (const lead_change& change : fold({}, all)) {
    if (change.lead.company.name.find("ller") == std::string::npos) {
      continue;
    }
    const auto& contacts = change.lead.contacts;
    REQUIRE(contacts.size() == 3);
    CHECK(contacts[0].name == "Anna Müller");
    CHECK(contacts[0].email == "anna@mueller-dental.ch");
    CHECK_FALSE(contacts[0].phone.empty());
    CHECK(contacts[1].email == "info@mueller-dental.ch");
    CHECK(contacts[2].email.empty());
  }
}

TEST_CASE("a sentence that one page dates and another does not is one signal of growth") {
  auto page = seen({"website", "1", "Muster AG", "https://muster.example", {}, {}, {}, "Bern"}, 0);
  page.processed.facts.push_back({field::growth_signal, "We hire", "test", 0.9, "hiring_spree"});
  auto feed = seen({"news", "2", "Muster AG", "https://muster.example", {}, {}, {}, "Bern"}, 1);
  feed.processed.facts.push_back({field::growth_signal, "We hire", "test", 0.5, "hiring_spree|2026-09-22"});
  const std::vector<observation> both{page, feed};
  const auto changes = fold({}, both);
  REQUIRE(changes.size() == 1);
  CHECK(changes.front().lead.intelligence.growth_signals ==
        std::vector<std::string>{"hiring_spree: 2026-09-22: We hire"});
}

TEST_CASE("a count of employees gives the size however its thousands are parted, anything else none") {
  const auto size_by = [](const char* count) {
    observation told = seen({"crm", "1", "Müller AG", "mueller.example", {}, {}, {}, {}}, 1);
    told.processed.facts.push_back({field::employee_count, count, "import", 0.9, {}});
    folded_store store;
    store.take({told});
    return store.only().company.size;
  };
  for (const char* count :
       {"1'234", "1,234", "1.234", "1 234", "10'001+", "1,234 employees", "1.001-5.000"}) {
    CAPTURE(count);
    CHECK(size_by(count) == size_category::s1000_plus);
  }
  CHECK(size_by("8") == size_category::s1_10);
  CHECK_FALSE(size_by("-5"));
  CHECK_FALSE(size_by("1e+30"));
}

TEST_CASE("observations that name no company form no lead") {
  CHECK(fold({}, std::vector{seen({"alpha", "1", "", "", "+41441234567", "", "", ""}, 1)}).empty());
}
