#include "domain/dedup/match.hpp"

#include "domain/dedup/batch.hpp"
#include "domain/dedup/blocking.hpp"
#include "domain/dedup/phone_digits.hpp"
#include "domain/dedup/site.hpp"

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
      // a town in another language or spelling, where phone and website say that it is one business
      {{"Kunz Elektro", "kunz.example", "+41440000005", "", "", "Köln"},
       {"Kunz Elektro", "kunz.example", "+41440000005", "", "", "Cologne"}},
      {{"Kunz Elektro", "kunz.example", "+41440000005", "", "", "Lörrach"},
       {"Kunz Elektro", "kunz.example", "+41440000005", "", "", "Weil am Rhein"}},
      {{"Kunz Elektro", "kunz.example", "", "", "Weg 3", "'s-Gravenhage"},
       {"Kunz Elektro", "kunz.example", "", "", "", "Den Haag"}},
      {{"Kunz Elektro", "kunz.example", "", "", "", "Athens"},
       {"Kunz Elektro", "kunz.example", "", "", "", "Αθήνα"}},
      {{"Kunz Elektro", "", "+41440000005", "", "", "Genf"},
       {"Kunz Elektro", "", "+41440000005", "", "", "Genève"}},
      {{"Kunz Elektro", "kunz.example", "", "", "", "Sankt Gallen"},
       {"Kunz Elektro", "kunz.example", "", "", "", "St. Gallen"}},
      {{"Kunz Elektro", "kunz.example", "", "", "", "Los Angeles"},
       {"Kunz Elektro", "kunz.example", "", "", "", "LA"}},
      // a box at the post office is no other house
      {{"Kunz Elektro", "kunz.example", "", "", "Seeweg 5", "Chur"},
       {"Kunz Elektro", "kunz.example", "", "", "Postfach 123", "Chur"}},
      {{"Kunz Elektro", "kunz.example", "", "", "5 Lake Road", "Cork"},
       {"Kunz Elektro", "kunz.example", "", "", "P.O. Box 88", "Cork"}},
      // streets with the kind or a first name cut short
      {{"Osteria del Faro", "", "", "", "Via Garibaldi 31", "Genova"},
       {"Osteria del Faro", "", "", "", "V. Garibaldi, 31", "Genova"}},
      {{"Librairie Morel", "", "", "", "8 rue Jules Verne", "Tours"},
       {"Librairie Morel", "", "", "", "8, r. J. Verne", "Tours"}},
      {{"Papelaria Lume", "", "", "", "Rua Augusta 77", "Lisboa"},
       {"Papelaria Lume", "", "", "", "R. Augusta, 77", "Lisboa"}},
      // several phones in one text, digits of another script, letters for digits
      {{"Kunz Elektro", "", "+41 44 222 11 00; +41 44 222 11 01"}, {"Kunz Elektro", "", "044 222 11 01"}},
      {{"Kunz Elektro", "", "+٩٧١ ٤ ٣٣٣ ٤٤٥٥"}, {"Kunz Elektro", "", "04 333 4455"}},
      {{"Kunz Elektro", "", "1-800-GO-FEDEX"}, {"Kunz Elektro", "", "+1 800 463 3339"}},
      // the same full name in one town, and nothing against it: telling words, or a registered form
      {{"Schreinerei Gantenbein & Söhne AG", "", "", "", "", "Grabs"},
       {"Schreinerei Gantenbein und Söhne AG", "", "", "", "", "Grabs"}},
      {{"Atelier Blau & Weiss", "", "", "", "", "Wil"}, {"Atelier Blau et Weiss", "", "", "", "", "Wil"}},
      {{"Zimmerei Gantenbein", "", "", "", "", "Grabs"},
       {"Zimmerei Gantenbein", "gantenbein.example", "", "", "Dorfstrasse 3", "Grabs", "9472"}},
      {{"Müller AG", "", "", "", "", "Wil"}, {"Müller AG", "", "", "", "", "Wil"}},
      // slips of the hand in name, website and phone at once, and in two of them where the third is unknown
      {{"Garage Keller", "https://garage-keller.ch", "+41 81 740 12 34", "", "", "Buchs"},
       {"Garage Kellar", "https://garage-keler.ch", "+41 81 740 12 35", "", "", "Buchs"}},
      {{"Garage Keller", "garage-keller.ch", "+41 81 740 12 34"},
       {"Garage Kellar", "garage-keler.ch", "081 740 12 35"}},
      {{"Weinhaus Ospelt", "weinhaus-ospelt.li", "", "", "", "Vaduz"},
       {"Weinhaus Ospelt", "weinhaus-osspelt.li", "", "", "", "Vaduz"}},
      {{"Weinhaus Ospelt", "", "+423 232 11 22", "", "", "Vaduz"},
       {"Weinhaus Ospellt", "", "+423 232 11 32", "", "", "Vaduz"}},
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
      {{"Müller AG", "", "", "", "", "Wil"}, {"Müller GmbH", "", "", "", "", "Wil"}},
      {{"Zimmerei Gantenbein", "", "+41440000001", "", "", "Grabs"},
       {"Zimmerei Gantenbein", "", "+41449876543", "", "", "Grabs"}},
      {{"Zimmerei Gantenbein", "", "", "", "", "Grabs"}, {"Zimmerei Gantenbein", "", "", "", "", "Chur"}},
      // agents of one brand, and sister firms in one house
      {{"Allianz Agentur Huber", "https://vertretung.allianz.example/huber", "+498938000", "", "", "Ulm"},
       {"Allianz Agentur Maier", "https://vertretung.allianz.example/maier", "+498938000", "", "", "Ulm"}},
      {{"Weber Immobilien AG", "weber.example", "+41445556677", "", "Seeweg 3", "Zürich"},
       {"Weber Treuhand AG", "weber.example", "+41445556677", "", "Seeweg 3", "Zürich"}},
      // slips that are none: numbers, other endings, one slip against much else
      {{"Kita Sonne", "kita-sonne1.example", "", "", "", "Kiel"},
       {"Kita Sonne", "kita-sonne2.example", "", "", "", "Kiel"}},
      {{"Weinhaus Ospelt", "weinhaus-ospelt.li", "+423 232 11 22"},
       {"Weinhaus Ospelt", "weinhaus-osspelt.li", "+41 81 555 66 77"}},
      {{"Adler Apotheke", "adler.ch"}, {"Adler Apotheke", "adler.de"}},
      // names that count
      {{"Kindergarten 1", "", "", "", "Schulweg 4", "Kiel"},
       {"Kindergarten 2", "", "", "", "Schulweg 4", "Kiel"}},
      {{"Zahnarzt 1 Mitte", "mitte.example"}, {"Zahnarzt 2 Mitte", "mitte.example"}},
      {{"Praxis Nummer 1", "praxis.example", "+41440000003"},
       {"Praxis Nummer 2", "praxis.example", "+41440000003"}},
      {{"Gimnazjum III", "szkoly.example"}, {"Gimnazjum IV", "szkoly.example"}},
      {{"Farmacia 24", "farmacia.example"}, {"Farmacia 12", "farmacia.example"}},
      {{"École maternelle I", "ecole.example"}, {"École maternelle 2", "ecole.example"}},
      // a shared phone alone joins no towns, nor sisters of one family
      {{"Kunz Elektro", "", "+41440000005", "", "", "Bern"},
       {"Kunz Elektro", "", "+41440000005", "", "", "Chur"}},
      {{"Kunz Holding AG", "", "+41440000005"}, {"Kunz Reinigung AG", "", "+41440000005"}},
      {{"Kunz Elektro", "kunz.example", "+41440000005", "", "Weg 3", "Bern"},
       {"Kunz Elektro", "kunz.example", "+41440000005", "", "", "Chur"}},
      // streets of other names
      {{"Librairie Morel", "", "", "", "8 rue Jules Verne", "Tours"},
       {"Librairie Morel", "", "", "", "8 rue J. Moulin", "Tours"}},
      {{"Corner Deli", "", "", "", "12 B Street", "Davis"},
       {"Corner Deli", "", "", "", "12 Baker Street", "Davis"}},
      // a page on a platform is not a domain of one's own, nor is a mail provider's
      {{"Nova", "https://facebook.com/nova.bern"}, {"Nova", "https://facebook.com/nova.chur"}},
      {{"Nova", "", "", "nova.bern@gmail.com"}, {"Nova", "", "", "novachur@gmail.com"}}};
  for (const auto& [a, b] : different) {
    INFO(a.name << " / " << b.name << " " << a.street << " / " << b.street);
    CHECK_FALSE(are_one(a, b));
    CHECK_FALSE(are_one(b, a));
  }
}

TEST_CASE("pages of many businesses on one domain are told apart, a business's own pages are one") {
  using leadstream::dedup::site_of;
  const std::pair<const char*, const char*> apart[] = {
      {"https://sites.google.com/view/a", "https://sites.google.com/view/b"},
      {"https://de-de.facebook.com/nova", "https://de-de.facebook.com/nero"},
      {"https://mobile.twitter.com/nova", "https://mobile.twitter.com/nero"},
      {"https://facebook.com/profile.php?id=100", "https://facebook.com/profile.php?id=200"},
      {"http://nova.free.fr", "http://nero.free.fr"},
      {"http://nova.homepage.t-online.de", "http://nero.homepage.t-online.de"},
      {"https://nova.notion.site/home", "https://nero.notion.site/home"},
      {"https://g.page/nova", "https://g.page/nero"},
      {"https://www.houzz.com/pro/nova", "https://www.houzz.com/pro/nero"},
      {"https://www.just-eat.ch/nova", "https://www.just-eat.ch/nero"},
      {"https://deliveroo.co.uk/nova", "https://deliveroo.co.uk/nero"},
      {"https://nova.github.io", "https://nero.github.io"}};
  for (const auto& [a, b] : apart) {
    CAPTURE(a, b);
    CHECK(site_of(a) != site_of(b));
    CHECK(site_of(a) == site_of(a));
    CHECK_FALSE(site_of(a).empty());
  }
  const std::pair<const char*, const char*> one[] = {
      {"https://de-de.facebook.com/nova", "https://www.facebook.com/Nova/?ref=page"},
      {"https://nova.wixsite.com/home", "https://nova.wixsite.com/home/contact"},
      {"https://shop.nova.example", "nova.example/de?id=7"},
      {"https://fr.tripadvisor.ch/nova", "https://www.tripadvisor.ch/nova"}};
  for (const auto& [a, b] : one) {
    CAPTURE(a, b);
    CHECK(site_of(a) == site_of(b));
  }
  for (const char* front : {"https://www.facebook.com/", "https://google.ch", "https://www.free.fr/"}) {
    CHECK(site_of(front).empty());
  }
}

TEST_CASE("clusters do not depend on the order of records") {
  std::vector<listed> all{{"Brauerei Krug", "", "+41440000001", "", "", "Wil"},
                          {"Brauerei Krug", "krug.example"},
                          {"Brauerei Krug", "krug.example", "+41440000002", "", "", "Chur"},
                          {"Brauerei Krug", "krug.example", "+41440000001"},
                          {"Brauerei Krug", "krug.example"}};
  const auto clusters_of = [&](const std::vector<std::size_t>& order) {
    batch records;
    for (const std::size_t i : order) {
      records.add(made(all[i]));
    }
    const auto found = records.clusters();
    std::set<std::set<std::size_t>> groups;
    for (const std::uint32_t cluster : found) {
      std::set<std::size_t> group;
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (found[i] == cluster) {
          group.insert(order[i]);
        }
      }
      groups.insert(group);
    }
    return groups;
  };
  std::vector<std::size_t> order{0, 1, 2, 3, 4};
  const auto wanted = clusters_of(order);
  while (std::next_permutation(order.begin(), order.end())) {
    REQUIRE(clusters_of(order) == wanted);
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

TEST_CASE("a batch joins records that know different things of the place, whichever came first") {
  business known_by_point;
  known_by_point.name = "Wexlar Treuhand";
  known_by_point.website = "wexlar.example";
  known_by_point.has_point = true;
  known_by_point.latitude = 46.85;
  known_by_point.longitude = 9.53;
  const std::vector<profile> records{
      made({"Wexlar Treuhand", "wexlar.example", "", "", "Hauptstrasse 3", "Chur"}),
      made({"Wexlar Treuhand", "wexlar.example"}), make_profile(known_by_point)};
  std::vector<std::size_t> order{0, 1, 2};
  do {
    batch all;
    for (const std::size_t i : order) {
      all.add(records[i]);
    }
    CHECK(all.clusters() == std::vector<std::uint32_t>(3));
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("phones are near when one digit was changed, added or left out") {
  CHECK(similar_phone(443'221'100, 443'221'100));
  CHECK(similar_phone(443'221'100, 443'291'100));
  CHECK(similar_phone(443'221'100, 44'321'100));
  CHECK(similar_phone(443'221'100, 4'432'211'005));
  CHECK(similar_phone(443'221'100, 41'443'221'107));
  CHECK_FALSE(similar_phone(443'221'100, 443'212'100));
  CHECK_FALSE(similar_phone(443'221'100, 443'229'900));
  CHECK_FALSE(similar_phone(443'221'100, 4'432'211));
  CHECK_FALSE(similar_phone(443'221, 443'221));
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
