#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

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

TEST_CASE("an address is that of the card it stands in, and outside of cards of the name that it fits best") {
  const auto mailboxes = [](const std::string& html) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& person : facts_of(html).people) {
      out.emplace_back(person.who.name, person.who.email);
    }
    return out;
  };
  using pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(mailboxes("<div class=member><h3>John Smith</h3><p>CEO</p><p>jsmith@acme.ch</p></div>"
                  "<div class=member><h3>Jane Smith</h3><p>CTO</p><p>jane.smith@acme.ch</p></div>") ==
        pairs{{"John Smith", "jsmith@acme.ch"}, {"Jane Smith", "jane.smith@acme.ch"}});
  CHECK(mailboxes("<header>meierag@acme.ch</header>"
                  "<div><h3>Anna Meier</h3><p>CEO</p><a href='mailto:anna@acme.ch'>Mail</a></div>"
                  "<div><h3>Beat Meier</h3><p>CTO</p><a href='mailto:b.meier@acme.ch'>Mail</a></div>") ==
        pairs{{"Anna Meier", "anna@acme.ch"}, {"Beat Meier", "b.meier@acme.ch"}});
  CHECK(mailboxes("<table><tr><td>Petra Hoff<td>Leiterin Verkauf</tr>"
                  "<tr><td>Paul Hoff<td>Geschäftsführer<td>p.hoff@acme.ch</tr></table>") ==
        pairs{{"Petra Hoff", ""}, {"Paul Hoff", "p.hoff@acme.ch"}});
  CHECK(mailboxes("<div><h3>Jörg Müller</h3><p>CEO</p></div><div><h3>Eva Kern</h3><p>CTO</p></div>"
                  "<footer>j.mueller@acme.ch, kernteam@acme.ch</footer>") ==
        pairs{{"Jörg Müller", "j.mueller@acme.ch"}, {"Eva Kern", ""}});
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

namespace {

/// "Name, title" of each person, by "; ".
std::string people_in(const std::string& body) {
  std::string out;
  for (const auto& person : facts_of(body).people) {
    out += (out.empty() ? "" : "; ") + person.who.name;
    out += person.who.title.empty() ? "" : ", " + person.who.title;
  }
  return out;
}

} // namespace

TEST_CASE("a title is that of the only name in its card or row") {
  const auto [body, people] = GENERATE(table<std::string, std::string>({
      {"<div class=c><p>CEO</p><h3>Jane Doe</h3></div><div class=c><p>CTO</p><h3>Max Ruhe</h3></div>",
       "Jane Doe, CEO; Max Ruhe, CTO"},
      {"<li><p class=poste>Présidente</p><p class=nom>Claire Martin</p></li>"
       "<li><p class=poste>Directeur technique</p><p class=nom>Paul Roche</p></li>",
       "Claire Martin, Présidente; Paul Roche, Directeur technique"},
      {"<div><p>CEO</p><h3>Jane Doe</h3><p>CTO</p><h3>Max Ruhe</h3></div>", "Jane Doe, CEO; Max Ruhe, CTO"},
      {"<div><h3>Jane Doe</h3><p>CEO</p><h3>Max Ruhe</h3><p>CTO</p></div>", "Jane Doe, CEO; Max Ruhe, CTO"},
      {"<table><tr><th>Name<th>Telefon<th>Position<tr><td>Ute Klein<td>044 668 18 01<td>Geschäftsführerin"
       "<tr><td>Max Lang<td>044 668 18 02<td>Buchhalter</table>",
       "Ute Klein, Geschäftsführerin; Max Lang, Buchhalter"},
      {"<table><tr><td>Ute Klein<td>044 668 18 01<td>u.klein@acme.ch<td>Geschäftsführerin"
       "<tr><td>Max Lang<td>044 668 18 02<td>m.lang@acme.ch<td>Buchhalter</table>",
       "Ute Klein, Geschäftsführerin; Max Lang, Buchhalter"},
      {"<table><tr><th>Funktion<th>Name<tr><td>Kassierin<td>Anna Frei<tr><td>Aktuar<td>Peter Wyss</table>",
       "Anna Frei, Kassierin; Peter Wyss, Aktuar"},
      {"<article class=staff><h3>Jane Doe</h3><a href='tel:+41446681801'>Call</a><p>Joined 2012</p></article>"
       "<article class=staff><h3>Max Ruhe</h3><p>CTO</p></article>",
       "Jane Doe; Max Ruhe, CTO"},
  }));
  CAPTURE(body);
  CHECK(people_in("<h1>Our Team</h1>" + body) == people);
}

TEST_CASE("sentences of an imprint name people as labels do") {
  const auto [text, people] = GENERATE(table<std::string, std::string>({
      {"vertreten durch die Geschäftsführer Dipl.-Ing. Matthias Wegner und Katharina Schulte",
       "Matthias Wegner, Geschäftsführer; Katharina Schulte, Geschäftsführer"},
      {"Die Muster GmbH wird vertreten durch den Geschäftsführer Karl Otto.", "Karl Otto, Geschäftsführer"},
      {"Represented by its managing director Helen Frost", "Helen Frost, managing director"},
      {"Geschäftsführer sind Anna Klein und Peter Lang",
       "Anna Klein, Geschäftsführer; Peter Lang, Geschäftsführer"},
      {"Vertreten durch: Hans Meier", "Hans Meier"},
      {"Inh. Franziska Lux", "Franziska Lux, Inh."},
      {"La société est dirigée par Monsieur Bernard LEROY, Président, et Madame Isabelle Fontaine, "
       "Directrice Générale.",
       "Bernard Leroy, Président; Isabelle Fontaine, Directrice Générale"},
      {"CEO: Ute Klein, CFO: Max Lang", "Ute Klein, CEO; Max Lang, CFO"},
      {"Anna Klein, Our CEO", "Anna Klein, CEO"},
      {"Marta Ruiz – Directora Financiera (CFO)", "Marta Ruiz, Directora Financiera (CFO)"},
  }));
  CAPTURE(text);
  CHECK(people_in("<p>" + text + "</p>") == people);
}

TEST_CASE("an and of any language stands between people and may stand within a name") {
  const auto [text, people] = GENERATE(table<std::string, std::string>({
      {"Amministratori: Mario Greco e Luca Marino",
       "Mario Greco, Amministratori; Luca Marino, Amministratori"},
      {"Socios: Ana Vidal y Luis Prado", "Ana Vidal, Socios; Luis Prado, Socios"},
      {"Sócios-gerentes: Ana Leal e Rui Pinto", "Ana Leal, Sócios-gerentes; Rui Pinto, Sócios-gerentes"},
      {"Vennoten: Jan Kok en Piet de Wit", "Jan Kok, Vennoten; Piet de Wit, Vennoten"},
      {"Directie: ir. H.J. Kamper en drs. M. Brand", "H.J. Kamper, Directie; M. Brand, Directie"},
      {"Titolari: Elena e Marco De Santis", "Elena De Santis, Titolari; Marco De Santis, Titolari"},
      {"Gérants : Paul Morin et Luc Gallois", "Paul Morin, Gérants; Luc Gallois, Gérants"},
      {"Co-gérants : MM. Paul Morin &amp; Luc Gallois", "Paul Morin, Co-gérants; Luc Gallois, Co-gérants"},
      {"Gerente: Jordi Ferrer i Soler", "Jordi Ferrer i Soler, Gerente"},
      {"Gerente: Ana Sá e Mendes", "Ana Sá e Mendes, Gerente"},
      {"Inhaber: Max Ruhe. Leiterin: Eva Kern", "Max Ruhe, Inhaber; Eva Kern, Leiterin"},
      {"Inhaber: Swidbert Ranke", "Swidbert Ranke, Inhaber"},
      {"Eigenaar: Wiebrich d'Olne", "Wiebrich d'Olne, Eigenaar"},
      {"Partner: Nordwind Solar", ""},
      {"Einkauf: Nordwind Solar", ""},
  }));
  CAPTURE(text);
  CHECK(people_in("<p>" + text + "</p>") == people);
}

TEST_CASE("prose names founders, owners and those whose title it gives") {
  const auto [text, people] = GENERATE(table<std::string, std::string>({
      {"Founded by Mark Teller and Emma Stone in 2012.", "Mark Teller, Founder; Emma Stone, Founder"},
      {"Fondée en 1998 par Michel Garnier", "Michel Garnier, Fondateur"},
      {"Fundada por Rosa Vidal y Luis Prado en 2001", "Rosa Vidal, Fundador; Luis Prado, Fundador"},
      {"Fondata nel 1962 da Aldo Greco", "Aldo Greco, Fondatore"},
      {"Gegründet von Udo Falk", "Udo Falk, Gründer"},
      {"Opgericht door Wim Janssen in 1985.", "Wim Janssen, Oprichter"},
      {"Founded in 1884 by Mark Teller", ""},
      {"Site créé par Luc Martin", ""},
      {"Photos by Mark Teller", ""},
      {"I'm Clara Voss, founder of Nordwind.", "Clara Voss, founder of Nordwind"},
      {"Inhaberin Sandra Vogt führt den Betrieb.", "Sandra Vogt, Inhaberin"},
      {"Unser Geschäftsführer Udo Falk freut sich", "Udo Falk, Geschäftsführer"},
      {"Notre directrice Claire Garnier vous reçoit", "Claire Garnier, directrice"},
      {"President Mark Teller visited the fair", ""},
      {"Speak to Dave Hollis (Service Manager) today.", "Dave Hollis, Service Manager"},
      {"We heard Dave Hollis (CEO of Nordwind) speak", ""},
      {"Geschäftsführer (V.i.S.d.P.): Ralf Winter", "Ralf Winter, Geschäftsführer"},
      {"Delegado de Protección de Datos: Luis Prado (dpd@acme.ch)",
       "Luis Prado, Delegado de Protección de Datos"},
      {"Wholesale: Bec Tran – bec@acme.ch", "Bec Tran, Wholesale"},
      {"The firm is led by CEO Helen Frost", "Helen Frost, CEO"},
  }));
  CAPTURE(text);
  CHECK(people_in("<p>" + text + "</p>") == people);
}

TEST_CASE("letters behind a name are no part, and a cell below Role is nobody") {
  CHECK(people_in("<div><span class=role>Hygienist</span><h4>Tanya Brooks, RDH</h4></div>"
                  "<div><span class=role>Practice Manager</span><h4>Paul Green</h4></div>") ==
        "Tanya Brooks, Hygienist; Paul Green, Practice Manager");
  CHECK(people_in("<p>Anna Keller, CEO</p>") == "Anna Keller, CEO");
  CHECK(people_in("<div><h3>Anna Keller</h3><p>Socia fundadora. 15 años en marcas.</p></div>") ==
        "Anna Keller, Socia fundadora");
  CHECK(people_in("<table><tr><th>Name<th>Role<tr><td>Dewi ap Rhys<td>Bench Joiner"
                  "<tr><td>Paul Price<td>Site Foreman</table>") ==
        "Dewi ap Rhys, Bench Joiner; Paul Price, Site Foreman");
}

TEST_CASE("a longer title goes before the short one of an imprint") {
  CHECK(people_in("<p>Inh. Anna Keller</p><h3>Anna Keller</h3><p>Malermeisterin &amp; Inhaberin</p>") ==
        "Anna Keller, Malermeisterin & Inhaberin");
}

TEST_CASE("tables that set surnames first are turned") {
  CHECK(people_in(
            "<table><tr><td>Aebischer Urs<td>Leiter Verkauf<tr><td>Zbinden Anna<td>Buchhaltung</table>") ==
        "Urs Aebischer, Leiter Verkauf; Anna Zbinden, Buchhaltung");
  CHECK(people_in("<table><tr><td>Santa Clara<td>12 stores<tr><td>Mount Anna<td>3 stores</table>").empty());
  CHECK(people_in("<table><tr><td>Tiago Martin<td>CEO<tr><td>Anna Keller<td>CTO</table>") ==
        "Tiago Martin, CEO; Anna Keller, CTO");
}

TEST_CASE("a heading is one line in parts: a name broken in two, a title made small") {
  CHECK(people_in("<h3>Jane<br>Doe</h3><p>CEO</p>") == "Jane Doe, CEO");
  CHECK(people_in("<h3>Bob Ray <small>Head of Sales</small></h3>") == "Bob Ray, Head of Sales");
  CHECK(people_in("<p>J.M. (Joke) van der Meulen, directeur</p>") == "Joke van der Meulen, directeur");
}

TEST_CASE("places and houses with an office or a partner are no people") {
  const std::string text =
      GENERATE(as<std::string>{}, "San Francisco – Head Office", "Grand Rapids – Head office",
               "Tax Advisory – Partner with us", "Microsoft Azure – Gold Partner", "Bad Homburg – Leitung");
  CAPTURE(text);
  CHECK(people_in("<h3>" + text + "</h3>").empty());
  CHECK(people_in("<h3>Anna Keller – Partner</h3>") == "Anna Keller, Partner");
}

namespace {

/// "Name: title" of each person of a page.
std::vector<std::string> people_of(const std::string& html, const std::string& url = "https://acme.de/team") {
  std::vector<std::string> out;
  for (const auto& person : leadstream::extract(page_of(html, url), {.region = "CH"}).people) {
    out.push_back(person.who.name + ": " + person.who.title);
  }
  return out;
}

using names = std::vector<std::string>;

} // namespace

TEST_CASE("elements of one line set a name apart from its title") {
  CHECK(people_of("<div><span class=naam>Sjoerd van der Meulen</span> <span>Eigenaar</span> "
                  "<a href='tel:+31612345078'>06-12345078</a></div>") ==
        names{"Sjoerd van der Meulen: Eigenaar"});
  CHECK(people_of("<p><b>Anna Keller</b> Verkauf</p><p><i>Inhaber</i> <b>Peter Brunner</b></p>") ==
        names{"Anna Keller: Verkauf", "Peter Brunner: Inhaber"});
  CHECK(people_of("<h3><span>Anna</span> <span>Keller</span></h3><p>Inhaberin</p>") ==
        names{"Anna Keller: Inhaberin"});
}

TEST_CASE("surnames may stand first with a comma behind") {
  CHECK(people_of("<dl><dt>O'Brien, Kathleen</dt><dd>Chief Financial Officer</dd>"
                  "<dt>Whitcombe-Harris, Jade</dt><dd>Head of People</dd>"
                  "<dt>Nguyen, Minh-Anh</dt><dd>Managing Director</dd></dl>") ==
        names{"Kathleen O'Brien: Chief Financial Officer", "Jade Whitcombe-Harris: Head of People",
              "Minh-Anh Nguyen: Managing Director"});
  CHECK(people_of("<p>Keller, Anna – Geschäftsführerin</p>") == names{"Anna Keller: Geschäftsführerin"});
  CHECK(people_of("<p>Springfield, Madison</p><p>Offices, Charlotte</p>").empty());
}

TEST_CASE("a page about the house names its officers in running text") {
  const auto about = [](const std::string& html) { return people_of(html, "https://acme.it/chi-siamo"); };
  CHECK(about("<p>Nel 2024 l’azienda ha 18 dipendenti, alla guida c’è l’amministratore unico Simone Bassi, "
              "affiancato dalla responsabile amministrativa Debora Pizzetti.</p>") ==
        names{"Simone Bassi: amministratore unico", "Debora Pizzetti: responsabile amministrativa"});
  CHECK(about("<p>Our company is run by managing director Jane Smith and head of sales Peter Miller in Leeds "
              "and has been growing for years.</p>") ==
        names{"Jane Smith: managing director", "Peter Miller: head of sales"});
  CHECK(
      about("<p>Am Freitag besuchte uns der Bürgermeister Simon Huber und war von allem sehr begeistert.</p>")
          .empty());
  CHECK(people_of("<p>Am Freitag sprach der Geschäftsführer Simon Huber vor vielen Leuten über alles.</p>",
                  "https://acme.de/shop/kaffee")
            .empty());
}

TEST_CASE("who is named below a quotation speaks of the house") {
  CHECK(people_of("<div><p>“Recomendo demais a todos!”</p><p>Priscila Teles</p><p>CEO</p></div>").empty());
  CHECK(people_of("<section><blockquote>They found it all.</blockquote><p>Gillian Ashworth</p>"
                  "<p>Head of Estates</p></section>")
            .empty());
  CHECK(people_of("<div><p>★★★★★</p><p>Anna Keller</p><p>CEO</p></div>").empty());
  CHECK(people_of("<div><h3>Anna Keller</h3><p>CEO</p><blockquote>Machen ist besser.</blockquote></div>"
                  "<div><h3>Peter Brunner</h3><p>CTO</p></div>") ==
        names{"Anna Keller: CEO", "Peter Brunner: CTO"});
}

TEST_CASE("where names of one kind have titles beside them, unknown words there are titles as well") {
  CHECK(people_of(
            "<ul><li><i>Geschäftsführer</i><b>Karl Otto</b></li><li><i>Buchhaltung</i><b>Anna Lenz</b></li>"
            "<li><i>Gute Seele</i><b>Eva Kern</b></li></ul>") ==
        names{"Karl Otto: Geschäftsführer", "Anna Lenz: Buchhaltung", "Eva Kern: Gute Seele"});
}

TEST_CASE("services that stand in boxes like those of the team are nobody") {
  CHECK(
      people_of(
          "<h2>Team</h2><div class=blurb><h4>Eva Kern</h4><p>Inhaberin</p></div>"
          "<div class=blurb><h4>Hauke Thießen</h4><p>Gute Seele</p></div>"
          "<div class=blurb><h4>Udo Falk</h4><p>Buchhaltung</p></div>"
          "<h2>Leistungen</h2><div class=blurb><h4>Manuelle Therapie</h4><p>Rücken und Gelenke</p></div>") ==
      names{"Eva Kern: Inhaberin", "Hauke Thießen: Gute Seele", "Udo Falk: Buchhaltung"});
}

TEST_CASE("who took the pictures is not of the house") {
  CHECK(people_of("<p>Fotos: Eva Kern, Lisa Mandl / unsplash.com</p><p>Bildnachweise:<br>Peter Brunner, 044 "
                  "555 01 20</p>")
            .empty());
  CHECK(people_of("<p>Fotografin: Eva Kern</p>") == names{"Eva Kern: Fotografin"});
}

TEST_CASE("a described term has the title above, never that of the next") {
  CHECK(
      people_of("<dl><dt>Titolare</dt><dd>Eraldo Bruni</dd><dt>Magazzino</dt><dd>Samuele Giordanengo</dd>"
                "<dt>Gatto</dt><dd>Carla Neri</dd><dt>Amministrazione</dt><dd>Rag. Paola Testa</dd></dl>") ==
      names{"Eraldo Bruni: Titolare", "Samuele Giordanengo: Magazzino", "Carla Neri: Gatto",
            "Paola Testa: Amministrazione"});
}

TEST_CASE("letters behind a title and words before it are no part of it") {
  CHECK(people_of("<h3>Ann Clarke</h3><p>Director, RIBA</p>") == names{"Ann Clarke: Director"});
  CHECK(people_of("<p>Firmę prowadzi właściciel Ireneusz Rybak</p>") == names{"Ireneusz Rybak: właściciel"});
}

TEST_CASE("a label and a further representation name all who follow") {
  const std::string imprint = "https://acme.de/impressum";
  CHECK(people_of("<p>Geschäftsführung: Dipl.-Kfm. Veit Ahlers (Vors.), Dr. Ines Köpke</p>", imprint) ==
        names{"Veit Ahlers: Geschäftsführung", "Ines Köpke: Geschäftsführung"});
  CHECK(
      people_of("<p>Vertreten durch die Lindner Verwaltungs GmbH, diese vertreten durch die Geschäftsführer "
                "Dipl.-Ing. (FH) Korbinian Lindner und Maria-Theresia von der Leitner</p>",
                imprint) ==
      names{"Korbinian Lindner: Geschäftsführer", "Maria-Theresia von der Leitner: Geschäftsführer"});
  CHECK(people_of("<h3>Case</h3><p>Client: Rachel Dunn, Northern Rail</p>").empty());
  CHECK(people_of("<p>Frau Anna Keller<br>Buchhaltung, Tel. -15</p>") == names{"Anna Keller: Buchhaltung"});
}
