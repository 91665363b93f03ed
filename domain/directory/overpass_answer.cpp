#include "domain/directory/overpass.hpp"

#include "domain/json/read.hpp"
#include "domain/text/trim.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <string_view>

namespace leadstream::directory {
namespace {

using nlohmann::json;

constexpr leadstream::json::read_limits answer_limits{64U << 20U, 16};
constexpr std::string_view element_page = "https://www.openstreetmap.org/";
constexpr const char* method = "osm_tag";
constexpr double confidence = 0.9;

/// A coordinate; nothing when it is none or beyond `limit` to either side.
std::optional<double> degrees(const json& point, const char* key, double limit) {
  const auto found = point.find(key);
  if (found == point.end() || !found->is_number() || std::abs(found->get<double>()) > limit) {
    return std::nullopt;
  }
  return found->get<double>();
}

void add_place(findings& out, const tag_list& tags, const json& element) {
  place where = place_of_tags(tags);
  const auto center = element.find("center");
  const json& point = center == element.end() ? element : *center;
  const auto latitude = degrees(point, "lat", 90);
  const auto longitude = degrees(point, "lon", 180);
  if (latitude && longitude) {
    where.has_point = true;
    where.latitude = *latitude;
    where.longitude = *longitude;
  }
  where.method = method;
  where.confidence = confidence;
  if (!where.empty()) {
    out.places.push_back(std::move(where));
  }
}

/// "node/17"; empty for what is no element of OpenStreetMap.
std::string record_id_of(const json& element) {
  const auto type = element.find("type");
  const auto id = element.find("id");
  const bool known = element.is_object() && type != element.end() && type->is_string() &&
                     id != element.end() && id->is_number_integer();
  return known ? type->get<std::string>() + "/" + std::to_string(id->get<std::int64_t>()) : std::string{};
}

tag_list tags_of(const json& element) {
  tag_list tags;
  if (const auto found = element.find("tags"); found != element.end() && found->is_object()) {
    for (const auto& [key, value] : found->items()) {
      if (value.is_string()) {
        tags.emplace_back(key, value.get<std::string>());
      }
    }
  }
  return tags;
}

/// The company of an element, or an observation without facts when it has no id or no name.
observation read_element(const json& element, wall_time fetched_at, const industry_rule& industry_of) {
  observation seen;
  seen.record_id = record_id_of(element);
  const tag_list tags = tags_of(element);
  if (seen.record_id.empty() || tag(tags, "name").empty()) {
    return seen;
  }
  seen.source = "overpass";
  seen.source_url = std::string(element_page) + seen.record_id;
  seen.fetched_at = fetched_at;
  seen.type = data_type::company_info;
  add_tag_facts(seen.raw, tags, method, confidence);
  if (fact industry = industry_of(tags); !industry.value.empty()) {
    seen.raw.facts.push_back(std::move(industry));
  }
  add_place(seen.raw, tags, element);
  return seen;
}

/// A remark of any form makes the answer partial.
std::string remark_of(const json& answer) {
  const auto found = answer.find("remark");
  if (found == answer.end() || found->is_null()) {
    return {};
  }
  return found->is_string() ? found->get<std::string>() : "the server remarked something that is no text";
}

error not_overpass(const std::string& why) {
  return {error_code::malformed, "the answer is not that of an Overpass server: " + why, {}};
}

result<json> read_answer(std::string_view body) {
  auto parsed = leadstream::json::read_lenient(body, answer_limits);
  if (!parsed) {
    return not_overpass(parsed.problem().message);
  }
  const auto elements = parsed->find("elements");
  if (!parsed->is_object() || elements == parsed->end() || !elements->is_array()) {
    return not_overpass("it has no list of elements");
  }
  return parsed;
}

} // namespace

result<place_answer> read_place_answer(std::string_view body, const place_question& asked) {
  const auto parsed = read_answer(body);
  if (!parsed) {
    return parsed.problem();
  }
  if (const std::string remark = remark_of(*parsed); !remark.empty()) {
    return not_overpass("it is partial: " + remark);
  }
  bool place = false;
  bool region = !asked.with_region;
  place_answer answer;
  for (const json& element : parsed->at("elements")) {
    const tag_list tags = element.is_object() ? tags_of(element) : tag_list{};
    (tags.empty() ? region : place) = true; // of the region but its number is asked for
    if (std::string name = tag(tags, "name"); !name.empty()) {
      answer.names.push_back(std::move(name));
    }
  }
  answer.found = place && region;
  return answer;
}

result<overpass_answer> read_overpass(std::string_view body, wall_time fetched_at,
                                      const industry_rule& industry_of) {
  auto parsed = read_answer(body);
  if (!parsed) {
    return parsed.problem();
  }
  overpass_answer answer;
  answer.remark = remark_of(*parsed);
  for (json& element : parsed->at("elements")) {
    observation seen = read_element(element, fetched_at, industry_of);
    if (seen.raw.empty()) {
      ++answer.nameless;
    } else {
      answer.companies.push_back(std::move(seen));
    }
    element = nullptr; // an answer may have ten thousand: what was read makes room for what it says
  }
  return answer;
}

} // namespace leadstream::directory
