#include "domain/extract/people/person_name.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::extraction;

TEST_CASE("a name is read without what is set around it") {
  CHECK(read_person_name("Dr. med. dent. Anna Müller").name == "Anna Müller");
  CHECK(read_person_name("Frau Käthe von der Heide, Leiterin Verkauf").name == "Käthe von der Heide");
  CHECK(read_person_name("Daniel C. Goldie, CFA").name == "Daniel C. Goldie");
  CHECK(read_person_name("M. Jean-Luc Picard").name == "Jean-Luc Picard");
  CHECK(read_person_name("Patrick O'Brien Jr.").name == "Patrick O'Brien");
  CHECK(read_person_name(R"(Darnell "DJ" Jackson)").name == "Darnell Jackson");
  CHECK(read_person_name("Bao-Tran Le").name == "Bao-Tran Le");
  CHECK(read_person_name("dr n. med. Ewa Lis").name == "Ewa Lis");
  CHECK(read_person_name("D. K. Srinivasan").name == "D. K. Srinivasan");
  CHECK(read_person_name("Jan-Ole v. Bargen").name == "Jan-Ole v. Bargen");
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

TEST_CASE("names are read with elided particles, professions and shouted surnames") {
  const auto [text, name] = GENERATE(table<std::string, std::string>({
      {"Chloé d'Arcy", "Chloé d'Arcy"},
      {"Marco d’Angelo", "Marco d’Angelo"},
      {"adw. Tomasz Lis", "Tomasz Lis"},
      {"r. pr. Anna Nowak", "Anna Nowak"},
      {"R. Nowak", "R. Nowak"},
      {"RA Stefan Kuhn", "Stefan Kuhn"},
      {"StB Anja Klein", "Anja Klein"},
      {"Prof. Dr. habil. Uwe Groß", "Uwe Groß"},
      {"Dr.-Ing. Uwe Groß", "Uwe Groß"},
      {"Dipl.-Biol. Eva Sommer", "Eva Sommer"},
      {"Eng.º Rui Tavares", "Rui Tavares"},
      {"Dr.ª Ana Costa", "Ana Costa"},
      {"Dª. Carmen Vidal", "Carmen Vidal"},
      {"Giulia MORANDI", "Giulia Morandi"},
      {"Maria Rivera, RN, BSN", "Maria Rivera"},
      {"José do Carmo", "José do Carmo"},
      {"don't Panic", ""},
      {"Alois Kaltenbrunner jun.", "Alois Kaltenbrunner"},
      {"Hans Maier sen.", "Hans Maier"},
      {"Karl Huber senior", "Karl Huber"},
      {"Karl Winter e.K.", "Karl Winter"},
      {"Anna Winter e.U.", "Anna Winter"},
      {"Blumen Winter e.K.", ""},
      {"Auke 't Hart", "Auke 't Hart"},
      {"Femke in ’t Veld", "Femke in ’t Veld"},
      {"Mareike tom Dieck", "Mareike tom Dieck"},
      {"Dewi ap Rhys", "Dewi ap Rhys"},
      {"Íñigo de las Heras", "Íñigo de las Heras"},
      {"Nicla dell'Aquila", "Nicla dell'Aquila"},
      {"Nina ab Montag", ""},
      {"Mag.a Doris Winkler", "Doris Winkler"},
      {"Dr.in Eva Groß", "Eva Groß"},
      {"Cav. Ugo Bassi", "Ugo Bassi"},
      {"Docteur Nadia Bernard", "Nadia Bernard"},
      {"MM. Paul Morin", "Paul Morin"},
      {"Dona Lourdes Pires", "Lourdes Pires"},
  }));
  CAPTURE(text);
  CHECK(read_person_name(text).name == name);
}
