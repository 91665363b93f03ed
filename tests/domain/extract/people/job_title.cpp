#include "domain/extract/people/job_title.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::extraction;
using leadstream::seniority;

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

TEST_CASE("a full stop in an abbreviation ends no title") {
  CHECK(is_title("specjalista ds. eksportu"));
  CHECK_FALSE(is_title("Our consultants travel. They love it"));
}

TEST_CASE("a title of several decides as that of one does") {
  for (const char* title : {"Amministratori", "Socios", "Gerentes", "Sócios-gerentes", "Partners", "Gérants",
                            "Vennoten", "Titolari", "Founders", "General Counsel"}) {
    CAPTURE(title);
    CHECK(meaning_of_title(title).decision_maker);
  }
  CHECK_FALSE(meaning_of_title("Mitarbeiterinnen").decision_maker);
}

TEST_CASE("who helps an office or has left it does not decide") {
  const auto [title, level, decides] = GENERATE(table<std::string, seniority, bool>({
      {"Assistant to the CEO", seniority::staff, false},
      {"Assistenz der Geschäftsführung", seniority::staff, false},
      {"Sekretariat Geschäftsleitung", seniority::staff, false},
      {"Assistante de direction", seniority::staff, false},
      {"Former CEO", seniority::unknown, false},
      {"Ehemaliger Geschäftsführer", seniority::unknown, false},
      {"Principal Engineer", seniority::staff, false},
      {"CEO, former CFO", seniority::chief, true},
      {"Head of Sales and assistant to the CEO", seniority::head, true},
      {"Assistant Director", seniority::director, true},
      {"Principal", seniority::chief, true},
      {"Gründungspartnerin", seniority::owner, true},
      {"Cogérant", seniority::owner, true},
      {"Administrateur", seniority::chief, true},
      {"Administrateur réseau", seniority::staff, false},
      {"Legale rappresentante", seniority::chief, true},
      {"DAF", seniority::director, true},
      {"advokat och delägare", seniority::owner, true},
  }));
  CAPTURE(title);
  CHECK(is_title(title));
  CHECK(meaning_of_title(title).level == level);
  CHECK(meaning_of_title(title).decision_maker == decides);
}
