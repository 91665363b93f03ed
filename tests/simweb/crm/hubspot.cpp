#include "tests/simweb/crm/hubspot.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

constexpr std::size_t most_inputs = 100;
constexpr std::size_t requests_in_window = 100;
constexpr std::chrono::seconds window{10};

reply problem(int status, const char* category, const std::string& message) {
  return json_reply(
      status,
      {{"status", "error"}, {"category", category}, {"message", message}, {"correlationId", "simweb"}});
}

reply too_many(const char* policy) {
  reply made = json_reply(429, {{"status", "error"},
                                {"errorType", "RATE_LIMIT"},
                                {"policyName", policy},
                                {"message", "You have reached your limit."}});
  made.fault = policy;
  return made;
}

json record_error(const char* category, const std::string& message, const json& input) {
  return {{"status", "error"},
          {"category", category},
          {"message", message},
          {"context", {{"objectWriteTraceId", json::array({input.value("objectWriteTraceId", "")})}}}};
}

} // namespace

std::optional<reply> hubspot_standin::limit() {
  const auto now = std::chrono::steady_clock::now();
  while (!recent_.empty() && now - recent_.front() > window)
    recent_.pop_front();
  if (left_today_ == 0)
    return too_many("DAILY");
  if (recent_.size() >= requests_in_window)
    return too_many("TEN_SECONDLY_ROLLING");
  recent_.push_back(now);
  --left_today_;
  return std::nullopt;
}

reply hubspot_standin::show() const {
  return json_reply(200, {{"companies", companies_.all},
                          {"contacts", contacts_.all},
                          {"company_of", company_of_},
                          {"requests", requests_}});
}

reply hubspot_standin::answer(const request& asked) {
  if (asked.method == "GET" && asked.path == "/")
    return show();
  ++requests_;
  if (asked.header("authorization") != "Bearer simweb-key")
    return problem(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
  if (auto full = limit())
    return *full;
  if (auto fault = mood_.before())
    return *fault;
  const json body = json::parse(asked.body, nullptr, false);
  if (!body.is_object() || !body.value("inputs", json()).is_array() || body["inputs"].empty() ||
      body["inputs"].size() > most_inputs)
    return problem(400, "VALIDATION_ERROR", "inputs must be a list of 1 to 100 entries");
  reply made = problem(404, "OBJECT_NOT_FOUND", "no such path");
  for (const std::string version : {"/crm/objects/2026-09/", "/crm/objects/2026-03/", "/crm/v3/objects/"}) {
    if (asked.method == "POST" && asked.path == version + "companies/batch/upsert")
      made = upsert(companies_, "0-2", body);
    if (asked.method == "POST" && asked.path == version + "contacts/batch/upsert")
      made = upsert(contacts_, "0-1", body);
  }
  for (const std::string version :
       {"/crm/associations/2026-09/", "/crm/associations/2026-03/", "/crm/v4/associations/"})
    if (asked.method == "POST" && asked.path == version + "contacts/companies/batch/associate/default")
      made = tie(body);
  made.headers.emplace_back("X-HubSpot-RateLimit-Daily-Remaining", std::to_string(left_today_));
  return mood_.loses_answer() ? lost() : made;
}

std::string hubspot_standin::find(const object& of, const std::string& property,
                                  const std::string& value) const {
  const auto found = std::find_if(of.all.begin(), of.all.end(), [&](const auto& one) {
    const auto has = one.second.find(property);
    return has != one.second.end() && has->second == value;
  });
  return found == of.all.end() ? "" : found->first;
}

/// Why one record is not taken; `own` is HubSpot's id of the one that it would change.
std::optional<json> hubspot_standin::refuse(const object& of, const std::string& own, const json& input) {
  const std::string id = input.value("id", "");
  const bool first = seen_.insert(id).second;
  if (mood_.is_picky() && first && std::hash<std::string>{}(id) % 11 == 3)
    return record_error("VALIDATION_ERROR", "a conditionally required property is missing", input);
  for (const auto& [name, value] : input["properties"].items()) {
    if (!value.is_string())
      return record_error("VALIDATION_ERROR", name + " is no string", input);
    if (name == "leadstream_score" &&
        value.get<std::string>().find_first_not_of("0123456789") != std::string::npos)
      return record_error("VALIDATION_ERROR", "leadstream_score was not a valid number", input);
    if (name == "email" && value.get<std::string>().find('@') == std::string::npos)
      return record_error("VALIDATION_ERROR", "Email address " + value.get<std::string>() + " is invalid",
                          input);
    const std::string other = of.unique.contains(name) ? find(of, name, value.get<std::string>()) : "";
    if (!other.empty() && other != own)
      return record_error("CONFLICT", "Contact already exists. Existing ID: " + other, input);
  }
  return std::nullopt;
}

reply hubspot_standin::upsert(object& of, const char* name, const json& body) {
  for (const json& input : body["inputs"]) {
    if (!of.unique.contains(input.value("idProperty", "")))
      return problem(400, "VALIDATION_ERROR",
                     std::string("Unable to perform update/upsert by non-unique ") + name + " property");
    for (const auto& [property, value] : input["properties"].items())
      if (!of.properties.contains(property))
        return problem(400, "VALIDATION_ERROR", "Property \"" + property + "\" does not exist");
  }
  json results = json::array();
  json errors = json::array();
  for (const json& input : body["inputs"]) {
    const std::string key = input["idProperty"];
    std::string id = find(of, key, input.value("id", ""));
    if (auto reason = refuse(of, id, input)) {
      errors.push_back(std::move(*reason));
      continue;
    }
    const bool fresh = id.empty();
    id = fresh ? std::to_string(next_id_++) : id;
    record& kept = of.all[id];
    kept[key] = input.value("id", "");
    for (const auto& [property, value] : input["properties"].items())
      kept[property] = value;
    results.push_back({{"id", id},
                       {"new", fresh},
                       {"properties", kept},
                       {"objectWriteTraceId", input.value("objectWriteTraceId", "")}});
  }
  return json_reply(
      errors.empty() ? 200 : 207,
      {{"status", "COMPLETE"}, {"results", results}, {"numErrors", errors.size()}, {"errors", errors}});
}

reply hubspot_standin::tie(const json& body) {
  json results = json::array();
  for (const json& input : body["inputs"]) {
    const std::string contact = input["from"].value("id", "");
    const std::string company = input["to"].value("id", "");
    if (!contacts_.all.contains(contact) || !companies_.all.contains(company))
      return problem(400, "VALIDATION_ERROR", fmt::format("no such record: {} or {}", contact, company));
    company_of_[contact] = company;
    results.push_back({{"from", {{"id", contact}}}, {"to", {{"id", company}}}});
  }
  return json_reply(200, {{"status", "COMPLETE"}, {"results", results}});
}

} // namespace leadstream::simweb
