#include "tests/simweb/crm/salesforce.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

constexpr std::size_t most_records = 200;
constexpr const char* key_field = "Leadstream_Id__c";

const std::map<std::string, std::set<std::string>>& known_fields() {
  static const std::map<std::string, std::set<std::string>> all{
      {"Account",
       {"Name", "Phone", "Website", "Industry", "BillingCity", "BillingCountry", "BillingPostalCode",
        "BillingStreet", key_field}},
      {"Contact", {"FirstName", "LastName", "Email", "Phone", "Title", "Account", key_field}}};
  return all;
}

reply problem(int status, const char* code, const std::string& message) {
  return json_reply(status, json::array({{{"message", message}, {"errorCode", code}}}));
}

} // namespace

reply salesforce_standin::show() const {
  return json_reply(200, {{"objects", objects_}, {"requests", requests_}, {"tokens", tokens_}});
}

reply salesforce_standin::answer(const request& asked) {
  if (asked.method == "GET" && asked.path == "/")
    return show();
  if (asked.method == "POST" && asked.path == "/services/oauth2/token")
    return token(asked);
  ++requests_;
  if (auto refused = refuse_session(asked))
    return *refused;
  reply made;
  if (requests_ > allowed_) {
    made = problem(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
  } else if (auto fault = mood_.before()) {
    made = *fault;
  } else {
    const auto fit = [&](const char* object) {
      return asked.method == "PATCH" &&
             asked.path == fmt::format("/services/data/v61.0/composite/sobjects/{}/{}", object, key_field);
    };
    made = fit("Account")   ? upsert("Account", asked)
           : fit("Contact") ? upsert("Contact", asked)
                            : problem(404, "NOT_FOUND", "The requested resource does not exist");
    made = mood_.loses_answer() ? lost() : made;
  }
  made.headers.emplace_back("Sforce-Limit-Info", fmt::format("api-usage={}/{}", requests_, allowed_));
  return made;
}

reply salesforce_standin::token(const request& asked) {
  for (const char* part : {"grant_type=client_credentials", "client_id=simweb", "client_secret=simweb-key"})
    if (asked.body.find(part) == std::string::npos)
      return json_reply(400,
                        {{"error", "invalid_client"}, {"error_description", "invalid client credentials"}});
  ++tokens_;
  session_used_ = 0;
  return json_reply(200, {{"access_token", fmt::format("00D-{}", tokens_)},
                          {"instance_url", "http://instance.salesforce.test"},
                          {"token_type", "Bearer"}});
}

std::optional<reply> salesforce_standin::refuse_session(const request& asked) {
  const bool valid = tokens_ > 0 && asked.header("authorization") == fmt::format("Bearer 00D-{}", tokens_);
  if (valid && session_used_++ < session_length_)
    return std::nullopt;
  reply made = problem(401, "INVALID_SESSION_ID", "Session expired or invalid");
  made.fault = "session ended";
  return made;
}

reply salesforce_standin::upsert(const std::string& object, const request& asked) {
  const json body = json::parse(asked.body, nullptr, false);
  if (!body.is_object() || !body.value("records", json()).is_array() || body["records"].size() > most_records)
    return problem(400, "JSON_PARSER_ERROR", "records must be a list of at most 200");
  const bool duplicates =
      asked.header("sforce-duplicate-rule-header").find("allowSave=true") != std::string_view::npos;
  json results = json::array();
  for (const json& row : body["records"])
    results.push_back(take(object, row, duplicates));
  return json_reply(200, results);
}

json salesforce_standin::take(const std::string& object, const json& row, bool duplicates) {
  const std::string own = row.value(key_field, "");
  auto& all = objects_[object];
  std::string message;
  if (const std::string code = fault_of(object, row, own, duplicates, message); !code.empty())
    return {
        {"success", false},
        {"errors", json::array({{{"statusCode", code}, {"message", message}, {"fields", json::array()}}})}};
  const bool fresh = !all.contains(own);
  record& kept = all[own];
  if (fresh)
    kept["Id"] = fmt::format("{}{:015}", object == "Account" ? "001" : "003", next_id_++);
  for (const auto& [name, value] : row.items()) {
    if (name == "Account")
      kept["AccountKey"] = value.value(key_field, "");
    else if (name != "attributes")
      kept[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  return {{"id", kept["Id"]}, {"success", true}, {"errors", json::array()}, {"created", fresh}};
}

/// The status code of what is wrong with a row; empty when nothing is.
std::string salesforce_standin::fault_of(const std::string& object, const json& row, const std::string& own,
                                         bool duplicates, std::string& message) {
  for (const auto& [name, value] : row.items()) {
    if (name != "attributes" && !known_fields().at(object).contains(name)) {
      message = fmt::format("No such column '{}' on sobject of type {}", name, object);
      return "INVALID_FIELD";
    }
  }
  const char* required = object == "Account" ? "Name" : "LastName";
  if (row.value(required, "").empty()) {
    message = fmt::format("Required fields are missing: [{}]", required);
    return "REQUIRED_FIELD_MISSING";
  }
  if (row.contains("Account") && !objects_["Account"].contains(row["Account"].value(key_field, ""))) {
    message = fmt::format("Foreign key external ID: {} not found for field {} in entity Account",
                          row["Account"].value(key_field, ""), key_field);
    return "INVALID_FIELD";
  }
  const auto same = [&](const auto& other) {
    return object == "Account" && other.first != own &&
           other.second.at("Name") == row["Name"].template get<std::string>() &&
           other.second.contains("Website") && other.second.at("Website") == row.value("Website", "");
  };
  const auto& all = objects_[object];
  if (!duplicates && std::any_of(all.begin(), all.end(), same)) {
    message = "Use one of these records?";
    return "DUPLICATES_DETECTED";
  }
  return {};
}

} // namespace leadstream::simweb
