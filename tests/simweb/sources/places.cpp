#include "tests/simweb/sources/places.hpp"

#include "tests/simweb/random.hpp"
#include "tests/simweb/site/contact_block.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

constexpr std::size_t cap = 60;

reply problem(int status, const char* word, const std::string& message, const char* reason = nullptr) {
  json error = {{"code", status}, {"message", message}, {"status", word}};
  if (reason != nullptr)
    error["details"] = json::array({{{"@type", "type.googleapis.com/google.rpc.ErrorInfo"},
                                     {"reason", reason},
                                     {"domain", "googleapis.com"}}});
  return {.status = status,
          .headers = {{"Content-Type", "application/json; charset=UTF-8"}},
          .body = json{{"error", error}}.dump(2),
          .fault = std::to_string(status)};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// "dentist in Vaduz" -> the trade; the place is compared with town, country and Simland.
bool is_meant(const company& one, const std::string& text) {
  const auto in = text.rfind(" in ");
  const auto trade = text.substr(0, in);
  if (lower(trade) != lower(std::string(one.industry->word)))
    return false;
  if (in == std::string::npos)
    return true;
  const auto where = lower(text.substr(in + 4));
  const auto first = where.substr(0, where.find(','));
  return first == "simland" || first == lower(std::string(one.town->name)) ||
         find_country(first) == one.country;
}

bool is_inside(const company& one, const json& body) {
  if (!body.contains("locationRestriction"))
    return true;
  const auto& box = body["locationRestriction"]["rectangle"];
  return one.latitude >= box["low"]["latitude"] && one.latitude < box["high"]["latitude"] &&
         one.longitude >= box["low"]["longitude"] && one.longitude < box["high"]["longitude"];
}

json component(std::string_view text, std::string_view code, const char* type) {
  return {{"longText", text}, {"shortText", code}, {"types", json::array({type})}, {"languageCode", "en"}};
}

json place_of(const company& one) {
  const auto& town = *one.town;
  json made = {
      {"id", place_id(one)},
      {"displayName", {{"text", one.name}, {"languageCode", town.language}}},
      {"primaryType", one.industry->value},
      {"types", json::array({one.industry->value, "point_of_interest", "establishment"})},
      {"formattedAddress", street_line(one) + ", " + town_line(one) + ", " + std::string(one.country->name)},
      {"addressComponents",
       json::array({component(one.house_number, one.house_number, "street_number"),
                    component(one.street, one.street, "route"), component(town.name, town.name, "locality"),
                    component(one.country->name, one.country->code, "country"),
                    component(town.postcode, town.postcode, "postal_code")})},
      {"location", {{"latitude", one.latitude}, {"longitude", one.longitude}}},
      {"internationalPhoneNumber", write_phone(one.phone, phone_style::international)},
      {"rating", 3 + static_cast<double>(one.index % 20) / 10},
      {"userRatingCount", one.index % 300},
      {"businessStatus", one.index % 50 == 49 ? "CLOSED_TEMPORARILY" : "OPERATIONAL"},
      {"googleMapsUri", "https://maps.google.com/?cid=" + std::to_string(one.index)}};
  const auto review = one.index % 3 == 0 ? "Their booking system crashed again and nobody answered the phone."
                                         : "Friendly people and a fair price.";
  made["reviews"] = json::array({{{"name", place_id(one) + "/reviews/1"},
                                  {"rating", one.index % 3 == 0 ? 2 : 5},
                                  {"text", {{"text", review}, {"languageCode", "en"}}},
                                  {"publishTime", "2026-09-01T10:00:00Z"}}});
  if (one.index % 20 != 19)
    made["websiteUri"] = one.website();
  return made;
}

// Only what the mask names is answered.
json masked(const json& place, const std::string& mask) {
  json out;
  for (const auto& [key, value] : place.items())
    if (("," + mask + ",").find(",places." + key + ",") != std::string::npos)
      out[key] = value;
  return out;
}

// A page's token binds it to everything else that was asked.
std::string token_of(json body, const std::string& mask, std::size_t start) {
  body.erase("pageToken");
  const auto hash = std::hash<std::string>{}(body.dump() + mask);
  return fmt::format("{:016x}-{}", hash, start);
}

} // namespace

bool google_knows(const company& of) {
  return of.index % 5 != 2;
}

std::string place_id(const company& of) {
  return fmt::format("ChIJ{:016x}", mix(of.index + 17));
}

reply places_endpoint::answer(const request& asked) {
  ++asked_;
  if (asked.method != "POST" || asked.path != "/v1/places:searchText")
    return problem(404, "NOT_FOUND", "Not found.");
  if (how_ == overpass::reliability::overloaded && asked_ % 5 == 2)
    return problem(503, "UNAVAILABLE", "The service is currently unavailable.");
  if (how_ != overpass::reliability::sound && asked_ % 9 == 4)
    return problem(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'SearchTextRequest'.",
                   "RATE_LIMIT_EXCEEDED");
  if (asked.header("x-goog-api-key") != "simweb-key")
    return problem(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                   "API_KEY_INVALID");
  const std::string mask(asked.header("x-goog-fieldmask"));
  if (mask.empty())
    return problem(400, "INVALID_ARGUMENT", "FieldMask is a required parameter.");
  const json body = json::parse(asked.body, nullptr, false);
  if (!body.is_object() || !body.value("textQuery", json()).is_string())
    return problem(400, "INVALID_ARGUMENT", "Invalid JSON payload received.");
  const auto size = std::clamp<std::size_t>(body.value("pageSize", 20U), 1, 20);
  std::vector<company> found;
  for (std::uint64_t i = 0; i < world_.companies; ++i) {
    auto one = make_company(world_, i);
    if (google_knows(one) && is_inside(one, body) && is_meant(one, body["textQuery"]))
      found.push_back(std::move(one));
  }
  found.resize(std::min(found.size(), cap));
  std::size_t start = 0;
  if (const auto token = body.value("pageToken", std::string()); !token.empty()) {
    start = static_cast<std::size_t>(std::strtoul(token.substr(token.find('-') + 1).c_str(), nullptr, 10));
    if (token != token_of(body, mask, start))
      return problem(400, "INVALID_ARGUMENT", "Request parameters for paging requests must match.");
  }
  json answer = json::object();
  for (std::size_t i = start; i < std::min(found.size(), start + size); ++i)
    answer["places"].push_back(masked(place_of(found[i]), mask));
  if (start + size < found.size() && mask.find("nextPageToken") != std::string::npos)
    answer["nextPageToken"] = token_of(body, mask, start + size);
  return {.headers = {{"Content-Type", "application/json; charset=UTF-8"}}, .body = answer.dump()};
}

} // namespace leadstream::simweb
