#include "tests/domain/extract/page_of.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/person_name.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::extraction;
using leadstream::seniority;

TEST_CASE("a name is read without what is set around it") {
  CHECK(read_person_name("Dr. med. dent. Anna Müller").name == "Anna Müller");
  CHECK(read_person_name("Frau Käthe von der Heide, Leiterin Verkauf").name == "Käthe von der Heide");
  CHECK(read_person_name("Daniel C. Goldie, CFA").name == "Daniel C. Goldie");
  CHECK(read_person_name("M. Jean-Luc Picard").name == "Jean-Luc Picard");
  CHECK(read_person_name("Patrick O'Brien Jr.").name == "Patrick O'Brien");
  CHECK(read_person_name(R"(Darnell "DJ" Jackson)").name == "Darnell Jackson");
  CHECK(read_person_name("Graham Fenwick FCA").name == "Graham Fenwick");
}

TEST_CASE("what is no name of a person is none") {
  for (const char* text :
       {"Bahnhofstrasse 12", "Read More", "Sales Team", "Zürich", "Contact Us", "LinkedIn Profile",
        "our new office", "Muster GmbH & Co", "Öffnungszeiten Montag"}) {
    INFO(text);
    CHECK(read_person_name(text).name.empty());
  }
}

TEST_CASE("a title says how high and where in the house somebody is") {
  struct known {
    const char* title;
    seniority level;
    const char* department;
    bool decides;
  };
  constexpr known titles[] = {
      {"Geschäftsführerin", seniority::chief, "management", true},
      {"CEO & Founder", seniority::owner, "management", true},
      {"Leiter Verkauf", seniority::head, "sales", true},
      {"Directrice commerciale", seniority::director, "sales", true},
      {"Responsabile acquisti", seniority::head, "purchasing", true},
      {"Jefe de proyecto", seniority::manager, "", false},
      {"Właściciel", seniority::owner, "management", true},
      {"Sales Manager", seniority::manager, "sales", true},
      {"Key Account Manager", seniority::staff, "sales", false},
      {"Vice President Operations", seniority::vice_president, "operations", true},
      {"Sachbearbeiterin", seniority::staff, "", false},
      {"Stagiaire", seniority::junior, "", false},
  };
  for (const auto& [title, level, department, decides] : titles) {
    INFO(title);
    const title_meaning meaning = meaning_of_title(title);
    CHECK(meaning.level == level);
    CHECK(meaning.decision_maker == decides);
    if (*department != '\0') {
      CHECK(meaning.department == department);
    }
  }
}

TEST_CASE("people of cards get what their card holds") {
  const auto facts = facts_of(R"(<h1>Unser Team</h1>
    <div class=card><h3>Anna Keller</h3><p>Geschäftsführerin</p><a href="mailto:a.keller@acme.ch">Mail</a>
      <a href="https://www.linkedin.com/in/anna-keller">LinkedIn</a></div>
    <div class=card><h3>Peter Brunner</h3><p>Verkauf</p><a href="tel:+41446681801">Telefon</a></div>)");
  REQUIRE(facts.people.size() == 2);
  CHECK(facts.people[0].who.name == "Anna Keller");
  CHECK(facts.people[0].who.title == "Geschäftsführerin");
  CHECK(facts.people[0].who.email == "a.keller@acme.ch");
  CHECK(facts.people[0].who.linkedin_url == "https://www.linkedin.com/in/anna-keller");
  CHECK(facts.people[0].who.is_decision_maker);
  CHECK(facts.people[1].who.name == "Peter Brunner");
  CHECK(facts.people[1].who.phone == "+41446681801");
  CHECK(facts.people[1].who.email.empty());
}

TEST_CASE("people of tables, lists and imprints are found") {
  const auto table = facts_of("<table><tr><td>Laura Meier</td><td>Buchhaltung</td></tr>"
                              "<tr><td>Thomas Wyss</td><td>Technik</td></tr></table>");
  CHECK(table.people.size() == 2);
  const auto imprint = facts_of("<p>Geschäftsführer: Hans Weber, Claudia Roth</p>");
  REQUIRE(imprint.people.size() == 2);
  CHECK(imprint.people[1].who.name == "Claudia Roth");
  CHECK(imprint.people[1].who.title == "Geschäftsführer");
}

TEST_CASE("people of JSON-LD are found, reviewers are not") {
  const auto facts = facts_of(R"(<script type="application/ld+json">{"@type":"Dentist","name":"Praxis Muster",
    "founder":{"@type":"Person","name":"Anna Keller","jobTitle":"Inhaberin"},
    "review":{"@type":"Review","author":{"@type":"Person","name":"Bruno Frei"}}}</script>)");
  REQUIRE(facts.people.size() == 1);
  CHECK(facts.people[0].who.title == "Inhaberin");
}

TEST_CASE("parts that style sheets set apart are told apart") {
  const auto facts = facts_of(R"(<ul><li><strong>Jonas Petersen</strong><span>Geschäftsführer</span>)"
                              R"(<a href="mailto:jonas@acme.de">jonas@acme.de</a></li></ul>)");
  REQUIRE(facts.people.size() == 1);
  CHECK(facts.people[0].who.name == "Jonas Petersen");
  CHECK(facts.people[0].who.title == "Geschäftsführer");
  REQUIRE(facts.emails.size() == 1);
  CHECK(facts.emails[0].address == "jonas@acme.de");
}

TEST_CASE("those who praise the house are not of the house") {
  CHECK(facts_of(R"(<blockquote>Great! <b>Dana Whitfield</b>, VP Operations at Harborline</blockquote>)")
            .people.empty());
  CHECK(facts_of(R"(<h2>What our clients say</h2><p>Teresa Landry, CEO</p>)").people.empty());
}

TEST_CASE("a label above gives its title to all names of the line") {
  const auto facts = facts_of("<p>Vertreten durch die Geschäftsführer:<br>Dipl.-Ing. (FH) Jochen Haberstroh, "
                              "Dr. Miriam Ostertag</p>");
  REQUIRE(facts.people.size() == 2);
  CHECK(facts.people[0].who.name == "Jochen Haberstroh");
  CHECK(facts.people[1].who.title == "Geschäftsführer");
}

TEST_CASE("initials with an acronym are a label, and what joins titles begins no name") {
  CHECK(facts_of("<footer><p>P. IVA 04827310489</p><p>Tel. 055 2398174</p></footer>").people.empty());
  const auto facts = facts_of("<p><b>Aoife Linnane</b>, Co-Founder &amp; Master Smoker</p>");
  REQUIRE(facts.people.size() == 1);
  CHECK(facts.people[0].who.title == "Co-Founder & Master Smoker");
}

TEST_CASE("a full stop in an abbreviation ends no title") {
  CHECK(is_title("specjalista ds. eksportu"));
  CHECK_FALSE(is_title("Our consultants travel. They love it"));
}
