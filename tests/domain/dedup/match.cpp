#include "domain/dedup/match.hpp"

#include "domain/dedup/batch.hpp"
#include "domain/dedup/blocking.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace leadstream::dedup;

namespace {

struct listed {
  const char* name = "";
  const char* website = "";
  const char* phone = "";
  const char* email = "";
  const char* street = "";
  const char* city = "";
  const char* postal_code = "";
};

profile made(const listed& l) {
  business b;
  b.name = l.name;
  b.website = l.website;
  b.phones = {l.phone};
  b.emails = {l.email};
  b.street = l.street;
  b.city = l.city;
  b.postal_code = l.postal_code;
  return make_profile(b);
}

bool are_one(const listed& a, const listed& b) {
  batch both;
  both.add(made(a));
  both.add(made(b));
  return both.clusters()[1] == 0;
}

struct pair_of {
  listed a;
  listed b;
};

} // namespace

TEST_CASE("records that are one business in two notations") {
  const std::vector<pair_of> same{
      // the floor: name and domain
      {{"Acme Widgets GmbH", "https://www.acme.example/home"}, {"ACME WIDGETS", "acme.example"}},
      {{"Acme Widgets", "https://acme.example"}, {"Acme Widgts", "http://acme.example/contact"}},
      // name and phone, with and without the country's code
      {{"Café Léopold", "", "+41 44 123 45 67"}, {"Cafe Leopold", "", "044 123 45 67"}},
      {{"Arts Delicatessen", "", "818/762-1221"},
       {"Arts Deli", "", "818-762-1221", "", "12224 Ventura Blvd"}},
      // name and address in two notations
      {{"Bäckerei Müller", "", "", "", "Hauptstrasse 12", "Zürich"},
       {"Baeckerei Mueller", "", "", "", "Hauptstr. 12", "Zurich"}},
      {{"Carmines", "", "", "", "2450 Broadway between 90th and 91st", "New York"},
       {"Carmine's", "", "", "", "2450 Broadway", "New York City"}},
      {{"Mesa Grill", "", "", "", "102 5th Ave.", "New York"},
       {"Mesa Grill", "", "", "", "102 Fifth Avenue", "New York"}},
      {{"Газпромнефть", "", "+7 495 777 31 52"}, {"Gazpromneft", "", "8 (495) 777-31-52"}},
      // an email of the domain says as much as the website
      {{"Hotel Schatzmann", "", "", "info@schatzmann.example"},
       {"Hotel Schatzmann", "https://schatzmann.example"}},
      // the same number, and one that a source leaves out
      {{"Kindergarten 1", "", "", "", "Schulweg 4", "Kiel"},
       {"Kindergarten 1", "", "", "", "Schulweg 4", "Kiel"}},
      {{"Szkoła Podstawowa II", "szkola.example"}, {"Szkoła Podstawowa 2", "szkola.example"}},
      {{"Bar 7 Sinne", "sinne.example", "+41440000003"}, {"Bar Sinne", "sinne.example", "+41440000003"}},
      // legal forms of other scripts, on either side and without a blank
      {{"株式会社トヨタ", "toyota.example"}, {"トヨタ", "toyota.example"}},
      {{"株式会社トヨタ", "", "03-1234-5678"}, {"トヨタ株式会社", "", "03-1234-5678"}},
      {{"(주)한빛", "hanbit.example"}, {"한빛 주식회사", "hanbit.example"}},
      {{"华为技术有限公司", "huawei.example"}, {"华为技术", "huawei.example"}},
      {{"ООО «Ромашка»", "romashka.example"}, {"Ромашка", "romashka.example"}},
      {{"บริษัท สยาม จำกัด", "siam.example"}, {"บริษัท สยาม", "siam.example"}},
      {{"الواحة ذ.م.م", "waha.example"}, {"الواحة", "waha.example"}},
      // words in another order
      {{"Hotel Bel-Air", "", "310 472 1211"}, {"Bel-Air Hotel", "", "310-472-1211"}}};
  for (const auto& [a, b] : same) {
    INFO(a.name << " / " << b.name);
    CHECK(are_one(a, b));
    CHECK(are_one(b, a));
  }
}

TEST_CASE("records that are two businesses however much they share") {
  const std::vector<pair_of> different{
      // branches of a chain
      {{"Burger Bros", "bros.example", "+41440000001", "", "Langstrasse 5", "Zürich", "8004"},
       {"Burger Bros", "bros.example", "+41440000001", "", "Seestrasse 80", "Zürich", "8002"}},
      {{"Burger Bros", "bros.example", "+41440000001", "", "Langstrasse 5", "Zürich"},
       {"Burger Bros", "bros.example", "+41440000001", "", "Langstrasse 95", "Zürich"}},
      {{"Burger Bros", "bros.example", "", "", "", "Zürich"},
       {"Burger Bros", "bros.example", "", "", "", "Bern"}},
      {{"Burger Bros", "bros.example", "", "", "", "", "8004"},
       {"Burger Bros", "bros.example", "", "", "", "", "3011"}},
      // neighbours
      {{"Löwen", "", "+41440000003", "", "Marktgasse 1", "Bern"},
       {"Apotheke am Markt", "", "+41440000003", "", "Marktgasse 1", "Bern"}},
      {{"Anwaltskanzlei Huber", "zentrum.example", "+41440000003", "", "Marktgasse 1", "Bern"},
       {"Physio Keller", "zentrum.example", "+41440000003", "", "Marktgasse 1", "Bern"}},
      // the same common name in two towns, or without anything else
      {{"Restaurant Krone", "", "", "", "Dorfstrasse 1", "Wil"},
       {"Restaurant Krone", "", "", "", "Dorfstrasse 1", "Uster", "8610"}},
      {{"Restaurant Krone"}, {"Restaurant Krone"}},
      {{"Restaurant Krone", "", "", "", "", "Wil"}, {"Restaurant Krone", "", "", "", "", "Wil"}},
      // names that count
      {{"Kindergarten 1", "", "", "", "Schulweg 4", "Kiel"},
       {"Kindergarten 2", "", "", "", "Schulweg 4", "Kiel"}},
      {{"Zahnarzt 1 Mitte", "mitte.example"}, {"Zahnarzt 2 Mitte", "mitte.example"}},
      {{"Praxis Nummer 1", "praxis.example", "+41440000003"},
       {"Praxis Nummer 2", "praxis.example", "+41440000003"}},
      {{"Gimnazjum III", "szkoly.example"}, {"Gimnazjum IV", "szkoly.example"}},
      {{"Farmacia 24", "farmacia.example"}, {"Farmacia 12", "farmacia.example"}},
      {{"École maternelle I", "ecole.example"}, {"École maternelle 2", "ecole.example"}},
      // a page on a platform is not a domain of one's own, nor is a mail provider's
      {{"Nova", "https://facebook.com/nova.bern"}, {"Nova", "https://facebook.com/nova.chur"}},
      {{"Nova", "", "", "nova.bern@gmail.com"}, {"Nova", "", "", "novachur@gmail.com"}}};
  for (const auto& [a, b] : different) {
    INFO(a.name << " / " << b.name << " " << a.street << " / " << b.street);
    CHECK_FALSE(are_one(a, b));
    CHECK_FALSE(are_one(b, a));
  }
}

TEST_CASE("a record without an address does not bring two branches together") {
  batch all;
  all.add(made({"Burger Bros", "bros.example", "", "", "Langstrasse 5", "Zürich"}));
  all.add(made({"Burger Bros", "bros.example"}));
  all.add(made({"Burger Bros", "bros.example", "", "", "Seestrasse 80", "Zürich"}));
  const auto clusters = all.clusters();
  CHECK(clusters[0] != clusters[2]);
  CHECK((clusters[1] == clusters[0] || clusters[1] == clusters[2]));
}

TEST_CASE("links can be asked for between additions") {
  batch all;
  for (std::uint32_t count = 1; count <= 4; ++count) {
    all.add(made({"Burger Bros", "bros.example", "", "", "Langstrasse 5", "Zürich"}));
    CHECK(all.links().size() == count * (count - 1) / 2);
  }
  CHECK(all.clusters() == std::vector<std::uint32_t>(4));
}

TEST_CASE("of a key that many records share the newest are found, the newest first") {
  key_index keys;
  constexpr std::uint32_t count = 20'000;
  for (std::uint32_t i = 0; i < count; ++i) {
    keys.insert(7, i);
    keys.insert(1'000 + i, i);
  }
  std::vector<std::uint32_t> found;
  keys.find(7, found);
  REQUIRE(found.size() == key_index::most_found);
  CHECK(found.front() == count - 1);
  CHECK(found.back() == count - key_index::most_found);
  found.clear();
  keys.find(1'003, found);
  CHECK(found == std::vector<std::uint32_t>{3});
}

TEST_CASE("the comparison is symmetric and says its reasons") {
  const profile a =
      made({"Acme Widgets GmbH", "https://acme.example", "+41441234567", "", "Hauptstr. 3", "Chur"});
  const profile b = made({"Acme Widgets", "acme.example", "044 123 45 67", "", "Hauptstrasse 3", "Chur"});
  std::vector<evidence> reasons;
  const match found = compare(a, b, &reasons);
  CHECK(found.points == compare(b, a).points);
  CHECK(probability(found) > 0.99);
  std::set<std::string> said;
  for (const evidence& reason : reasons) {
    said.insert(reason.what);
  }
  CHECK(said == std::set<std::string>{"same name", "same phone", "same website domain", "same address"});
}

TEST_CASE("pairs that match share a key that one is stored under and the other looks for") {
  const profile stored =
      made({"Acme Widgets", "https://acme.example", "", "", "Hauptstrasse 3", "Chur", "7000"});
  const profile wanted = made({"Acme Widgts AG", "www.acme.example"});
  std::set<std::string> keys;
  each_stored_key(stored, [&](std::string_view key) { keys.emplace(key); });
  bool found = false;
  each_wanted_key(wanted, [&](std::string_view key) { found = found || keys.contains(std::string(key)); });
  CHECK(found);
  CHECK(keys.size() <= 10);
  CHECK(std::all_of(keys.begin(), keys.end(), [](const std::string& key) { return key.size() <= 40; }));
}
