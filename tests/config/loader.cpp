#include "config/loader.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>

using namespace leadstream::config;
using namespace std::chrono_literals;

namespace {

sources of_toml(std::string text) {
  sources from;
  from.toml = text_file{"leadstream.toml", std::move(text)};
  return from;
}

sources of_environment(const std::string& name, std::string value) {
  sources from;
  from.environment.push_back({name, std::move(value), "environment " + name, {}});
  return from;
}

sources of_flag(const std::string& name, std::vector<std::string> parts) {
  sources from;
  from.flags.push_back({name, std::move(parts), form::untyped, "flag --" + name, {}});
  return from;
}

std::string problem_of(const sources& from) {
  const auto loaded = load(from);
  return loaded ? "" : loaded.problem().message;
}

} // namespace

TEST_CASE("no source is needed: every setting has a valid default") {
  const auto loaded = load({});
  REQUIRE(loaded);
  CHECK(loaded->values.server.port == 8080);
  CHECK(loaded->values.server.header_bytes == 8192);
  CHECK(loaded->values.websocket.stall_timeout == 10s);
  CHECK(loaded->values.fetch.allowed_ports == std::vector<std::uint16_t>{80, 443, 8080, 8443});
  CHECK(loaded->values.fetch.user_agents == std::vector<std::string>{"LeadstreamBot/1.0"});
  CHECK(loaded->values.sources.overpass.gate.requests_per_minute == 100);
  CHECK(loaded->values.sources.websites.gate.session_requests == 50);
  CHECK(loaded->values.score.weights == std::array<double, 4>{0.25, 0.35, 0.25, 0.15});
  CHECK_FALSE(loaded->values.email.smtp_probe);
  CHECK(loaded->of("server.port").origin == "default");
  CHECK(defaults().server.port == 8080);
}

TEST_CASE("flags win over environment, .env, file and default") {
  sources from = of_toml("[server]\nport = 1\n");
  CHECK(load(from)->values.server.port == 1);
  CHECK(load(from)->of("server.port").origin == "leadstream.toml:2");
  from.dotenv = text_file{".env", "LEADSTREAM_SERVER_PORT=2\n"};
  CHECK(load(from)->values.server.port == 2);
  CHECK(load(from)->of("server.port").origin == ".env:1");
  from.environment = of_environment("LEADSTREAM_SERVER_PORT", "3").environment;
  CHECK(load(from)->values.server.port == 3);
  from.flags = of_flag("server.port", {"4"}).flags;
  CHECK(load(from)->values.server.port == 4);
  CHECK(load(from)->of("server.port").origin == "flag --server.port");
}

TEST_CASE("TOML gives every kind of value") {
  const auto loaded =
      load(of_toml("debug = true\n[server]\nidle_timeout = \"90s\"\nbody_bytes = 2048\n"
                   "[sources.websites]\nrequests_per_minute = 7.5\npages = 3\n"
                   "[fetch]\nallowed_ports = [80, 81]\nuser_agents = [\"LeadstreamBot/1 (a, b)\"]\n"));
  REQUIRE(loaded);
  CHECK(loaded->values.server.idle_timeout == 90s);
  CHECK(loaded->values.server.body_bytes == 2048);
  CHECK(loaded->values.sources.websites.gate.requests_per_minute == 7.5);
  CHECK(loaded->values.sources.websites.pages == 3);
  CHECK(loaded->values.fetch.allowed_ports == std::vector<std::uint16_t>{80, 81});
  CHECK(loaded->values.fetch.user_agents == std::vector<std::string>{"LeadstreamBot/1 (a, b)"});
  CHECK(loaded->values.log.level == "debug");
  CHECK(loaded->of("log.level").origin == "debug");
}

TEST_CASE("what is wrong is named with its place and the nearest known name") {
  CHECK(problem_of(of_toml("\n[server]\nprot = 1\n")) ==
        R"(leadstream.toml:3: there is no setting "server.prot"; did you mean "server.port"?)");
  CHECK(problem_of(of_toml("[server]\nport = \"8080\"\n")) ==
        "leadstream.toml:2: server.port is of type integer, not a text in quotes");
  CHECK(problem_of(of_toml("[server]\nport = 70000\n")) ==
        "leadstream.toml:2: server.port takes a whole number, 0..65535, not \"70000\"");
  CHECK(problem_of(of_toml("[server\n")).substr(0, 17) == "leadstream.toml:1");
  CHECK(problem_of(of_toml("[server]\nidle_timeout = 10\n")).find("a duration such as") != std::string::npos);
  CHECK(problem_of(of_environment("LEADSTREAM_SERVER_PROT", "1")) ==
        "environment LEADSTREAM_SERVER_PROT: there is no setting \"LEADSTREAM_SERVER_PROT\"; did you mean "
        "\"LEADSTREAM_SERVER_PORT\"?");
  CHECK(problem_of(of_flag("log.level", {"loud"})) ==
        "flag --log.level: log.level takes one of debug, info, warning, error, not \"loud\"");
  CHECK(problem_of(of_toml("[fetch]\nallowed_ports = [80, 99999]\n")) ==
        "leadstream.toml:2: fetch.allowed_ports takes ports from 1 to 65535; at most 100 entries, not "
        "\"99999\"");
  CHECK_FALSE(problem_of(of_flag("fetch.allowed_ports", {"80", "0"})).empty());
  CHECK_FALSE(problem_of(of_flag("fetch.allowed_ports", {"80", "http"})).empty());
}

TEST_CASE("a text must have the form of what it says; the error names place, form and the entry at fault") {
  CHECK(problem_of(of_toml("[fetch]\n\nhost_overrides = [\"*.a.test = 127.0.0.1:80\", \"nonsense\"]\n")) ==
        "leadstream.toml:3: fetch.host_overrides takes hosts and where they stand, such as "
        "*.test = 127.0.0.1:9090; at most 1000 entries, not \"nonsense\"");
  CHECK(problem_of(of_environment("LEADSTREAM_SOURCES_OVERPASS_ENDPOINT", "ftp://x")) ==
        "environment LEADSTREAM_SOURCES_OVERPASS_ENDPOINT: sources.overpass.endpoint takes an http:// or "
        "https:// URL, not \"ftp://x\"");
  CHECK(problem_of(of_flag("fetch.ca_file", {"/nope"})) ==
        "flag --fetch.ca_file: fetch.ca_file takes the path of a file that exists, not \"/nope\"");
  CHECK(problem_of(of_toml("[fetch]\nuser_agents = [\"a\\nb\"]\n")).ends_with("not \"a\\nb\""));
}

TEST_CASE("settings of every form refuse what is not of it") {
  struct odd_value {
    const char* name;
    const char* text;
  };
  const odd_value values[] = {{"server.address", "localhost"},
                              {"server.allowed_hosts", "https://a.example"},
                              {"server.cors_origins", "https://a.example/"},
                              {"server.trusted_proxies", "10.0.0.0/99"},
                              {"server.tls_key", "/"},
                              {"auth.jwt_algorithms", "none"},
                              {"auth.jwt_secret", "short"},
                              {"auth.worker_secrets", "whsec_short"},
                              {"storage.url", "mysql://db/leads"},
                              {"storage.url", "host=127.0.0.1 dbname=leads"},
                              {"storage.url", "leads.db"},
                              {"storage.url", "sqlite:"},
                              {"storage.secret_key", "secret"},
                              {"client.server", "127.0.0.1"},
                              {"fetch.allowed_networks", "10.0.0.0/99"},
                              {"fetch.contact", "a\r\nb"},
                              {"fetch.name_servers", "abc"},
                              {"fetch.name_servers", "9.9.9.9:0"},
                              {"crawl.own_hosts", "a*"},
                              {"crawl.opted_out", "https://a.example"},
                              {"sources.folder", "/nope"},
                              {"sources.directories", "yellow_pages"},
                              {"sources.overpass.endpoint", ""},
                              {"sources.news_feed", "news.example/{company}"},
                              {"sources.google.language", "de,en"},
                              {"email.dns_servers", "9.9.9.9, dns"},
                              {"webhooks.schedule", "soon"},
                              {"crm.hubspot.fields", "name"},
                              {"crm.http.url", "/{{id}}"},
                              {"crm.http.headers", "no colon"},
                              {"law.retention", "places = long"},
                              {"law.retention", "30d"}};
  for (const odd_value& each : values) {
    CAPTURE(each.name, each.text);
    CHECK(problem_of(of_flag(each.name, {each.text})).find(" takes ") != std::string::npos);
  }
}

TEST_CASE("settings of every form take what is of it") {
  sources from = of_toml("[server]\nallowed_hosts = [\"a_b\"]\ncors_origins = [\"http://localhost:3000\"]\n"
                         "[fetch]\nname_servers = [\"9.9.9.9\", \"127.0.0.1:53\", \"[::1]:53\", \"::1\"]\n"
                         "[crawl]\nopted_out = [\"*.a.example\", \"bücher.example\"]\n"
                         "[sources]\nnews_feed = \"https://news.example/{company}/rss?q={company}\"\n"
                         "folder = \"/\"\ndirectories = [\"yellow = https://a.example\"]\n"
                         "[crm.http]\nurl = \"http://{{city}}.crm.example:8080/{{id}}\"\n"
                         "[law]\nretention = [\"places = 30d\", \"* = 730d\"]\n"
                         "[webhooks]\nschedule = [\"0s\", \"1.5s\"]\n");
  CHECK(problem_of(from) == "");
}

TEST_CASE("certificate and key belong together; the one that was set is named") {
  CHECK(problem_of(of_flag("server.tls_certificate", {"/dev/null"})) ==
        "flag --server.tls_certificate: server.tls_certificate wants its key too: set server.tls_key");
  CHECK(problem_of(of_flag("server.tls_key", {"/dev/null"})) ==
        "flag --server.tls_key: server.tls_key wants its certificate too: set server.tls_certificate");
}

TEST_CASE("settings must fit each other") {
  CHECK(problem_of(of_flag("server.address", {"0.0.0.0"})).find("loopback") != std::string::npos);
  CHECK(problem_of(of_flag("sources.websites.min_delay", {"1h"})).find("is less than") != std::string::npos);
  CHECK(problem_of(of_flag("score.weights.data_quality", {"0.5"})).find("sum to 1") != std::string::npos);
  CHECK(problem_of(of_flag("crawl.politeness", {"off"})).find("crawl.own_hosts") != std::string::npos);
  CHECK(problem_of(of_flag("email.smtp_probe_from", {"probe"})).find("no email address") !=
        std::string::npos);
  CHECK(problem_of(of_flag("email.smtp_probe_name", {"a\r\nDATA"})).find("no host name") !=
        std::string::npos);
  CHECK(problem_of(of_flag("fetch.user_agents", {"LeadstreamBot/1 (a)", "LeadstreamBot/2"})).empty());
  for (const char* other : {"Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "LeadstreamBotty/1", ""}) {
    CHECK(problem_of(of_flag("fetch.user_agents", {"LeadstreamBot/1", other})).find("LeadstreamBot") !=
          std::string::npos);
  }
}

TEST_CASE("production refuses what is only safe while developing") {
  sources from = of_environment("ENVIRONMENT", "production");
  CHECK(problem_of(from).empty());
  from.flags = of_flag("fetch.host_overrides", {"*.test = 127.0.0.1:9090"}).flags;
  CHECK(problem_of(from).find("production") != std::string::npos);
  from.flags = of_flag("auth.required", {"off"}).flags;
  CHECK(problem_of(from).find("production") != std::string::npos);
  from.flags = of_flag("email.smtp_overrides", {"*.test = 127.0.0.1:2525"}).flags;
  CHECK(problem_of(from).find("production") != std::string::npos);
}

TEST_CASE("the names of the brief are understood, and our own names win over them") {
  sources from = of_environment("SUPABASE_URL", "https://x.supabase.co");
  CHECK(load(from)->values.supabase.url == "https://x.supabase.co");
  from = of_environment("DEBUG", "True");
  CHECK(load(from)->values.log.level == "debug");
  from.environment.push_back({"LEADSTREAM_DEBUG", "off", "environment LEADSTREAM_DEBUG", {}});
  CHECK(load(from)->values.log.level == "info");
  CHECK(load(of_environment("DEBUG", ""))->values.log.level == "info");
  CHECK_FALSE(load(of_environment("API_VERSION", "v9")));
}

TEST_CASE("an odd entry of a list is named with its own line") {
  CHECK(problem_of(of_toml("[fetch]\nallowed_ports = [\n  80,\n  443,\n  70000,\n]\n"))
            .starts_with("leadstream.toml:5: fetch.allowed_ports takes ports"));
  CHECK(problem_of(of_toml("[fetch]\nallowed_ports = [\n  80,\n  [443],\n  81,\n]\n"))
            .starts_with("leadstream.toml:4: fetch.allowed_ports cannot be"));
  std::string many = "[fetch]\nallowed_ports = [\n";
  for (int port = 1; port <= 101; ++port) {
    many += std::to_string(port) + ",\n";
  }
  CHECK(problem_of(of_toml(many + "]\n")).starts_with("leadstream.toml:2: "));
}

TEST_CASE("a folder is no settings file") {
  const auto found = gather({"/tmp", {}});
  REQUIRE_FALSE(found);
  CHECK(found.problem().code == leadstream::error_code::invalid_argument);
  CHECK(found.problem().message == "the settings file \"/tmp\" is a folder; name a file");
  CHECK(problem_of(of_environment("DATABASE_URL_FILE", "/tmp")).ends_with("is a folder; name a file"));
  CHECK(problem_of(of_toml("\xEF\xBB\xBF[server]\nport = 1\n")).empty());
}

TEST_CASE("the files in which secrets stand are known, whether they hold or not") {
  const std::string path = "build/secret_file_of_the_test.txt";
  std::ofstream(path) << "postgres://user:secret@db/leads\n";
  sources from = of_environment("DATABASE_URL_FILE", path);
  from.toml = text_file{"own.toml", "[storage]\nurl = \"postgres://user:other@db/leads\"\n"};
  from.dotenv = text_file{".env", "LEADSTREAM_SERVER_PORT=9000\n"};
  CHECK(load(from)->secret_files == std::set<std::string>{path, "own.toml"});
  from.dotenv->content = "SUPABASE_SERVICE_ROLE_KEY=sb_secret_x\n";
  CHECK(load(from)->secret_files == std::set<std::string>{path, "own.toml", ".env"});
  std::remove(path.c_str());
}

TEST_CASE("a secret may stand in a file") {
  const std::string path = "build/secret_of_the_test.txt";
  std::ofstream(path) << "postgres://user:secret@db/leads\n";
  CHECK(load(of_environment("DATABASE_URL_FILE", path))->values.storage.url ==
        "postgres://user:secret@db/leads");
  std::remove(path.c_str());
  const auto unreadable = load(of_environment("DATABASE_URL_FILE", path));
  REQUIRE_FALSE(unreadable);
  CHECK(unreadable.problem().code == leadstream::error_code::invalid_argument);
  CHECK(unreadable.problem().message.find("cannot be read") != std::string::npos);
}

TEST_CASE("a secret given both in a file and beside it is refused, not guessed") {
  const std::string path = "build/other_secret_of_the_test.txt";
  std::ofstream(path) << "postgres://user:secret@db/leads\n";
  sources from = of_environment("LEADSTREAM_STORAGE_URL_FILE", path);
  from.environment.push_back({"LEADSTREAM_STORAGE_URL", "memory:", "environment", {}});
  const auto refused = load(from);
  std::remove(path.c_str());
  REQUIRE_FALSE(refused);
  CHECK(refused.problem().message.find("LEADSTREAM_STORAGE_URL_FILE") != std::string::npos);
}

TEST_CASE("without credentials a server speaks to its own machine alone, not to the clients of a proxy") {
  sources from = of_flag("auth.required", {"off"});
  CHECK(load(from).ok());
  from.flags.push_back({"server.behind_proxy", {"on"}, form::untyped, "--server.behind_proxy", ""});
  CHECK_FALSE(load(from).ok());
}

TEST_CASE("the strict profile limits all sources together unless told otherwise") {
  sources from = of_flag("crawl.profile", {"strict"});
  CHECK(load(from)->values.crawl.requests_per_minute == 30);
  CHECK(load(from)->of("crawl.requests_per_minute").origin == "crawl.profile strict");
  from.toml = text_file{"leadstream.toml", "[crawl]\nrequests_per_minute = 12\n"};
  CHECK(load(from)->values.crawl.requests_per_minute == 12);
}

TEST_CASE("a Supabase project gives the issuer of tokens and the place of its keys") {
  const auto loaded = load(of_flag("supabase.url", {"https://abcdefgh.supabase.co/"}));
  CHECK(loaded->values.auth.jwt_issuer == "https://abcdefgh.supabase.co/auth/v1");
  CHECK(loaded->values.auth.jwks_url == "https://abcdefgh.supabase.co/auth/v1/.well-known/jwks.json");
  CHECK(loaded->of("auth.jwks_url").origin == "supabase.url");
}

TEST_CASE("keys of a Supabase project in each other's place are refused") {
  CHECK(problem_of(of_flag("supabase.anon_key", {"sb_secret_x"})).find("supabase.service_role_key") !=
        std::string::npos);
  CHECK(problem_of(of_flag("supabase.service_role_key", {"sb_publishable_x"})).find("supabase.anon_key") !=
        std::string::npos);
  CHECK(problem_of(of_flag("supabase.url", {"abcdefgh"})).find("https://") != std::string::npos);
}

TEST_CASE("the contact stands in every user agent") {
  const auto loaded = load(of_flag("fetch.contact", {"https://a.example/bot"}));
  CHECK(loaded->values.fetch.user_agents.front() == "LeadstreamBot/1.0 (+https://a.example/bot)");
}

TEST_CASE("the public URL is one that people can safely follow and that a path can be added to") {
  for (const char* good :
       {"https://leads.example.com", "https://example.com/leads", "http://127.0.0.1:8080"}) {
    INFO(good);
    CHECK(problem_of(of_flag("server.public_url", {good})).empty());
  }
  for (const char* bad : {"leads.example.com", "http://leads.example.com", "https://leads.example.com/",
                          "https://leads.example.com?a=b", "ftp://leads.example.com"}) {
    INFO(bad);
    CHECK(problem_of(of_flag("server.public_url", {bad})).find("server.public_url") != std::string::npos);
  }
}
