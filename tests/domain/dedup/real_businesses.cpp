#include "domain/dedup/fold.hpp"
#include "domain/json/read.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

using namespace leadstream;

namespace {

std::string tag(const nlohmann::json& element, const char* name) {
  return element["tags"].value(name, "");
}

void add_fact(observation& made, field what, const std::string& value) {
  if (!value.empty()) {
    made.processed.facts.push_back({what, value, "tag", 0.9, {}});
  }
}

std::string kind_of(const nlohmann::json& element) {
  for (const char* key : {"amenity", "shop", "office", "craft", "tourism", "healthcare", "leisure"}) {
    if (std::string value = tag(element, key); !value.empty()) {
      return value;
    }
  }
  return {};
}

/// An element of an Overpass answer as a directory listing.
observation listing_of(const nlohmann::json& element) {
  observation made;
  made.source = "directory";
  made.record_id = element["type"].get<std::string>() + "/" + element["id"].dump();
  made.fetched_at = wall_time{} + std::chrono::hours(1);
  add_fact(made, field::name, tag(element, "name"));
  add_fact(made, field::website, tag(element, "website"));
  add_fact(made, field::website, tag(element, "contact:website"));
  add_fact(made, field::phone, tag(element, "phone"));
  add_fact(made, field::phone, tag(element, "contact:phone"));
  add_fact(made, field::email, tag(element, "email"));
  add_fact(made, field::industry, kind_of(element));
  const nlohmann::json& point = element.contains("center") ? element["center"] : element;
  place where;
  where.street = tag(element, "addr:street") + " " + tag(element, "addr:housenumber");
  where.city = tag(element, "addr:city");
  where.postal_code = tag(element, "addr:postcode");
  where.country = tag(element, "addr:country");
  where.has_point = point.contains("lat");
  where.latitude = point.value("lat", 0.0);
  where.longitude = point.value("lon", 0.0);
  made.processed.places.push_back(where);
  made.raw = made.processed;
  made.id = identify(default_tenant(), made);
  return made;
}

std::vector<observation> extract_of(const std::string& country) {
  std::ifstream file("../shared/data/osm/" + country + ".json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<observation> listings;
  if (const auto answer = json::read(text, {64U << 20U, 64})) {
    for (const nlohmann::json& element : (*answer)["elements"]) {
      listings.push_back(listing_of(element));
    }
  }
  return listings;
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// Lets two letters of a longer name change places.
void mistype(std::string& name) {
  for (std::size_t i = name.size() / 2; name.size() > 12 && i + 1 < name.size(); ++i) {
    if (is_letter(name[i]) && is_letter(name[i + 1])) {
      std::swap(name[i], name[i + 1]);
      return;
    }
  }
}

} // namespace

TEST_CASE("the records of a directory stay businesses of their own, but for the few that it lists twice") {
  for (const char* country : {"liechtenstein", "monaco", "andorra", "moscow"}) {
    const auto listings = extract_of(country);
    if (listings.empty()) {
      WARN("no data of " << country << ": skipped");
      continue;
    }
    // "Hotel Schatzmann" stands there as a point and as a building, others likewise.
    const std::size_t leads = dedup::fold({}, listings).size();
    CHECK(leads <= listings.size());
    CHECK(leads + listings.size() / 60 >= listings.size());
  }
}

TEST_CASE("a second directory that lists the same businesses with typos adds no lead, but where two are "
          "neighbours") {
  const auto listings = extract_of("liechtenstein");
  if (listings.empty()) {
    WARN("no data: skipped");
    return;
  }
  auto both = listings;
  for (observation copy : listings) {
    mistype(copy.processed.facts.front().value);
    copy.source = "second";
    copy.processed.places.front().latitude += 0.0001;
    copy.raw = copy.processed;
    copy.id = identify(default_tenant(), copy);
    both.push_back(copy);
  }
  const std::size_t leads = dedup::fold({}, both).size();
  CAPTURE(leads, listings.size());
  CHECK(leads >= listings.size());
  CHECK(leads <= listings.size() + listings.size() / 20);
}
