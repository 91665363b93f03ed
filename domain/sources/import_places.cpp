#include "domain/sources/import_places.hpp"

#include "domain/directory/osm_tags.hpp"
#include "domain/enrich/industry.hpp"
#include "domain/json/member.hpp"
#include "domain/sources/import_findings.hpp"
#include "domain/text/fold_case.hpp"
#include "domain/text/strings.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::sources {
namespace {

using leadstream::json::member;
using leadstream::json::text_at;
using leadstream::json::text_of;
using nlohmann::json;

/// Where Overture says nothing.
constexpr double usual_confidence = 0.7;

const json& properties_of(const json& record) {
  return record.contains("properties") ? record.at("properties") : record;
}

/// The text of the first that has one.
template <class Texts>
std::string first_of(const Texts& texts) {
  const auto found =
      std::find_if(texts.begin(), texts.end(), [](const std::string& one) { return !one.empty(); });
  return found == texts.end() ? std::string() : *found;
}

/// The main name; else one of those in other languages, which stand by language or in a list.
std::string name_in(const json& names) {
  std::string name = text_at(names, "primary");
  for (const json& other : member(names, "common")) {
    if (name.empty()) {
      name = other.is_object() ? text_at(other, "value") : text_of(other);
    }
  }
  return name;
}

/// The trade in Overture's words, from the most exact to the widest: its taxonomy, and what came before it.
std::vector<std::string> trades_of(const json& properties) {
  const json& taxonomy = member(properties, "taxonomy");
  const json& categories = member(properties, "categories");
  std::vector<std::string> words{text_at(taxonomy, "primary"), text_at(categories, "primary"),
                                 text_at(categories, "main")};
  const json& hierarchy = member(taxonomy, "hierarchy");
  for (auto i = hierarchy.rbegin(); hierarchy.is_array() && i != hierarchy.rend(); ++i) {
    words.push_back(text_of(*i));
  }
  words.push_back(text_at(properties, "basic_category"));
  return words;
}

std::string datasets_of(const json& properties) {
  std::string all;
  for (const json& source : member(properties, "sources")) {
    const std::string name = text_at(source, "dataset");
    if (!name.empty() && all.find(name) == std::string::npos) {
      all += (all.empty() ? "" : ",") + name;
    }
  }
  return all;
}

place read_address(const json& said) {
  place where;
  where.street = text_at(said, "freeform");
  where.city = text_at(said, "locality");
  where.state = text_at(said, "region");
  where.postal_code = text_at(said, "postcode");
  where.country = text_at(said, "country");
  if (!where.country.empty() && where.state.starts_with(where.country + "-")) {
    where.state.erase(0, where.country.size() + 1); // "US-TX"
  }
  return where;
}

/// Of several addresses the one that says most.
place fullest_address(const json& addresses) {
  place fullest;
  int most = 0;
  for (const json& said : addresses) {
    place where = read_address(said);
    int count = 0;
    for (const std::string* part :
         {&where.street, &where.city, &where.state, &where.postal_code, &where.country}) {
      count += part->empty() ? 0 : 1;
    }
    if (count > most) {
      most = count;
      fullest = std::move(where);
    }
  }
  return fullest;
}

/// The middle of a box, for exports whose geometry is not GeoJSON's.
void add_middle(place& where, const json& box) {
  const auto at = [&](const char* side) {
    const json& value = member(box, side);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
  };
  const auto west = at("xmin");
  const auto east = at("xmax");
  const auto south = at("ymin");
  const auto north = at("ymax");
  if (!where.has_point && west && east && south && north) {
    add_point(where, {{"coordinates", {(*west + *east) / 2, (*south + *north) / 2}}});
  }
}

void add_links(import_findings& out, const json& addresses) {
  for (const json& one : addresses) {
    out.add_link(text_of(one));
  }
}

void add_all(import_findings& out, field what, const json& list) {
  for (const json& one : list) {
    out.add(what, text_of(one));
  }
}

/// Why a place of Overture's is not taken; empty when it is.
std::string obstacle_of(const json& properties, double confidence, const import_options& options) {
  const std::string status = text_at(properties, "operating_status");
  if (status == "permanently_closed" || status == "closed") {
    return "it is closed for good (operating_status " + status + ")";
  }
  if (confidence <= 0) {
    return "it does not exist any more (confidence 0)";
  }
  return confidence < options.least_confidence
             ? "it may not exist (confidence " + text_at(properties, "confidence") + ")"
             : std::string();
}

directory::tag_list tags_of(const json& properties) {
  directory::tag_list tags;
  for (const auto& [key, value] : properties.items()) {
    std::string text = text_of(value);
    for (const json& one : value.is_array() ? value : json::array()) {
      text += (text.empty() ? "" : ";") + text_of(one);
    }
    if (!text.empty()) {
      tags.emplace_back(key, std::move(text));
    }
  }
  return tags;
}

/// The kind of machine that the tags describe; empty for all else.
std::string machine_in(const directory::tag_list& tags) {
  const std::string kind = directory::tag(tags, "amenity");
  const bool machine = extraction::is_one_of(
      kind, {"atm", "bench", "bicycle_parking", "charging_station", "clock", "device_charging_station",
             "drinking_water", "give_box", "letter_box", "parcel_locker", "payment_terminal", "post_box",
             "telephone", "vending_machine", "waste_basket", "water_point"});
  return machine && directory::tag(tags, "shop").empty() && directory::tag(tags, "office").empty() ? kind
                                                                                                   : "";
}

/// The name of a branch is often no more than that of its place: then the company has the brand's.
std::string name_of_branch(const directory::tag_list& tags) {
  const auto tag = [&](const char* key) { return directory::tag(tags, key); };
  const std::string name = tag("name");
  const std::string brand = tag("brand");
  const std::array places{tag("branch"),      tag("located_in"),          tag("addr:city"),
                          tag("addr:street"), tag("addr:street_address"), tag("ref")};
  const bool is_place = std::any_of(places.begin(), places.end(), [&](const std::string& where) {
    return !where.empty() && fold_case(where) == fold_case(name);
  });
  return (name.empty() || is_place) && !brand.empty() ? brand : name;
}

} // namespace

bool is_of_overture(const json& record) {
  return member(properties_of(record), "names").is_object();
}

import_row read_overture(const json& record, const import_options& options) {
  const json& properties = properties_of(record);
  const json& said = member(properties, "confidence");
  const double confidence = said.is_number() ? std::clamp(said.get<double>(), 0.0, 1.0) : usual_confidence;
  import_row row;
  row.seen.source = "overture";
  row.seen.record_id = first_of(std::array{text_at(record, "id"), text_at(properties, "id")});
  row.seen.source_url = "https://overturemaps.org/places/" + row.seen.record_id;
  row.problem = obstacle_of(properties, confidence, options);
  import_findings out(row.seen.raw, "overture", confidence);
  const std::array names{name_in(member(properties, "names")),
                         name_in(member(member(properties, "brand"), "names"))};
  out.add(field::name, first_of(names), datasets_of(properties));
  add_links(out, member(properties, "websites"));
  add_all(out, field::phone, member(properties, "phones"));
  add_all(out, field::email, member(properties, "emails"));
  add_links(out, member(properties, "socials"));
  out.add_industry(trades_of(properties));
  place where = fullest_address(member(properties, "addresses"));
  add_point(where, member(record, "geometry"));
  add_middle(where, member(properties, "bbox"));
  add_middle(where, member(record, "bbox"));
  out.add_place(std::move(where));
  return row;
}

bool is_of_all_the_places(const json& record) {
  return properties_of(record).contains("@spider") ||
         member(record, "dataset_attributes").contains("@spider");
}

import_row read_all_the_places(const json& record, const import_options& options) {
  constexpr const char* method = "all_the_places";
  constexpr double confidence = 0.85;
  const json& properties = properties_of(record);
  const std::array spiders{text_at(properties, "@spider"),
                           text_at(member(record, "dataset_attributes"), "@spider")};
  import_row row;
  row.seen.source = method;
  row.seen.record_id =
      first_of(std::array{text_at(record, "id"), first_of(spiders) + "/" + text_at(properties, "ref")});
  row.seen.source_url =
      first_of(std::array{text_at(properties, "@source_uri"), text_at(properties, "website")});
  directory::tag_list tags = tags_of(properties);
  if (const std::string name = name_of_branch(tags); name != directory::tag(tags, "name")) {
    std::erase_if(tags, [](const auto& one) { return one.first == "name"; });
    tags.emplace_back("name", name);
  }
  directory::add_tag_facts(row.seen.raw, tags, method, confidence);
  if (fact industry = enrich::industry_of_tags(tags); !industry.value.empty()) {
    row.seen.raw.facts.push_back(std::move(industry));
  }
  place where = directory::place_of_tags(tags);
  add_point(where, member(record, "geometry"));
  import_findings(row.seen.raw, method, confidence).add_place(std::move(where));
  if (directory::is_closed(tags, options.at)) {
    row.problem = "it is closed (end_date " + directory::tag(tags, "end_date") + ")";
  } else if (const std::string machine = machine_in(tags); !machine.empty()) {
    row.problem = "it is no place of business (amenity=" + machine + ")";
  }
  return row;
}

} // namespace leadstream::sources
