#include "tests/simweb/options.hpp"

#include <charconv>
#include <functional>
#include <map>

namespace leadstream::simweb {
namespace {

std::uint64_t number(const std::string& flag, const std::string& text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value > most)
    throw usage_error(flag + " takes a number from 0 to " + std::to_string(most) + ", not \"" + text + "\"");
  return value;
}

const industry* trade(const std::string& word) {
  if (const auto* found = find_industry(word))
    return found;
  throw usage_error("--industry: unknown word \"" + word + "\"");
}

const country* land(const std::string& name) {
  if (const auto* found = find_country(name))
    return found;
  throw usage_error("--country: unknown country \"" + name + "\"");
}

fault_profile profile(const std::string& name) {
  if (const auto found = find_profile(name))
    return *found;
  throw usage_error("--faults: unknown profile \"" + name + "\"; there are none, light, default, hostile");
}

} // namespace

options read_options(int argc, char** argv) {
  options made;
  const std::map<std::string, std::function<void(const std::string&)>> flags = {
      {"--port", [&](const auto& v) { made.port = static_cast<std::uint16_t>(number("--port", v, 65535)); }},
      {"--companies", [&](const auto& v) { made.world.companies = number("--companies", v, 1'000'000); }},
      {"--seed", [&](const auto& v) { made.world.seed = number("--seed", v, UINT64_MAX); }},
      {"--faults", [&](const auto& v) { made.world.faults = profile(made.faults = v); }},
      {"--industry", [&](const auto& v) { made.world.only_industry = trade(v); }},
      {"--country", [&](const auto& v) { made.world.only_country = land(v); }},
      {"--truth", [&](const auto& v) { made.truth_file = v; }},
      {"--log", [&](const auto& v) { made.log_file = v; }},
      {"--linkedin", [&](const auto& v) { made.linkedin_open = v == "open"; }},
      {"--crm-day", [&](const auto& v) { made.crm_day = number("--crm-day", v, UINT32_MAX); }},
      {"--overpass-data", [&](const auto& v) { made.overpass_file = v; }},
      {"--https", [&](const auto& v) { made.https_file = v; }},
      {"--hostile", [&](const auto& v) { made.hostile_file = v; }},
      {"--canary",
       [&](const auto& v) { made.canary = static_cast<std::uint16_t>(number("--canary", v, 65535)); }},
      {"--port-file", [&](const auto& v) { made.port_file = v; }}};
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    made.help = made.help || flag == "--help" || flag == "-h";
    if (made.help)
      return made;
    const auto found = flags.find(flag);
    if (found == flags.end())
      throw usage_error("unknown option " + flag + "; see --help");
    if (i + 1 == argc)
      throw usage_error(flag + " takes a value; see --help");
    found->second(argv[++i]);
  }
  return made;
}

std::string help_text() {
  std::string trades;
  for (const auto& one : industries())
    trades += (trades.empty() ? "" : " ") + std::string(one.word);
  return "simweb: a small internet on one loopback port, for tests\n\n"
         "  --port P              port on 127.0.0.1, 0 for any (9090)\n"
         "  --companies N         companies with a site each (0)\n"
         "  --seed S              the same seed gives the same web (1)\n"
         "  --faults PROFILE      none, light, default or hostile, see below (none)\n"
         "  --industry WORD       all companies are of this trade (all trades in turn)\n"
         "  --country NAME        all companies are in this country (twelve in turn)\n"
         "  --truth FILE          writes what a perfect run would find, a JSON object a line\n"
         "  --log FILE            writes a JSON object a request, when its answer has ended\n"
         "  --linkedin open       its robots.txt allows company pages (closed)\n"
         "  --crm-day N           requests that each CRM takes in a day (100000)\n"
         "  --overpass-data FILE  the directory answers from this extract of OpenStreetMap\n"
         "  --port-file FILE      writes the port when ready\n"
         "  --https FILE          speaks TLS too, on a port of its own; writes port and authority there\n"
         "  --hostile FILE        serves <case>.hostile.test and <case>.tls.test on ports of their own and "
         "writes\n"
         "                        ports, authority and cases there\n"
         "  --canary P            the port of the loopback that hostile hosts lure crawlers to\n\n"
         "Hosts: overpass.test (POST and GET /api/interpreter, /api/status), places.test (POST\n"
         "/v1/places:searchText, key simweb-key), yellow.test (HTML), directory.test (JSON),\n"
         "boards.test (Greenhouse, Lever, Ashby), hubspot.test and salesforce.test (GET / shows what they "
         "hold),\n"
         "www.linkedin.com, api.linkedin.com (token simweb-token) and [www.]<company>.test. The generated\n"
         "companies lie in their towns, their countries and all in the area \"Simland\".\n\n"
         "Profiles of faults:\n" +
         profile_help() + "\nTrades: " + trades + "\n";
}

} // namespace leadstream::simweb
