#include "domain/sources/places.hpp"

#include "domain/enrich/industry.hpp"
#include "domain/extract/socials.hpp"
#include "domain/intel/pain_points.hpp"
#include "domain/json/member.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/sources/storage_rule.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace leadstream::sources {
namespace {

using leadstream::json::member;
using leadstream::json::text_at;
using nlohmann::json;

constexpr leadstream::json::read_limits answer_limits{8U << 20U, 24};
constexpr const char* method = "places";
constexpr std::size_t most_reviews = 10;
constexpr const char* fields =
    "nextPageToken,places.id,places.displayName,places.primaryType,places.types,places.formattedAddress,"
    "places.addressComponents,places.location,places.internationalPhoneNumber,places.nationalPhoneNumber,"
    "places.websiteUri,places.rating,places.userRatingCount,places.businessStatus,places.googleMapsUri,"
    "places.regularOpeningHours,places.pureServiceAreaBusiness";

std::optional<double> number_at(const json& from, const char* name) {
  const json& value = member(from, name);
  return value.is_number() && std::isfinite(value.get<double>()) ? std::optional(value.get<double>())
                                                                 : std::nullopt;
}

void add(findings& out, field what, std::string value, std::string detail = {}) {
  if (!value.empty()) {
    out.facts.push_back({what, std::move(value), method, 0.9, std::move(detail)});
  }
}

/// The component of an address that has that type.
std::string component(const json& place, std::string_view type, bool as_code = false) {
  for (const json& one : member(place, "addressComponents")) {
    for (const json& name : member(one, "types")) {
      if (name.is_string() && name.get_ref<const std::string&>() == type) {
        return text_at(one, as_code ? "shortText" : "longText");
      }
    }
  }
  return {};
}

std::string street_of(const json& place) {
  const std::string road = component(place, "route");
  const std::string number = component(place, "street_number");
  return road.empty() || number.empty() ? road : road + " " + number;
}

void add_address(findings& out, const json& from) {
  place where;
  where.street = street_of(from);
  where.city = component(from, "locality");
  if (where.city.empty()) {
    where.city = component(from, "postal_town");
  }
  where.state = component(from, "administrative_area_level_1");
  where.postal_code = component(from, "postal_code");
  where.country = component(from, "country", true);
  const auto latitude = number_at(member(from, "location"), "latitude");
  const auto longitude = number_at(member(from, "location"), "longitude");
  if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
    where.has_point = true;
    where.latitude = *latitude;
    where.longitude = *longitude;
  }
  where.method = method;
  where.confidence = 0.9;
  if (!where.empty()) {
    out.places.push_back(std::move(where));
  }
}

std::string words_of(std::string type) {
  for (char& c : type) {
    c = c == '_' ? ' ' : c;
  }
  return type;
}

void add_industry(findings& out, const json& from) {
  std::vector<std::string> types{text_at(from, "primaryType")};
  for (const json& type : member(from, "types")) {
    types.push_back(type.is_string() ? type.get<std::string>() : std::string{});
  }
  for (const std::string& type : types) {
    if (std::string word = enrich::canonical_industry(words_of(type)); !word.empty()) {
      add(out, field::industry, std::move(word), type);
      return;
    }
  }
}

std::string hours_of(const json& from) {
  std::string all;
  for (const json& day : member(member(from, "regularOpeningHours"), "weekdayDescriptions")) {
    if (day.is_string()) {
      all += (all.empty() ? "" : "; ") + day.get<std::string>();
    }
  }
  return all;
}

/// A number as people write it: 4.5, 12.
std::string short_number(double value) {
  std::string text;
  leadstream::json::writer(text).value(value);
  return text;
}

void add_facts(findings& out, const json& from) {
  add(out, field::name, text_at(member(from, "displayName"), "text"));
  const std::string website = text_at(from, "websiteUri");
  add(out, field::website, website);
  if (const auto profile = extraction::profile_of(website)) {
    add(out, field::social, profile->url, profile->network);
  }
  const std::string international = text_at(from, "internationalPhoneNumber");
  add(out, field::phone, international.empty() ? text_at(from, "nationalPhoneNumber") : international);
  add(out, field::opening_hours, hours_of(from));
  if (const auto rating = number_at(from, "rating")) {
    add(out, field::rating, short_number(*rating),
        short_number(number_at(from, "userRatingCount").value_or(0)));
  }
  add_industry(out, from);
}

/// What is told against the company in reviews.
void add_reviews(findings& out, const json& from) {
  std::size_t read = 0;
  for (const json& review : member(from, "reviews")) {
    const std::string original = text_at(member(review, "originalText"), "text");
    const std::string text = original.empty() ? text_at(member(review, "text"), "text") : original;
    if (++read > most_reviews) {
      return;
    }
    for (const intel::pain_point& point : intel::find_pain_points({text, intel::text_kind::review, {}, {}})) {
      out.facts.push_back(
          {field::pain_point, point.sentence, review_method, point.confidence, point.category});
    }
  }
}

observation read_place(const json& from, wall_time fetched_at) {
  observation seen;
  seen.source = "google";
  seen.record_id = text_at(from, "id");
  seen.source_url = text_at(from, "googleMapsUri");
  if (seen.source_url.empty() || seen.source_url.size() > 500) {
    seen.source_url = "https://www.google.com/maps/place/?q=place_id:" + seen.record_id;
  }
  seen.fetched_at = fetched_at;
  seen.type = data_type::company_info;
  add_facts(seen.raw, from);
  add_reviews(seen.raw, from);
  add_address(seen.raw, from);
  return seen;
}

error not_places(const std::string& why) {
  return {error_code::malformed, "the answer is not that of the Places API: " + why, {}};
}

} // namespace

http_request ask_places(const places_options& options, const places_question& question) {
  http_request request;
  request.method = "POST";
  request.url = options.endpoint + "/v1/places:searchText";
  request.headers = {{"Content-Type", "application/json"},
                     {"X-Goog-Api-Key", options.key},
                     {"X-Goog-FieldMask", std::string(fields) + (options.reviews ? ",places.reviews" : "")}};
  leadstream::json::writer w(request.body);
  w.begin_object().member("textQuery", question.text).member("pageSize", static_cast<int>(places_page_size));
  if (!options.language.empty()) {
    w.member("languageCode", options.language);
  }
  if (!question.region.empty()) {
    w.member("regionCode", question.region);
  }
  w.member("includePureServiceAreaBusinesses", options.service_areas);
  if (question.area) {
    const cell& at = *question.area;
    w.key("locationRestriction").begin_object().key("rectangle").begin_object();
    w.key("low").begin_object().member("latitude", at.south).member("longitude", at.west).end_object();
    w.key("high").begin_object().member("latitude", at.north).member("longitude", at.east).end_object();
    w.end_object().end_object();
  }
  if (!question.page_token.empty()) {
    w.member("pageToken", question.page_token);
  }
  w.end_object();
  return request;
}

result<places_answer> read_places(std::string_view body, wall_time fetched_at) {
  const auto parsed = leadstream::json::read_lenient(body, answer_limits);
  if (!parsed || !parsed->is_object()) {
    return not_places(parsed ? "it is no object" : parsed.problem().message);
  }
  if (parsed->contains("error")) {
    const std::string said = text_at(member(*parsed, "error"), "message");
    return not_places("it tells of an error" + (said.empty() ? said : ": " + said));
  }
  const json& places = member(*parsed, "places");
  if (!places.is_null() && !places.is_array()) {
    return not_places("its places are no list");
  }
  places_answer answer;
  answer.next_page = text_at(*parsed, "nextPageToken");
  for (const json& place : places) {
    ++answer.results;
    observation seen = read_place(place, fetched_at);
    const bool gone = text_at(place, "businessStatus") == "CLOSED_PERMANENTLY";
    if (!gone && !seen.record_id.empty() && !seen.raw.first(field::name).empty()) {
      answer.places.push_back(std::move(seen));
    }
  }
  return answer;
}

places_fault read_places_fault(int status, std::string_view body) {
  const auto parsed = leadstream::json::read_lenient(body, answer_limits);
  const json problem = parsed ? member(*parsed, "error") : json();
  std::string said = text_at(problem, "message");
  std::string reason;
  for (const json& detail : member(problem, "details")) {
    reason = reason.empty() ? text_at(detail, "reason") : reason;
  }
  said = "the Places API answered " + std::to_string(status) + " " + text_at(problem, "status") + ": " +
         (said.empty() ? "without a reason" : said);
  if (reason.starts_with("API_KEY")) {
    return {"invalid_key", said + " (set sources.google.key)"};
  }
  if (status == 401 || status == 403) {
    return {"permission_denied", said};
  }
  if (status == 429) {
    return {"quota", said};
  }
  return {status >= 500 ? "unavailable" : "invalid_request", said};
}

} // namespace leadstream::sources
