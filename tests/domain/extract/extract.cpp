#include "domain/extract/bounds.hpp"
#include "domain/extract/page/links.hpp"
#include "tests/domain/extract/page_of.hpp"

#include "domain/extract/observation.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using extraction::link_kind;
using extraction::most_found_of_a_kind;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::chrono::seconds budget{40}; // checked and not optimised
#else
constexpr std::chrono::seconds budget{5};
#endif

} // namespace

TEST_CASE("poison pages end within their budget") {
  const std::pair<const char*, std::string> pages[] = {
      {"formatting that is opened again and again", repeated("<font size=i><p>", 6000)},
      {"elements without end", repeated("<div>", 100000)},
      {"attributes without end", "<p " +
                                     [] {
                                       std::string all;
                                       for (int i = 0; i < 400000; ++i) {
                                         all += "a" + std::to_string(i) + "=1 ";
                                       }
                                       return all;
                                     }() +
                                     ">x"},
      {"drawings without end", repeated("<svg>", 100000)},
      {"items within items", repeated("<div itemscope itemprop=x>", 4000)},
      {"nested JSON", "<script type='application/ld+json'>" + repeated("[", 200000) + "</script>"},
      {"at signs", repeated("a@", 400000)},
      {"numbers", repeated("<p>+41 44 668 18 00</p>", 30000)},
      {"strings of a script", "<script>" + repeated("'a'+", 100000) + "</script>"},
  };
  for (const auto& [what, body] : pages) {
    INFO(what);
    const auto before = thread_cpu_time();
    const page_facts facts = extract(page_of(body));
    CHECK(thread_cpu_time() - before < budget);
    CHECK((facts.failure.empty() || facts.failure == "parse_budget"));
  }
}

TEST_CASE("a page over its budget is a failure with a reason") {
  auto time = monotonic_time{};
  const auto fast_clock = [&time] { return time += std::chrono::milliseconds(100); };
  const page_facts facts = extract(page_of(repeated("<p>x</p>", 5000)), {}, fast_clock);
  CHECK(facts.failure == "parse_budget");
  extract_options little;
  little.parse_memory = 1000;
  CHECK(extract(page_of("<table>x</table>"), little).failure == "parse_budget");
}

TEST_CASE("a page that nests its elements deep tells what stands before, in and behind them") {
  const std::string deep = "<p>info@acme.ch</p>" + repeated("<div>", 100'000) + "<p>sales@acme.ch</p>" +
                           repeated("</div>", 100'000) + "<p>jobs@acme.ch</p>";

  const page_facts facts = extract(page_of(deep));

  CHECK(facts.failure.empty());
  CHECK(facts.emails.size() == 3);
}

TEST_CASE("what was found before the time was over is kept") {
  static constexpr std::chrono::milliseconds tick{10};
  const page crowded = page_of("<p>info@acme.ch</p>" + repeated("<p>Postfach 12</p>", 300));
  extract_options least;
  least.parse_time = tick;
  page_facts facts;
  facts.failure = "parse_budget";
  for (; facts.failure == "parse_budget"; least.parse_time += tick) {
    auto time = monotonic_time{};
    const budget_clock ticking = [&time] { return time += tick; };
    facts = extract(crowded, least, ticking);
  }
  CHECK(facts.failure.empty());
  REQUIRE(facts.emails.size() == 1);
  CHECK(facts.emails[0].address == "info@acme.ch");
  CHECK(facts.warnings == std::vector<std::string>{"parse_time"});
}

TEST_CASE("a page that lists thousands gives the first of them within its time") {
  std::string emails;
  std::string phones;
  std::string addresses;
  std::string profiles;
  std::string people;
  for (int i = 0; i < 5000; ++i) {
    const std::string n = std::to_string(i);
    const std::string four = std::to_string(1000 + i);
    emails += "<p>user" + n + "@acme.ch</p>";
    phones += "<p>Tel. 044 668 " + four.substr(0, 2) + ' ' + four.substr(2) + "</p>";
    addresses += "<p>Dorfstrasse " + n + ", 8001 Zürich</p>";
    profiles += "<a href='https://www.linkedin.com/company/c" + n + "'>x</a>";
    people += "<div><b>Hans Muster" + std::string(static_cast<std::size_t>(i % 300 + 1), 'a') +
              "</b> Geschäftsführer <a href='mailto:h" + n + "@acme.ch'>m</a></div>";
  }
  const auto read = [](const std::string& body) {
    const auto before = thread_cpu_time();
    page_facts facts = extract(page_of(body), {.region = "CH", .parse_time = budget});
    CHECK(thread_cpu_time() - before < budget / 5);
    CHECK(facts.failure.empty());
    CHECK(facts.warnings.empty());
    return facts;
  };
  const page_facts mailed = read(emails);
  REQUIRE(mailed.emails.size() == most_found_of_a_kind);
  CHECK(mailed.emails[0].address == "user0@acme.ch");
  CHECK(read(phones).phones.size() == most_found_of_a_kind);
  CHECK(read(addresses).addresses.size() == most_found_of_a_kind);
  CHECK(read(profiles).social.size() == most_found_of_a_kind);
  CHECK(read(people).emails.size() == most_found_of_a_kind);
}

TEST_CASE("what is no page is not read") {
  CHECK(extract(page_of("%PDF-1.7", "https://acme.ch/a", "application/pdf")).failure == "not_html");
  CHECK(extract(page_of("{}", "https://acme.ch/a", "application/json")).failure == "not_html");
}

TEST_CASE("links of interest are told by path and words") {
  const auto links =
      facts_of(
          "<a href='/impressum'>Impressum</a><a href='/ueber-uns'>Über uns</a><a href='/team.html'>Team</a>"
          "<a href='jobs/'>Karriere</a><a href='/aktuelles'>News</a><a href='/preise'>Preise</a>"
          "<a href='https://other.ch/team'>Partner</a><a href='/katalog.pdf'>Katalog</a><a href='#x'>x</a>")
          .links;
  using list = std::vector<std::string>;
  CHECK(links.contact == list{"https://www.acme.ch/impressum"});
  CHECK(links.about == list{"https://www.acme.ch/ueber-uns"});
  CHECK(links.team == list{"https://www.acme.ch/team.html"});
  CHECK(links.careers == list{"https://www.acme.ch/jobs/"});
  CHECK(links.news == list{"https://www.acme.ch/aktuelles"});
  CHECK(links.same_site == list{"https://www.acme.ch/preise"});
}

TEST_CASE("links of interest are told in many languages, with and without accents") {
  struct link {
    const char* path;
    const char* text;
    link_kind due;
  };
  const auto [path, text, due] = GENERATE(values<link>({
      {"/es/1", "Quiénes somos", link_kind::about},
      {"/es/2", "Contáctenos", link_kind::contact},
      {"/es/quienes-somos", "", link_kind::about},
      {"/pt/1", "Notícias", link_kind::news},
      {"/cs/1", "Kariéra", link_kind::careers},
      {"/cs/2", "O NÁS", link_kind::about},
      {"/fr/1", "L'ÉQUIPE", link_kind::team},
      {"/de/1", "ÜBER UNS", link_kind::about},
      {"/%C3%BCber-uns", "", link_kind::about},
      {"/sv/1", "Kontakta oss", link_kind::contact},
      {"/sv/2", "Våra medarbetare", link_kind::team},
      {"/sv/3", "Lediga tjänster", link_kind::careers},
      {"/da/1", "Om os", link_kind::about},
      {"/da/nyheder", "", link_kind::news},
      {"/no/1", "Ledige stillinger", link_kind::careers},
      {"/no/2", "Våre ansatte", link_kind::team},
      {"/fi/1", "Yhteystiedot", link_kind::contact},
      {"/fi/2", "Tietoa meistä", link_kind::about},
      {"/pl/1", "Zespół", link_kind::team},
      {"/pl/oferty-pracy", "", link_kind::careers},
      {"/cs/3", "Tým", link_kind::team},
      {"/cs/4", "Kde nás najdete", link_kind::contact},
      {"/hu/1", "Elérhetőség", link_kind::contact},
      {"/hu/2", "Rólunk", link_kind::about},
      {"/hu/3", "Hírek", link_kind::news},
      {"/ro/1", "Locuri de muncă", link_kind::careers},
      {"/ro/2", "Știri", link_kind::news},
      {"/tr/1", "İletişim", link_kind::contact},
      {"/tr/2", "HAKKIMIZDA", link_kind::about},
      {"/tr/3", "Künye", link_kind::contact},
      {"/el/1", "ΕΠΙΚΟΙΝΩΝΙΑ", link_kind::contact},
      {"/el/2", "Θέσεις εργασίας", link_kind::careers},
      {"/ru/1", "О компании", link_kind::about},
      {"/ru/2", "Контакты", link_kind::contact},
      {"/ru/3", "Вакансии", link_kind::careers},
      {"/uk/1", "Про нас", link_kind::about},
      {"/uk/2", "Зв’яжіться з нами", link_kind::contact},
      {"/uk/3", "Новини", link_kind::news},
      {"/ja/1", "お問い合わせはこちら", link_kind::contact},
      {"/ja/2", "会社概要", link_kind::about},
      {"/ja/3", "採用情報", link_kind::careers},
      {"/zh/1", "联系我们", link_kind::contact},
      {"/zh/2", "關於我們", link_kind::about},
      {"/zh/3", "新闻中心", link_kind::news},
      {"/ko/1", "회사소개", link_kind::about},
      {"/ko/2", "채용정보", link_kind::careers},
      {"/ko/3", "오시는 길", link_kind::contact},
      {"/de/2", "Preise", link_kind::other},
      {"/tr/4", "Ürünler", link_kind::other},
      {"/ja/4", "製品情報", link_kind::other},
      {"/p/1", "Skontaktuj się z nami", link_kind::contact},
      {"/p/2", "Dónde estamos", link_kind::contact},
      {"/p/3", "Contacta con nosotros", link_kind::contact},
      {"/p/4", "Únete a nosotros", link_kind::careers},
      {"/p/5", "Dove trovarci", link_kind::contact},
      {"/p/6", "Nous écrire", link_kind::contact},
      {"/p/7", "Onde estamos", link_kind::contact},
      {"/p/8", "So erreichen Sie uns", link_kind::contact},
      {"/p/9", "Anbieterkennzeichnung", link_kind::contact},
      {"/p/10", "Wir suchen dich!", link_kind::careers},
      {"/p/11", "Offene Positionen", link_kind::careers},
      {"/p/12", "Join our team", link_kind::careers},
      {"/p/13", "On recrute", link_kind::careers},
      {"/p/14", "Dołącz do nas", link_kind::careers},
      {"/p/15", "Kom bij ons werken", link_kind::careers},
      {"/p/16", "We're hiring", link_kind::careers},
      {"/p/17", "Vagas", link_kind::careers},
      {"/p/18", "Actueel", link_kind::news},
      {"/p/19", "Medien", link_kind::news},
      {"/p/20", "Sobre nosotros", link_kind::about},
      {"/p/21", "Unser Team", link_kind::team},
      {"/p/22", "Contact our team", link_kind::contact},
  }));
  CAPTURE(path, text);
  CHECK(extraction::kind_of_link(path, text) == due);
}

TEST_CASE("what a browser shows in place of a page leads on") {
  using list = std::vector<std::string>;
  const auto onward = [](const char* html) { return facts_of(html).links.onward; };
  CHECK(onward("<meta http-equiv='Refresh' content='0; URL=/start/'>") == list{"https://www.acme.ch/start/"});
  CHECK(onward("<meta http-equiv=refresh content=\"3;url='start'\">") == list{"https://www.acme.ch/start"});
  CHECK(onward("<frameset cols='20,*'><frame src=nav.html><frame src='main.html'></frameset>") ==
        list{"https://www.acme.ch/nav.html", "https://www.acme.ch/main.html"});
  for (const char* none :
       {"<meta http-equiv=refresh content=60>", "<meta http-equiv=refresh content='300; url=/'>",
        "<meta http-equiv=refresh content='0; url=https://other.ch/'>",
        "<meta name=x content='0; url=/start'>", "<iframe src=/map></iframe>",
        "<frameset><frame></frameset>"}) {
    CAPTURE(none);
    CHECK(onward(none).empty());
  }
}

TEST_CASE("a page names its translations, and whether its links may be followed") {
  const auto links =
      facts_of("<link rel=alternate hreflang=en-GB href=/en/><link rel=alternate hreflang=fr "
               "href=https://other.ch/><link rel=alternate type=application/rss+xml href=/feed>"
               "<meta name=Robots content='NOINDEX, NoFollow'>")
          .links;
  CHECK(links.translations == std::vector<translation>{{"en-gb", "https://www.acme.ch/en/"}});
  CHECK(links.nofollow);
  CHECK(facts_of("<meta name=robots content=none>").links.nofollow);
  CHECK_FALSE(facts_of("<meta name=robots content='noindex'>").links.nofollow);
  CHECK_FALSE(facts_of("<meta name=keywords content='nofollow'>").links.nofollow);
}

TEST_CASE("the language is that of the text") {
  const auto facts = facts_of(
      "<html lang=en><title> Acme\n AG </title><p>Wir sind ein Betrieb mit langer Geschichte und freuen uns, "
      "Sie bei uns zu sehen. Unsere Werkstatt ist nicht weit von der Stadt, und die Leute sind für Sie "
      "da.</p>");
  CHECK(facts.language == "de");
  CHECK(facts.title == "Acme AG");
}

TEST_CASE("facts become observations of a company") {
  page source = page_of(
      "<p>Acme AG</p><p>Seestrasse 3, 6300 Zug</p><p>info@acme.ch</p>"
      "<script "
      "type='application/"
      "ld+json'>{\"@type\":\"JobPosting\",\"title\":\"Maler\",\"datePosted\":\"2026-07-04\"}</script>");
  const auto seen = observe(source, extract(source), "website", hash_uuid("company"));
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].type == data_type::contact);
  CHECK(seen[0].raw.first(field::email) == "info@acme.ch");
  CHECK(seen[1].type == data_type::company_info);
  CHECK(seen[1].raw.places.front().city == "Zug");
  CHECK(seen[2].raw.first(field::job_posting) == "Maler");
  CHECK(seen[2].raw.facts.front().detail == "2026-07-04");
  CHECK(seen[0].subject == hash_uuid("company"));
  CHECK(seen[0].id.is_nil());
}
