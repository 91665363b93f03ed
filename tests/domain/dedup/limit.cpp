#include "domain/dedup/limit.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

namespace {

observation listing(const std::string& record, const std::string& name, const std::string& street) {
  observation seen;
  seen.source = "overpass";
  seen.record_id = record;
  seen.raw.facts = {{field::name, name, "osm_tag", 0.9, ""},
                    {field::website, "http://" + street + ".example", "osm_tag", 0.9, ""},
                    {field::industry, "hotel", "osm_tag", 1, ""}};
  seen.raw.places = {{street + " 1", "Vaduz", "", "9490", "LI", false, 0, 0, "osm_tag", 0.9}};
  seen.id = identify(default_tenant(), seen);
  return seen;
}

} // namespace

SCENARIO("a company that a directory lists twice counts once for the limit") {
  const std::vector<observation> all{listing("node/1", "Hotel Schatzmann", "landstrasse"),
                                     listing("way/1", "Hotel Schatzmann", "landstrasse"),
                                     listing("node/2", "Hotel Meierhof", "meierhofstrasse"),
                                     listing("node/3", "Hotel Kulm", "kulmweg")};
  CHECK(dedup::first_companies(all, 2, "LI").size() == 3);
  CHECK(dedup::first_companies(all, 10, "LI").size() == 4);
  CHECK(dedup::first_companies(all, 1, "LI").size() == 2);
}
