#include "domain/text/ascii.hpp"
#include "tests/support/read_import.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace leadstream;
using namespace leadstream::sources;
using test::first;
using test::json_form;
using test::read;

namespace {

import_options csv(std::map<std::string, std::string> columns = {}) {
  import_options options;
  options.columns = std::move(columns);
  options.file = "companies.csv";
  return options;
}

} // namespace

TEST_CASE("given a CSV with usual headers, when read in any pieces, then rows become observations") {
  const std::string text = "\xEF\xBB\xBFname;Website;PLZ;Ort;telefon;colour\r\n"
                           "\"Müller; Söhne \"\"AG\"\"\";mueller.example;9490;Vaduz;232 11 22;red\r\n"
                           "\r\n"
                           ";;;;;\r\n"
                           "Zweite GmbH;;8001;Zürich;;blue";
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const auto all = read(text, csv(), piece);
    REQUIRE_FALSE(all.problem);
    REQUIRE(all.rows.size() == 3);
    CHECK(first(all.rows[0], field::name) == "Müller; Söhne \"AG\"");
    CHECK(first(all.rows[0], field::website) == "mueller.example");
    CHECK(all.rows[0].seen.raw.places.at(0).postal_code == "9490");
    CHECK(all.rows[0].number == 2);
    CHECK(all.rows[1].problem == "it names no company");
    CHECK(all.rows[2].number == 5);
    CHECK(first(all.rows[2], field::name) == "Zweite GmbH");
  }
}

TEST_CASE("given lines that end in any way, when read in any pieces, then each is a row of its line") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    for (const bool said : {false, true}) {
      std::vector<std::string> lines{"name;Ort", "Eins;\"V", "aduz\"", "", "Zwei;Bern", ""};
      lines.insert(lines.begin(), said ? 1 : 0, "sep=;");
      const std::string text = joined(lines, end);
      for (const std::size_t piece : {1U, 2U, 1000U}) {
        CAPTURE(text, piece);
        const auto all = read(text, csv(), piece);
        REQUIRE_FALSE(all.problem);
        REQUIRE(all.rows.size() == 2);
        CHECK(all.rows[0].seen.raw.places.at(0).city == joined(std::array{"V", "aduz"}, end));
        CHECK(all.rows[0].number == (said ? 3 : 2));
        CHECK(first(all.rows[1], field::name) == "Zwei");
        CHECK(all.rows[1].number == (said ? 6 : 5));
      }
    }
  }
}

TEST_CASE("given comments ahead of a list, when read in any pieces, then they are no header") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string text =
        joined(std::array{"# customers, of 2024", "#asked in May", "name|Ort", "Eins|Vaduz", ""}, end);
    for (const std::size_t piece : {1U, 2U, 1000U}) {
      CAPTURE(text, piece);
      const auto all = read(text, csv(), piece);
      REQUIRE_FALSE(all.problem);
      REQUIRE(all.rows.size() == 1);
      CHECK(first(all.rows[0], field::name) == "Eins");
      CHECK(all.rows[0].seen.raw.places.at(0).city == "Vaduz");
      CHECK(all.rows[0].number == 4);
    }
  }
  CHECK(first(read("#,name\n1,Eins\n", csv(), 100).rows.at(0), field::name) == "Eins");
}

TEST_CASE("given a NUL within a row, then the file is text all the same") {
  const auto all =
      read(std::string("name,website\nNu\0l AG,nul.example\nGut AG,gut.example\n", 52), csv(), 100);
  REQUIRE_FALSE(all.problem);
  REQUIRE(all.rows.size() == 2);
  CHECK(first(all.rows[1], field::name) == "Gut AG");
}

TEST_CASE("given a mapping, when the header has such columns, then they are used") {
  const auto all = read("a,b\nPraxis,praxis.example\n", csv({{"name", "a"}, {"website", "b"}}), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::name) == "Praxis");
  CHECK(first(all.rows[0], field::website) == "praxis.example");
}

TEST_CASE("given headers of another language, then they are understood") {
  for (const char* header :
       {"Raison sociale;Site web;Courriel;Téléphone;Code postal;Ville",
        "Razón social;Sitio web;Correo electrónico;Teléfono;Código postal;Ciudad",
        "Ragione sociale;Sito web;E-mail;Telefono;CAP;Città", "Razão social;Site;E-mail;Telefone;CEP;Cidade",
        "Bedrijfsnaam;Website;E-mailadres;Telefoonnummer;Postcode;Plaats",
        "Nazwa firmy;Strona www;Adres e-mail;Nr telefonu;Kod pocztowy;Miejscowość",
        "Firma;Webseite;E-Mail-Adresse;Telefonnummer;Postleitzahl;Ort",
        "会社名;ウェブサイト;メールアドレス;電話番号;郵便番号;市区町村",
        "公司名称;网站;电子邮件;电话;邮编;城市", "회사명;홈페이지;이메일;전화번호;우편번호;도시",
        "Название компании;Сайт;Электронная почта;Телефон;Почтовый индекс;Город",
        "Επωνυμία;Ιστοσελίδα;Email;Τηλέφωνο;Τ.Κ.;Πόλη",
        "اسم الشركة;الموقع الإلكتروني;البريد الإلكتروني;الهاتف;الرمز البريدي;المدينة"}) {
    CAPTURE(header);
    const auto all = read(std::string(header) + "\nA;a.example;info@a.example;1;9490;Vaduz\n", csv(), 100);
    REQUIRE(all.rows.size() == 1);
    const import_row& row = all.rows[0];
    CHECK(first(row, field::name) == "A");
    CHECK(first(row, field::website) == "a.example");
    CHECK(first(row, field::email) == "info@a.example");
    CHECK(first(row, field::phone) == "1");
    CHECK(row.seen.raw.places.at(0).postal_code == "9490");
    CHECK(row.seen.raw.places.at(0).city == "Vaduz");
  }
}

TEST_CASE("given several headers for one column, then that of its own name counts, else the first") {
  const auto all = read("company,category,Industry,telephone,tel\nA,hot,dentist,1,2\n", csv(), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::industry) == "dentist");
  CHECK(first(all.rows[0], field::phone) == "1");
}

TEST_CASE("given coordinates with a decimal comma, then they are read") {
  const auto all = read("name;lat;lon\nA;47,14;9,52\n", csv(), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows[0].seen.raw.places.at(0).latitude == 47.14);
  CHECK(all.rows[0].seen.raw.places.at(0).longitude == 9.52);
}

TEST_CASE("given coordinates that are none, then they are noted and the row is good") {
  const auto all = read("name,lat,lon\nA,north,200\nB,47.1,9.5\n", csv(), 100);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].problem.empty());
  CHECK(all.rows[0].seen.raw.places.empty());
  REQUIRE(all.rows[0].seen.rejected.size() == 2);
  CHECK(all.rows[0].seen.rejected[1] ==
        rejection{"longitude", "200", "It is no number of degrees up to 180."});
  CHECK(all.rows[1].seen.rejected.empty());
}

TEST_CASE("given a CSV as Excel saves it, when read in any pieces, then its letters are whole") {
  const std::string western = "sep=;\r\nFirma;Ort\r\nB\xE4"
                              "cker Gr\xF6\xDF"
                              "e;K\xF6ln\r\n";
  const std::string utf8 = "Firma;Ort\nBäcker Größe;Köln\n";
  std::string wide = "\xFF\xFE";
  for (const char16_t unit : std::u16string(u"Firma;Ort\nBäcker Größe;Köln")) {
    wide += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
  }
  for (const std::string& text : {western, utf8, wide}) {
    for (const std::size_t piece : {1U, 5U, 1000U}) {
      const auto all = read(text, csv(), piece);
      REQUIRE_FALSE(all.problem);
      REQUIRE(all.rows.size() == 1);
      CHECK(first(all.rows[0], field::name) == "Bäcker Größe");
      CHECK(all.rows[0].seen.raw.places.at(0).city == "Köln");
      CHECK(all.rows[0].number == (text == western ? 3 : 2));
    }
  }
}

TEST_CASE("files that are no imports are refused with what to do") {
  CHECK(read("a,b\n1,2\n", csv(), 100).problem->message.find("map name=HEADER") != std::string::npos);
  CHECK(read("name\nx\n", csv({{"phone", "Tel"}}), 100).problem->message.find("Tel") != std::string::npos);
  CHECK(read("\"never ends\n", csv(), 100).problem->message.find("line 1") != std::string::npos);
  CHECK(read("name;city\n", json_form(), 100).problem.has_value());
  CHECK(read("]", json_form(), 100).problem.has_value());
}

TEST_CASE("given a list of domains, when read, then each is a company with a provisional name") {
  const auto all = read("rhein-dental.example.com\nhttps://www.praxis.ch/\nxn--brgi-haus-q9a.ch\n", csv(), 5);
  REQUIRE(all.rows.size() == 3);
  CHECK(first(all.rows[0], field::website) == "rhein-dental.example.com");
  CHECK(first(all.rows[1], field::name) == "Praxis");
  CHECK(first(all.rows[2], field::name) == "Bürgi haus");
  CHECK(all.rows[1].seen.raw.facts[0].confidence < 0.5);
}

TEST_CASE("given a list with domains of one letter, then the whole domain is the name") {
  const auto all = read("x.com\nhttps://www.t.co/\nhp.com\n", csv(), 100);
  REQUIRE(all.rows.size() == 3);
  CHECK(first(all.rows[0], field::name) == "x.com");
  CHECK(first(all.rows[1], field::name) == "t.co");
  CHECK(first(all.rows[2], field::name) == "Hp");
}

TEST_CASE("given a list with hosts that are no domains, when read, then those name no company") {
  const auto all = read("praxis.ch\nhttp://127.0.0.1/\nhttp://localhost/\nhttp://[::1]/\n", csv(), 5);
  REQUIRE(all.rows.size() == 4);
  CHECK(all.rows[0].problem.empty());
  for (std::size_t i = 1; i < all.rows.size(); ++i) {
    CHECK(all.rows[i].problem == "it names no company");
  }
}

TEST_CASE("given a row with more cells than the header, when read, then it is refused, not shifted") {
  const auto all = read("name,city\nMüller, Söhne AG,Vaduz\nPraxis,Bern,,\n", csv(), 100);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].number == 2);
  CHECK(all.rows[0].problem.find("3 cells, the header 2") != std::string::npos);
  CHECK(all.rows[1].problem.empty());
}

TEST_CASE("given quotes that end nowhere or too early, then their rows are refused and the others read") {
  struct file {
    std::string rows;
    std::vector<std::uint64_t> refused;
    std::vector<std::string> names;
  };
  for (const file& one :
       {file{"A,Vaduz\n\"B,Bern\nC,Chur\nD \"the\" D,Davos\n", {3}, {"A", "C", "D \"the\" D"}},
        file{"A,Vaduz\r\n\"B,Bern\r\nC,Chur\r\n", {3}, {"A", "C"}}, file{"A,Vaduz\n\"B,Bern", {3}, {"A"}},
        file{"\"A\"x,Vaduz\n\"B\" ,Bern\n\"C\nand \"\"C\"\"\",Chur\n", {2}, {"B", "C\nand \"C\""}},
        file{"\"A,Vaduz\n\"B,Bern\nC,Chur\n", {2, 3}, {"C"}}}) {
    for (const std::size_t piece : {1U, 7U, 1000U}) {
      const auto all = read("name,city\n" + one.rows, csv(), piece);
      INFO(one.rows);
      CHECK_FALSE(all.problem);
      std::vector<std::uint64_t> refused;
      std::vector<std::string> names;
      for (const import_row& row : all.rows) {
        row.problem.empty() ? names.push_back(first(row, field::name)) : refused.push_back(row.number);
      }
      CHECK(refused == one.refused);
      CHECK(names == one.names);
    }
  }
}

TEST_CASE("given a file of quotes that are never closed, then it is refused soon, with its line") {
  std::string text = "name,city,country\n";
  for (int i = 0; i < 300'000; ++i) {
    text += "x\",\",\n";
  }
  for (const std::size_t piece : {std::size_t{4096}, text.size()}) {
    const auto all = read(text, csv(), piece);
    REQUIRE(all.problem);
    CHECK(all.problem->message.find("line 18: too many quotes are never closed") == 0);
    CHECK(all.rows.size() == 16);
  }
}

TEST_CASE("given a large file with some stray quotes, then each costs its own row alone") {
  constexpr std::uint64_t rows = 400'000;
  constexpr std::uint64_t between = 10'000;
  std::string text = "name,city,website\n";
  for (std::uint64_t i = 0; i < rows; ++i) {
    text += i % between == 0 ? "\"Stray AG,Vaduz,https://www.stray.example/\n"
                             : "Praxis AG,Vaduz,https://www.praxis.example/\n";
  }
  std::uint64_t good = 0;
  std::uint64_t refused = 0;
  std::optional<error> problem;
  const auto reader = make_import_reader(csv());
  const auto count = [&](const import_row& row) { ++(row.problem.empty() ? good : refused); };
  for (std::size_t at = 0; at < text.size() && !problem; at += 4096) {
    problem = reader->feed(std::string_view(text).substr(at, 4096), count);
  }
  CHECK_FALSE(problem);
  CHECK_FALSE(reader->finish(count));
  CHECK(refused == rows / between);
  CHECK(good == rows - rows / between);
}

TEST_CASE("given JSON lines that are no objects, when read, then each is refused with its number") {
  const auto all = read("{\"name\":\"A\"}\n[1,2]\n\"str\"\n{\"name\":\"B\"}\n", json_form(), 100);
  REQUIRE(all.rows.size() == 4);
  CHECK(all.rows[1].number == 2);
  CHECK_FALSE(all.rows[1].problem.empty());
  CHECK(all.rows[2].number == 3);
  CHECK_FALSE(all.rows[2].problem.empty());
  CHECK(first(all.rows[3], field::name) == "B");
}

TEST_CASE("given a broken record, when the file goes on, then it costs itself alone") {
  const auto all = read("{\"name\":\"A\"}\n{\"name\":oops}\n{\"name\":\"B\"}\n", json_form(), 3);
  REQUIRE(all.rows.size() == 3);
  CHECK_FALSE(all.rows[1].problem.empty());
  CHECK(all.rows[1].number == 2);
  CHECK(first(all.rows[2], field::name) == "B");
}

TEST_CASE("given records that are cut off, when read in any pieces, then nothing else is lost") {
  struct cut {
    std::string text;
    std::vector<std::uint64_t> refused;
    std::vector<std::string> names;
  };
  const std::vector<cut> cuts{
      {"{\"name\":\"A\"}\n{\"name\":\"cut\n{\"name\":\"B\"}\n", {2}, {"A", "B"}},
      {"{\"name\":\"A\"}\n{\"name\":\"x\",\"city\":\n{\"name\":\"B\"}\n{\"name\":\"C\"}\n",
       {2},
       {"A", "B", "C"}},
      {"{\"tags\":[\n{\"name\":\"B\"}\n{\"name\":\"C\"}\n", {1}, {"B", "C"}},
      {"{\"name\":\"A\"}}\n{\"name\":\"B\"}\nme\":\"x\"}\n{\"name\":\"C\"}\n", {1, 3}, {"A", "B", "C"}},
      {"{\"name\":\"A\"}\n{\"name\":\"at the en", {2}, {"A"}},
      {"[\n  {\n    \"name\": \"A\",\n    \"list\": [\n      {\n  {\n    \"name\": \"B\"\n  }\n]\n",
       {2},
       {"B"}},
      {"{\"type\":\"FeatureCollection\",\"features\":[\n{\"geometry\":{\"coordinates\":[\n"
       "{\"properties\":{\"name\":\"B\"}},\n{\"properties\":{\"name\":\"C\"}}\n]}\n",
       {2},
       {"B", "C"}}};
  for (const cut& one : cuts) {
    for (const std::size_t piece : {1U, 7U, 1000U}) {
      const auto all = read(one.text, json_form(), piece);
      INFO(one.text);
      CHECK_FALSE(all.problem);
      std::vector<std::uint64_t> refused;
      std::vector<std::string> names;
      for (const import_row& row : all.rows) {
        row.problem.empty() ? names.push_back(first(row, field::name)) : refused.push_back(row.number);
      }
      CHECK(refused == one.refused);
      CHECK(names == one.names);
    }
  }
}

TEST_CASE("given many records without an end, then each costs its own line alone and little time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += "{\"a\":[\n";
  }
  const auto all = read(text + "{\"name\":\"B\"}\n", json_form(), 4096);
  REQUIRE(all.rows.size() == 20'001);
  CHECK(all.rows[19'999].number == 20'000);
  CHECK(first(all.rows[20'000], field::name) == "B");
}

TEST_CASE("given a line outside of records that ends with a backslash, then the next record is whole") {
  const auto all = read("\"\\\n{\"\":1,\"name\":\"B\"}\n", json_form(), 4096);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].number == 1);
  CHECK(first(all.rows[1], field::name) == "B");
}

TEST_CASE("given lines that read differently inside a record and outside, then they cost little time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += "{}\n\"\\\n.{[\"\"a\",\n";
  }
  const auto all = read(text, json_form(), 4096);
  CHECK_FALSE(all.problem);
  CHECK(all.rows.size() > 20'000);
}

TEST_CASE("given a record that is too long, then the next one is read") {
  const std::string text = R"([{"name":")" + std::string(longest_import_record, 'x') + R"("},{"name":"B"}])";
  const auto all = read(text, json_form(), 4096);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].problem == "the record is longer than 1 MiB");
  CHECK(first(all.rows[1], field::name) == "B");
}

TEST_CASE("given a company with a list of features, then it is no collection of them") {
  const auto all = read(R"({"name":"Hotel","features":["pool"]})", json_form(), 5);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::name) == "Hotel");
}

TEST_CASE("given members with other names, then they are known as columns of a CSV are, or chosen") {
  const std::string feature =
      R"({"type":"Feature","id":7,"properties":{"Firma":"Praxis","Website":"praxis.example",)"
      R"("PLZ":9490,"Rufnummer":"232 11 22"},"geometry":null})";
  import_options options = json_form();
  options.columns = {{"phone", "Rufnummer"}};
  const auto all = read(feature, options, 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows[0].seen.record_id == "7");
  CHECK(first(all.rows[0], field::name) == "Praxis");
  CHECK(first(all.rows[0], field::website) == "praxis.example");
  CHECK(first(all.rows[0], field::phone) == "232 11 22");
  CHECK(all.rows[0].seen.raw.places.at(0).postal_code == "9490");
}
