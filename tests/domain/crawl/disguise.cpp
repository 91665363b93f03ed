#include "domain/crawl/disguise.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

page html(std::string body, std::string type = "text/html; charset=utf-8") {
  page content;
  content.status = 200;
  content.headers = {{"Content-Type", std::move(type)}};
  content.body = std::move(body);
  return content;
}

const std::string filler(4'000, 'a');

bool is_block_page(const page& content) {
  return crawl::disguise_of(content) == crawl::disguise::block_page;
}

page of_host(const char* url, std::string body) {
  page content = html(std::move(body));
  content.url = url;
  return content;
}

std::string titled(const char* title, const std::string& body) {
  return "<html><head><title>" + std::string(title) + "</title></head><body>" + body + "</body></html>";
}

} // namespace

TEST_CASE("short pages that refuse are block pages, whatever their status") {
  const auto refuses = GENERATE(
      as<std::string>{}, "<html><title>Access Denied</title><p>You don't have permission</p>",
      "<h1>Please verify you are human</h1><div class='g-recaptcha'></div>", "<p>Zugriff verweigert</p>",
      "<div id=x>Complete the CAPTCHA to go on</div>",
      "<p>hi</p><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=1'></script>",
      titled("Sicherheitsprüfung", "Bitte bestätigen Sie, dass Sie kein Roboter sind."),
      titled("Forbidden", "Your IP has been blocked"),
      titled("Pardon Our Interruption", "As you were browsing…"),
      titled("Security check", "<div class='g-recaptcha'></div>"),
      titled("x", "<div class='h-captcha'></div><p>One more step</p>"),
      titled("x", "<div class='cf-turnstile'></div>"),
      titled("Vérification", "Vérifiez que vous êtes humain"), titled("Acces refuse", "Accès interdit"),
      titled("Robot Check", "Enter the characters. Sorry, we just need to make sure you're not a robot."),
      titled("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx"),
      titled("Sucuri WebSite Firewall - Access Denied", "Mail <a href='mailto:x@firewall.test'>us</a>"),
      titled("a", "Por favor, confirma que no eres un robot"), titled("a", "Acceso denegado"),
      titled("a", "Conferma che non sei un robot."), titled("a", "Accesso negato"),
      titled("a", "Verifique que você não é um robô"), titled("a", "Acesso negado"),
      titled("a", "Bevestig dat u geen robot bent"), titled("a", "Toegang geweigerd"),
      titled("a", "Potwierdź, że nie jesteś robotem"), titled("a", "Dostęp zabroniony"));
  CAPTURE(refuses);
  CHECK(is_block_page(html(refuses)));
}

TEST_CASE("pages with content of their own are not block pages") {
  const auto good = GENERATE(
      as<std::string>{}, "<h1>Welcome to our bakery</h1><p>Fresh bread every day.</p>",
      "<h1>What a CAPTCHA is</h1><p>" + filler + "</p>",
      "<p>Brot und Gebäck</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
      "<p>Brot und Gebäck</p><script>a.src='/cdn-cgi/challenge-platform/h/g/scripts/jsd/1/main.js'</script>",
      "<style>.captcha{display:none}</style><p>Kontakt: info@example.li</p>",
      "<script>var s='access denied';</script><p>Our menu</p>", "",
      titled("Smith Plumbing",
             "Plumber in Leeds. hello@smith.test <footer>This site is protected by reCAPTCHA and "
             "the Google Privacy Policy and Terms of Service apply.</footer>"),
      titled("Smith Plumbing",
             "<p>Plumber in Leeds.</p><p>This site is protected by reCAPTCHA and the Google Privacy "
             "Policy and Terms of Service apply.</p>"),
      titled("Captcha Systems Ltd", "We build captcha solutions for banks."),
      titled("Kontakt",
             "<form><textarea></textarea><div class='g-recaptcha'></div>Bitte bestätigen Sie, dass Sie kein "
             "Roboter sind.</form>"),
      titled("Praxis Roth", "<div class='g-recaptcha'></div>Tel 044 668 18 00"),
      titled("Strandbad", "Der Zugang zum Steg ist heute gesperrt."),
      titled("Hôtel", "Accès interdit aux camions."));
  CAPTURE(good);
  CHECK(crawl::disguise_of(html(good)) == crawl::disguise::none);
}

TEST_CASE("only markup is judged") {
  CHECK_FALSE(is_block_page(html("{\"captcha\":true}", "application/json")));
}

TEST_CASE("broken markup does not matter") {
  CHECK_FALSE(is_block_page(html("<script>never closed")));
  CHECK_FALSE(is_block_page(html("<")));
  CHECK(is_block_page(html("<p>access denied<script")));
  CHECK(is_block_page(
      html("<p>Bitte best\xE4tigen Sie, dass Sie kein Roboter sind", "text/html; charset=latin1")));
}

TEST_CASE("Pages of domains that nobody uses are parked") {
  const auto parked = GENERATE(
      as<std::string>{}, "<h1>example.test</h1><p>This domain is for sale</p>", "<p>Diese Domain kaufen</p>",
      "<p>Ce domaine est à vendre</p>",
      "<html><script src='https://www.sedoparking.com/frmpark/x.js'></script></html>",
      "<title>Apache2 Debian Default Page</title><p>It works!</p>",
      "<html><head><script>window.onload=function(){window.location.href=\"/lander\"}</script></head></html>",
      titled("p11.test", "This website is for sale! p11.test is your first and best source for all of it."),
      titled("p2.test is for sale", "<a href='https://www.sedo.com/search'>Buy now</a>"),
      titled("p2", "p2.test is your first and best source for all of the information you are looking for."),
      titled("p3", "Diese Webseite wurde gerade erst eröffnet. Hier entsteht eine neue Internetpräsenz."),
      titled("p4", "Under construction info@p4.test"), titled("Coming soon", ""),
      titled("p6", "Deze domeinnaam is te koop"), titled("p7", "Future home of something quite cool."),
      titled("p9", "Este domínio está à venda"), titled("p10", "Domena jest na sprzedaż"),
      titled("p", "Este dominio está en venta"), titled("p", "Questo dominio è in vendita"),
      titled("p", "Sitio en construcción"), titled("p", "Site en construction"),
      titled("p", "Sito in costruzione"), titled("p", "Em construção"), titled("p", "Website in aanbouw"),
      titled("p", "Strona w budowie"), titled("p", "Diese Seite befindet sich im Aufbau"),
      titled("Default Web Site Page", "SORRY! If you are the owner of this website, mail webmaster@p12.test"),
      titled("Account Suspended", "This Account has been suspended."),
      titled("IIS Windows Server", "<img src='iisstart.png'>"),
      titled("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
      titled("Index of /", "<h1>Index of /</h1><pre>Parent Directory</pre>"));
  CAPTURE(parked);
  CHECK(crawl::disguise_of(of_host("https://www.p2.test/", parked)) == crawl::disguise::parked);
}

TEST_CASE("A page that says that it is missing is missing, whatever its status") {
  const auto missing = GENERATE_COPY(
      as<std::string>{}, "<title>404 Not Found</title><h1>Not found</h1>",
      "<h1>Page not found</h1><a href='/'>home</a>", "<h1>Seite nicht gefunden</h1>",
      "<h1>Oups, page introuvable</h1>", "<title>Pagina non trovata - Rossi</title><p>" + filler + "</p>",
      titled("Page Not Found | Foo", filler), titled("Foo", "Oops! That page can’t be found."),
      titled("Foo", "Oops! That page can&#8217;t be found. <footer>info@foo.test</footer>"),
      titled("Muster AG", "Ups! Diese Seite gibt es leider nicht mehr."),
      titled("Foo", "Die von Ihnen gesuchte Seite konnte leider nicht gefunden werden."),
      titled("Foo", "We could not find that page. Try the search."),
      titled("Foo", "Désolé, cette page est introuvable."), titled("Foo", "Cette page n’existe plus."),
      titled("Foo", "La página que buscas no existe."), titled("Foo", "Ops! La pagina non esiste"),
      titled("Foo", "Deze pagina bestaat niet (meer)."),
      titled("Foo", "A página que procura não foi encontrada."), titled("Foo", "Ta strona nie istnieje."),
      titled("Foo", "Sorry, the page you are looking for is no longer here."),
      titled("Foo", "<nav><a href='/'>Home</a> <a href='/about'>About us</a></nav><h1>404</h1>"),
      titled("Foo", "Not Found"), titled("Foo", "It looks like nothing was found at this location."));
  CAPTURE(missing);
  CHECK(crawl::disguise_of(html(missing)) == crawl::disguise::missing_page);
}

TEST_CASE("A missing page is known among much else, in many languages") {
  using sentences = std::pair<std::string, std::string>;
  const auto said = GENERATE(values<sentences>(
      {{"Oops! That page can&rsquo;t be found.", "Try a search"},
       {"Nothing here", "It seems we can&#8217;t find what you&#8217;re looking for."},
       {"Hm", "The link you followed may be broken, or the page may have been removed."},
       {"Seite nicht gefunden", "Vielleicht hilft Ihnen eine dieser Seiten"},
       {"Hoppla!", "Die von Ihnen gew&uuml;nschte Seite existiert leider nicht mehr."},
       {"Da ist etwas schiefgelaufen", "Die angeforderte URL wurde auf diesem Server nicht gefunden."},
       {"Page introuvable", "Voici quelques liens"},
       {"Oups", "D&eacute;sol&eacute;, la page que vous recherchez n&rsquo;existe pas ou plus."},
       {"P&aacute;gina no encontrada", "Volver"},
       {"Ops", "Spiacenti, la pagina che stai cercando non esiste."},
       {"P&aacute;gina n&atilde;o encontrada", "Voltar"},
       {"Pagina niet gevonden", "Terug"},
       {"Nie znaleziono strony", "Wr&oacute;&cacute;"},
       {"Sidan hittades inte", "Till startsidan"},
       {"Siden blev ikke fundet", "Til forsiden"},
       {"Siden ble ikke funnet", "Til forsiden"},
       {"Sivua ei l&ouml;ydy", "Etusivulle"},
       {"Str&aacute;nka nenalezena", "Zp&ecaron;t"},
       {"Str&aacute;nka sa nena&scaron;la", "Sp&auml;&tcaron;"},
       {"Stranica nije pronađena", "Natrag"},
       {"A keresett oldal nem tal&aacute;lhat&oacute;", "Vissza"},
       {"Pagina nu a fost găsită", "Înapoi"},
       {"Sayfa bulunamad&#305;", "Ana sayfa"},
       {"Страница не найдена", "Назад"},
       {"Η σελίδα δεν βρέθηκε", "Πίσω"}}));
  std::string menu;
  std::string articles;
  for (int i = 0; i < 40; ++i) {
    menu += "<li><a href='/m'>Services and offers, all of them, number " + std::to_string(i) + "</a></li>";
    articles += "<p>Read more of what we have done for our customers in the past, number " +
                std::to_string(i) + "</p>";
  }
  const std::string message = "<h2>" + said.first + "</h2><p>" + said.second + "</p>";
  CAPTURE(said.first);
  for (const std::string& body :
       {message, "<nav>" + menu + "</nav>" + message, "<div><ul>" + menu + "</ul></div>" + message,
        "<ul>" + menu + "</ul>" + message + articles}) {
    CHECK(crawl::disguise_of(html(titled("Muster AG | Painters", body))) == crawl::disguise::missing_page);
  }
}

TEST_CASE("Pages that only speak of such things are what they are") {
  const auto good = GENERATE_COPY(
      as<std::string>{}, "<p>We sell houses. For sale: two flats.</p>", "<h1>Lost and found</h1>",
      "<p>Room 404</p>", "<title>How to fix a 404</title><p>page not found " + filler + "</p>",
      "<p>buy this domain " + filler + "</p>",
      titled("Domain Consult", "We tell you if a domain is for sale and buy this domain for you."),
      titled("Index of /r3 – Buchverlag", "Verlag. Index of / Register."),
      titled("Hotel 404", "Hotel 404 - Nashville rooms. Book now"),
      titled("News", "<a href=/a>a</a><a href=/b>b</a><a href=/c>c</a><a href=/d>d</a><h1>Coming soon</h1>"),
      titled("Muster", "<h1>Hier entsteht unsere neue Website</h1><p>Muster AG, Tel. 044 668 18 00</p>"),
      titled("Meyer", "<p>File a claim if a document is missing.</p>"),
      titled("Haus", "<p>The house is for sale.</p>"),
      titled("Blog", "<h1>Page not found, and what to do about it</h1><p>" + filler + "</p>"),
      titled("Blog", "<h1>Blog</h1><p>Page not found is what visitors hate. " + filler + "</p>"),
      titled("Shop", "<p>" + filler + "</p><p>Page not found.</p>"));
  CAPTURE(good);
  CHECK(crawl::disguise_of(html(good)) == crawl::disguise::none);
}
