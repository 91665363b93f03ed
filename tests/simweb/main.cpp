#include "tests/simweb/crm/hubspot.hpp"
#include "tests/simweb/crm/salesforce.hpp"
#include "tests/simweb/hostile/hostile_web.hpp"
#include "tests/simweb/http/server.hpp"
#include "tests/simweb/http/tls_front.hpp"
#include "tests/simweb/options.hpp"
#include "tests/simweb/overpass/endpoint.hpp"
#include "tests/simweb/site/trouble.hpp"
#include "tests/simweb/sources/directories.hpp"
#include "tests/simweb/sources/news.hpp"
#include "tests/simweb/sources/places.hpp"
#include "tests/simweb/sources/profiles.hpp"
#include "tests/simweb/truth.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <optional>

namespace {

using namespace leadstream::simweb;

overpass::reliability reliability_of(const std::string& profile) {
  return profile == "hostile"   ? overpass::reliability::overloaded
         : profile == "default" ? overpass::reliability::tired
                                : overpass::reliability::sound;
}

map_data directory_of(const options& chosen) {
  return chosen.overpass_file.empty() ? make_directory(chosen.world) : load_extract(chosen.overpass_file);
}

reply no_such_host(const request& asked) {
  return {.status = 404,
          .headers = {{"Content-Type", "text/plain"}},
          .body = "no such host: " + asked.host + "\n"};
}

void announce(std::uint16_t port, const std::string& port_file) {
  if (!port_file.empty())
    std::ofstream(port_file) << port << '\n';
  std::printf("listening on 127.0.0.1:%u\n", static_cast<unsigned>(port));
  std::fflush(stdout);
}

[[noreturn]] void serve(const options& chosen) {
  if (!chosen.truth_file.empty())
    write_truth(chosen.world, chosen.truth_file);
  overpass::endpoint directory(directory_of(chosen), reliability_of(chosen.faults));
  places_endpoint places(chosen.world, reliability_of(chosen.faults));
  hubspot_standin hubspot(reliability_of(chosen.faults), chosen.crm_day);
  salesforce_standin salesforce(reliability_of(chosen.faults), chosen.crm_day);
  trouble sites;
  access_log log(chosen.log_file);
  const auto answer = [&](const request& asked) {
    if (asked.host == "overpass.test")
      return directory.answer(asked);
    if (asked.host == "places.test")
      return places.answer(asked);
    if (asked.host == "hubspot.test")
      return hubspot.answer(asked);
    if (asked.host == "salesforce.test" || asked.host == "instance.salesforce.test")
      return salesforce.answer(asked);
    if (asked.host == "yellow.test")
      return yellow_pages(chosen.world, asked);
    if (asked.host == "directory.test")
      return json_directory(chosen.world, asked);
    if (asked.host == "news.test")
      return news_search(chosen.world, asked);
    if (asked.host == "boards.test")
      return board_answer(chosen.world, asked);
    if (asked.host == "www.linkedin.com")
      return linkedin_answer(chosen.world, asked, chosen.linkedin_open);
    if (asked.host == "api.linkedin.com")
      return organization_lookup(chosen.world, asked);
    const auto found = find_by_host(chosen.world, asked.host);
    return found ? sites.answer(*found, asked) : no_such_host(asked);
  };
  std::signal(SIGPIPE, SIG_IGN); // TLS clients that refuse a certificate hang up
  std::optional<hostile_web> hostile;
  if (!chosen.hostile_file.empty())
    hostile.emplace(chosen.hostile_file, chosen.canary);
  server all(chosen.port, answer, log);
  std::optional<tls_front> https;
  if (!chosen.https_file.empty())
    https.emplace(chosen.https_file, all.port());
  announce(all.port(), chosen.port_file);
  all.run();
}

} // namespace

int main(int argc, char** argv) {
  try {
    const auto chosen = read_options(argc, argv);
    if (chosen.help) {
      std::fputs(help_text().c_str(), stdout);
      return 0;
    }
    serve(chosen);
  } catch (const usage_error& problem) {
    std::fprintf(stderr, "simweb: %s\n", problem.what());
    return 2;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "simweb: %s\n", problem.what());
    return 1;
  }
}
