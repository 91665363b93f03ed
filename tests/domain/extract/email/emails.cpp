#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

using strings = std::vector<std::string>;

namespace {

struct written {
  const char* what;
  const char* html;
};

constexpr written ways_to_write_it[] = {
    {"plain text", "<p>Mail: info@acme.ch.</p>"},
    {"a link", "<a href='mailto:info@acme.ch?subject=Hello'>write</a>"},
    {"a percent-encoded link", "<a href='mailto:info%40acme.ch'>write</a>"},
    {"a link without its scheme", "<a href='info@acme.ch'>write</a>"},
    {"entities", "<p>info&#64;acme&period;ch</p>"},
    {"hexadecimal entities", "<p>&#x69;nfo&#x40;acme.ch</p>"},
    {"brackets", "<p>info [at] acme [dot] ch</p>"},
    {"round brackets without blanks", "<p>info(at)acme.ch</p>"},
    {"German words", "<p>info(ät)acme(punkt)ch</p>"},
    {"French words", "<p>info arobase acme point ch</p>"},
    {"Italian words", "<p>info chiocciola acme punto ch</p>"},
    {"Spanish words", "<p>info (arroba) acme (punto) ch</p>"},
    {"Portuguese words", "<p>info (arroba) acme (ponto) ch</p>"},
    {"Dutch words", "<p>info [apenstaartje] acme [punt] ch</p>"},
    {"Polish words", "<p>info (małpa) acme (kropka) ch</p>"},
    {"words without brackets", "<p>info at acme dot ch</p>"},
    {"blanks around the sign", "<p>info @ acme.ch</p>"},
    {"a blank before the sign behind a label", "<p>E-Mail: info @acme.ch</p>"},
    {"blanks around the dot", "<p>info@acme . ch</p>"},
    {"hyphens around the words", "<p>info -at- acme -dot- ch</p>"},
    {"hyphens for blanks", "<p>info-at-acme.ch</p>"},
    {"another Dutch word", "<p>info [apestaart] acme [punt] ch</p>"},
    {"a Norwegian word", "<p>info alfakrøll acme.ch</p>"},
    {"a French letter", "<p>info[à]acme.ch</p>"},
    {"an escape of a script", "<p>\\u003cinfo@acme.ch\\u003e</p>"},
    {"an escape that lost its backslash", "<p>u003einfo@acme.ch</p>"},
    {"an escaped blank", "<p>%20info@acme.ch</p>"},
    {"a comment inside", "<p>info<!-- no spam -->@acme.ch</p>"},
    {"elements inside", "<p><b>info</b><span>@</span><i>acme.ch</i></p>"},
    {"a hidden word inside", "<p>info<span style='display:none'>nospam</span>@acme.ch</p>"},
    {"a zero-width space", "<p>info\xE2\x80\x8B@acme\xE2\x80\x8B.ch</p>"},
    {"text set from right to left", "<p style='unicode-bidi:bidi-override; direction:rtl'>hc.emca@ofni</p>"},
    {"reversed text of a style sheet", "<p class=r>hc.emca@ofni</p>"},
    {"Cloudflare's link",
     "<a href='/cdn-cgi/l/email-protection#8de4e3ebe2cdeceee0e8a3eee5'>[email&#160;protected]</a>"},
    {"Cloudflare's span",
     "<span class='__cf_email__' data-cfemail='8de4e3ebe2cdeceee0e8a3eee5'>[email&#160;protected]</span>"},
    {"rot13", "<p>vasb@npzr.pu</p>"},
    {"two attributes", "<a data-user='info' data-domain='acme.ch'>mail</a>"},
    {"a base64 attribute", "<a data-email='aW5mb0BhY21lLmNo'>mail</a>"},
    {"TYPO3's links", "<a href=\"javascript:linkTo_UnCryptMailto('nbjmup+jogpAbdnf/di');\">mail</a>"},
    {"a script",
     "<script>var u='info';var d='acme.ch';document.write('<a href=\"mailto:'+u+'@'+d+'\">');</script>"},
    {"character codes",
     "<script>document.write(String.fromCharCode(105,110,102,111,64,97,99,109,101,46,99,104))</script>"},
    {"an image of the sign", "<p>info<img src='at.gif' alt='@'>acme.ch</p>"},
    {"a word glued to it", "<p><span>info@acme.ch</span><span>Telefon</span></p>"},
    {"JSON-LD", "<script "
                "type='application/"
                "ld+json'>{\"@type\":\"Dentist\",\"name\":\"A\",\"email\":\"mailto:info@acme.ch\"}</script>"},
    {"microdata",
     "<div itemscope itemtype='https://schema.org/Hotel'><meta itemprop=email content='info@acme.ch'></div>"},
};

constexpr written no_addresses[] = {
    {"an image name", "<p>logo@2x.png</p>"},
    {"an example", "<p>name@example.com</p>"},
    {"a placeholder", "<p>max.mustermann@acme.ch</p>"},
    {"a key of a tracker", "<p>5f2b1c9d8e7a4b3c9d8e7a4b@sentry.io</p>"},
    {"a sentence", "<p>Meet us at acme.ch or look at example dot org</p>"},
    {"Cloudflare's words", "<p>[email protected]</p>"},
    {"a handle", "<p>Follow @acme on the web</p>"},
    {"a setting of a script", R"(<script>config = {"support": "help@vendor.com"};</script>)"},
    {"an unknown suffix", "<p>user@host.localdomain</p>"},
    {"a handle after a word", "<p>Folge @petra.design auf Instagram</p>"},
    {"a handle before a word", "<p>Mit Petra@ design.com</p>"},
    {"an English placeholder", "<p>email@example.org</p>"},
    {"a French placeholder", "<p>nom@exemple.fr</p>"},
    {"a Finnish placeholder", "<p>etunimi.sukunimi@acme.ch</p>"},
    {"a test", "<p>test@test.com</p>"},
    {"a sentence with words for signs", "<p>She is at work dot com. Meet us at acme dot ch</p>"},
    {"a host with hyphens", "<p>stay-at-home.ch</p>"},
};

} // namespace

TEST_CASE("an address is found however it is written") {
  for (const auto& [what, html] : ways_to_write_it) {
    INFO(what);
    CHECK(addresses_in(html) == strings{"info@acme.ch"});
  }
}

TEST_CASE("what only looks like an address is none") {
  for (const auto& [what, html] : no_addresses) {
    INFO(what);
    CHECK(addresses_in(html).empty());
  }
}

namespace {

struct served_page {
  const char* what;
  const char* url;
  const char* html;
  strings due;
};

const served_page pages_of_any_internet[] = {
    {"a host of RFC 2606",
     "https://praxis-muster.example/",
     "<p>Mail info@praxis-muster.example</p><a href='mailto:team@praxis-muster.example'>x</a>",
     {"info@praxis-muster.example", "team@praxis-muster.example"}},
    {"such a host on another's page",
     "https://acme.ch/",
     "<p>info (at) boulangerie.example</p>",
     {"info@boulangerie.example"}},
    {"an intranet",
     "http://www.werk.lan/",
     "<p>buero@werk.lan, lager@halle.lan</p>",
     {"buero@werk.lan", "lager@halle.lan"}},
    {"an intranet's attribute",
     "http://werk.local/",
     "<a data-user='info' data-domain='werk.local'>x</a>",
     {"info@werk.local"}},
    {"an intranet's structured data",
     "http://werk.invalid/",
     "<script "
     "type='application/ld+json'>{\"@type\":\"Hotel\",\"name\":\"A\",\"email\":\"info@werk.invalid\"}</"
     "script>",
     {"info@werk.invalid"}},
    {"the suffix of another intranet", "http://werk.lan/", "<p>info@werk.local</p>", {}},
    {"a host that is a number", "http://127.0.0.1/", "<p>info@10.0.0.1</p>", {}},
    {"an example on its own page",
     "https://www.example.com/",
     "<p>office@example.com</p>",
     {"office@example.com"}},
    {"examples of others", "https://praxis.example/", "<p>office@example.com, office@example.net</p>", {}},
};

} // namespace

TEST_CASE("who logs in where and what is said of a place is no address") {
  CHECK(addresses_in("<p>git@github.com:foo/bar.git https://user:pw@intranet.acme.com/x "
                     "ftp://user:word@acme.com/ root@server.acme.com:/var</p>")
            .empty());
  CHECK(addresses_in("<p>Jane @ Google.com</p><p>Treffpunkt at bahnhof dot com</p>").empty());
  CHECK(addresses_in("<p>Info @ acme.com</p><p>sales at acme dot com</p>") ==
        std::vector<std::string>{"sales@acme.com", "Info@acme.com"});
  CHECK(addresses_in("<p>info _at_ firma _dot_ ch</p>") == std::vector<std::string>{"info@firma.ch"});
}

TEST_CASE("an address may have the suffix of its page's host") {
  for (const auto& [what, url, html, due] : pages_of_any_internet) {
    INFO(what);
    CHECK(addresses_in(html, url) == due);
  }
}

TEST_CASE("a link may have several recipients") {
  CHECK(addresses_in("<a href='mailto:a@acme.ch,b@acme.ch?cc=c@acme.ch'>x</a>") ==
        strings{"a@acme.ch", "b@acme.ch", "c@acme.ch"});
}

TEST_CASE("an address knows whether it is of a role and of the site") {
  const auto facts = facts_of("<p>info@acme.ch</p><p>anna.muster@gmail.com</p>");
  REQUIRE(facts.emails.size() == 2);
  CHECK(facts.emails[0].role);
  CHECK(facts.emails[0].own_domain);
  CHECK_FALSE(facts.emails[1].role);
  CHECK_FALSE(facts.emails[1].own_domain);
}

TEST_CASE("Cloudflare's protection hides any letters") {
  CHECK(addresses_in("<a class='__cf_email__' data-cfemail='6e03add202020b1c2e0cadd20d060b1c400d06'>x</a>") ==
        strings{"müller@bücher.ch"});
}

TEST_CASE("an address is read once and whole") {
  for (const char* address : {"o'brien@acme.ch", "müller@acme.ch", "first.last+tag@acme.ch"}) {
    INFO(address);
    CHECK(addresses_in("<p>Mail " + std::string(address) + " </p>") == strings{address});
  }
  CHECK(addresses_in("<p>o'brien [at] acme.ch</p>") == strings{"o'brien@acme.ch"});
  CHECK(addresses_in("<p>info@müller.ch, info@xn--mller-kva.ch</p>").size() == 1);
}

TEST_CASE("further words for the sign of an address in brackets") {
  CHECK(addresses_in("<p>ilse(apenstaart)acme.ch</p>") == std::vector<std::string>{"ilse@acme.ch"});
  CHECK(addresses_in("<p>hola (en) acme.ch</p>") == std::vector<std::string>{"hola@acme.ch"});
}
