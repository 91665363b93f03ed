#include "tests/actors/support/node_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using namespace leadstream::actors::test;

SCENARIO("a website that may not be kept is read all the same while the job runs") {
  node_world world;
  sources::description overpass;
  overpass.name = overpass_source;
  overpass.kind = sources::kind::overpass;
  overpass.storage.otherwise.what = sources::retention::kind::never;
  overpass.storage.content["name"] = {};
  sources::description website;
  website.name = "website";
  website.kind = sources::kind::website;
  world.context->book = std::make_shared<source_book>(std::vector{overpass, website}, world.context->clock);
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  world.submit();
  world.live(5min);

  REQUIRE(world.leads().size() == 1);
  CHECK(world.leads()[0].company_name == "Praxis Eins");
  CHECK(world.leads()[0].email == "info@eins.test");
}

SCENARIO("websites that are switched off while a job runs are read no further, and the job says so once") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {},
                               answer_of({element(1, "Praxis Eins", "http://eins.test"),
                                          element(2, "Praxis Zwei", "http://zwei.test")}));
  for (const std::string site : {"http://eins.test/", "http://zwei.test/"}) {
    world.web.web[site] = [&world](const http_request& r) {
      (void)world.context->book->set_enabled("website", false);
      return scripted_fetcher::html("<a href='/kontakt'>Kontakt</a>")(r);
    };
    world.web.web[site + "kontakt"] = scripted_fetcher::html("<p>Kontakt</p>");
  }

  const uuid id = world.submit();
  world.live(5min);

  CHECK(std::string(to_string(world.find(id).status)) == "completed");
  for (const http_request& asked : world.web.log) {
    CHECK(asked.url.find("kontakt") == std::string::npos);
  }
  REQUIRE(world.find(id).errors.size() == 2);
  CHECK(world.find(id).errors[0].reason == "switched_off");
  const auto log = world.log_of(id);
  CHECK(std::count(log.begin(), log.end(), "website skipped switched_off") == 1);
}

SCENARIO("a job whose websites are switched off from the start says so") {
  node_world world;
  (void)world.context->book->set_enabled("website", false);
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));

  const uuid id = world.submit();
  world.live(5min);

  const auto log = world.log_of(id);
  CHECK(std::count(log.begin(), log.end(), "website skipped switched_off") == 1);
}

SCENARIO("a site whose https nobody promised is read by http where https does not answer") {
  node_world world;
  world.web.web[endpoint] = scripted_fetcher::status(
      200, {},
      answer_of({element(1, "Praxis Eins", "eins.test"), element(2, "Praxis Zwei", "https://zwei.test")}));
  for (const std::string path : {"/robots.txt", "/"}) {
    world.web.web["https://eins.test" + path] = scripted_fetcher::failure(fetch_failure::connect_failed);
    world.web.web["https://zwei.test" + path] = scripted_fetcher::failure(fetch_failure::connect_failed);
  }
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  const uuid id = world.submit();
  world.live(10min);

  const job ended = world.find(id);
  REQUIRE(ended.errors.size() == 1);
  CHECK(ended.errors[0].target == "https://zwei.test/");
  CHECK(ended.errors[0].reason == "connect_failed");
  const auto leads = world.leads();
  CHECK(std::any_of(leads.begin(), leads.end(), [](const auto& l) { return l.email == "info@eins.test"; }));
}

SCENARIO("a job reads the sitemap that robots.txt names, also where the start page is elsewhere") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));
  world.web.web["http://eins.test/robots.txt"] =
      scripted_fetcher::status(200, {}, "User-agent: *\nDisallow:\nSitemap: http://eins.test/index.xml\n");
  world.web.web["http://eins.test/"] = scripted_fetcher::status(302, {{"Location", "/de/"}});
  world.web.web["http://eins.test/de/"] = scripted_fetcher::html("<p>Willkommen</p>");
  world.web.web["http://eins.test/index.xml"] = scripted_fetcher::status(
      200, {}, "<sitemapindex><sitemap><loc>http://eins.test/pages.xml</loc></sitemap></sitemapindex>");
  world.web.web["http://eins.test/pages.xml"] =
      scripted_fetcher::status(200, {}, "<urlset><url><loc>http://eins.test/de/kontakt</loc></url></urlset>");
  world.web.web["http://eins.test/de/kontakt"] =
      scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  world.submit();
  world.live(5min);

  REQUIRE(world.leads().size() == 1);
  CHECK(world.leads()[0].email == "info@eins.test");
  for (const http_request& asked : world.web.log) {
    CHECK(asked.url != "http://eins.test/sitemap.xml");
  }
}

SCENARIO("a sitemap that is too large is read to the limit, and the job says so") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<p>Willkommen</p>");
  world.web.web["http://eins.test/sitemap.xml"] = [](const http_request& r) {
    auto beginning = scripted_fetcher::status(
        200, {}, "<urlset><url><loc>http://eins.test/kontakt</loc></url><url><loc>ht")(r);
    beginning.wire_bytes = fetch_limits{}.wire_bytes + 1;
    return beginning;
  };
  world.web.web["http://eins.test/kontakt"] =
      scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  const uuid id = world.submit();
  world.live(5min);

  REQUIRE(world.leads().size() == 1);
  CHECK(world.leads()[0].email == "info@eins.test");
  const job ended = world.find(id);
  CHECK(std::string(to_string(ended.status)) == "completed");
  REQUIRE(ended.errors.size() == 1);
  CHECK(ended.errors[0].target == "http://eins.test/sitemap.xml");
  CHECK(ended.errors[0].reason == "too_large");
}
