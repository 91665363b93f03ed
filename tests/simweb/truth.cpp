#include "tests/simweb/truth.hpp"

#include "tests/simweb/site/placement.hpp"
#include "tests/simweb/site/site.hpp"
#include "tests/simweb/sources/directories.hpp"
#include "tests/simweb/sources/news.hpp"
#include "tests/simweb/sources/places.hpp"
#include "tests/simweb/sources/profiles.hpp"
#include "tests/simweb/world/listing.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

// What is known, growing page by page.
struct knowledge {
  std::set<std::string> phones, emails;
  json people = json::array();
  json social = json::array();
};

void learn(knowledge& known, const company& of, const placement& shown) {
  for (const auto& number : shown.phones)
    known.phones.insert(number.e164());
  known.emails.insert(shown.emails.begin(), shown.emails.end());
  if (!shown.people)
    return;
  for (const auto& one : of.people) {
    known.people.push_back({{"name", one.name}, {"title", one.title}, {"decision_maker", one.decides}});
    if (!one.email.empty())
      known.emails.insert(one.email);
    if (!one.phone.empty())
      known.phones.insert(one.phone.e164());
  }
}

knowledge learn_listing(const company& of, const listing& listed) {
  knowledge known;
  if (listed.has_phone)
    known.phones.insert(of.phone.e164());
  if (listed.has_second_phone)
    known.phones.insert(of.second_phone.e164());
  if (listed.has_email)
    known.emails.insert(of.email);
  return known;
}

json forbidden_paths(const company& of) {
  if (of.traits.fault == fault::robots_all || of.traits.fault == fault::robots_error)
    return {"/"};
  if (of.traits.fault == fault::robots_part)
    return {of.path_of(page_kind::team), of.path_of(page_kind::careers), "/intern/"};
  return of.index % 5 == 4 ? json::array() : json{"/intern/"};
}

json formats_of(const traits& of) {
  return {{"encoding", static_cast<int>(of.encoding)}, {"email", static_cast<int>(of.email)},
          {"phone", static_cast<int>(of.phone)},       {"markup", static_cast<int>(of.markup)},
          {"quality", static_cast<int>(of.quality)},   {"transport", static_cast<int>(of.transport)},
          {"address", static_cast<int>(of.address)},   {"layout", of.layout}};
}

json faults_of(const traits& of) {
  json all = json::array();
  for (const fault one : {of.fault, of.passing})
    if (one != fault::none)
      all.push_back(to_string(one));
  return all;
}

json identity(const company& of, const listing& listed) {
  json osm = {element_name(listed.entry)};
  if (listed.duplicate)
    osm.push_back(element_name(*listed.duplicate));
  return {{"id", of.index},
          {"osm", osm},
          {"name", of.name},
          {"listed_name", tag_of(listed.entry.tags, "name")},
          {"industry", of.industry->word},
          {"tag", std::string(of.industry->key) + "=" + std::string(of.industry->value)},
          {"city", of.town->name},
          {"country", of.country->code},
          {"street", of.street},
          {"housenumber", of.house_number},
          {"postcode", of.town->postcode},
          {"website", listed.has_website ? of.website() : ""},
          {"host", of.host()},
          {"place_id", google_knows(of) ? place_id(of) : ""},
          {"yellow_pages", in_yellow_pages(of)},
          {"json_directory", in_json_directory(of)},
          {"headcount", of.headcount},
          {"feed", feed_path(of)},
          {"press", press_headline(of)},
          {"board", board_of(of)},
          {"open_positions", board_of(of).empty() ? 0 : open_positions(of)}};
}

} // namespace

std::string truth_of(const company& of, std::uint64_t seed) {
  const auto listed = make_listing(of, seed);
  auto known = learn_listing(of, listed);
  json truth = identity(of, listed);
  truth["listed"] = {{"phones", known.phones}, {"emails", known.emails}, {"website", listed.has_website}};
  json lost = json::array();
  for (std::size_t i = 0; i < page_kinds; ++i) {
    const auto kind = static_cast<page_kind>(i);
    if (!page_readable(of, kind))
      lost.push_back(of.path_of(kind));
    else if (listed.has_website)
      learn(known, of, contacts_on(of, kind));
  }
  truth["site_reachable"] = listed.has_website && site_readable(of.traits.fault);
  if (truth["site_reachable"])
    known.social = of.social;
  truth["phones"] = known.phones;
  truth["emails"] = known.emails;
  truth["people"] = known.people;
  truth["social"] = known.social;
  truth["faults"] = faults_of(of.traits);
  truth["forbidden"] = forbidden_paths(of);
  truth["crawl_delay"] = crawl_delay(of);
  truth["lost"] = lost;
  truth["formats"] = formats_of(of.traits);
  return truth.dump();
}

void write_truth(const world_options& world, const std::string& path) {
  std::ofstream file(path);
  for (std::uint64_t index = 0; index < world.companies; ++index)
    file << truth_of(make_company(world, index), world.seed) << '\n';
  file.flush();
  if (!file)
    throw std::runtime_error("cannot write " + path);
}

} // namespace leadstream::simweb
