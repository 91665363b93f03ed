#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"
#include "net/deliver/crm_targets.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::deliver {
namespace {

using delivery::crm_answer;
using delivery::crm_record;
using delivery::crm_result;
using json::writer;

constexpr std::size_t most_records = 200;

std::string text_of(const nlohmann::json& object, const char* name) {
  if (!object.is_object() || !object.contains(name) || !object[name].is_string()) {
    return {};
  }
  return object[name].get<std::string>();
}

/// "STATUS: message" of each error of a record or of an answer.
std::string errors_text(const nlohmann::json& errors, const char* code) {
  std::string text;
  if (errors.is_array()) {
    for (const auto& one : errors) {
      text += (text.empty() ? "" : "; ") + text_of(one, code) + ": " + text_of(one, "message");
    }
  }
  return text;
}

class salesforce : public delivery::crm_target {
public:
  explicit salesforce(salesforce_options options) : options_(std::move(options)) {}

  const char* name() const override { return "salesforce"; }
  std::size_t batch() const override { return most_records; }

  std::optional<http_request> authorize() override {
    if (!token_.empty()) {
      return std::nullopt;
    }
    http_request request;
    request.method = "POST";
    request.url = options_.url + "/services/oauth2/token";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = "grant_type=client_credentials&client_id=" + encode_component(options_.client_id) +
                   "&client_secret=" + encode_component(options_.client_secret);
    return request;
  }

  std::string authorized(const page& answer) override {
    const auto body = leadstream::json::read_lenient(answer.body);
    const std::string instance = body ? text_of(*body, "instance_url") : "";
    if (answer.status != 200 || !body || text_of(*body, "access_token").empty() || !parse_url(instance)) {
      return "Salesforce gives no token (" + std::to_string(answer.status) +
             (body ? " " + text_of(*body, "error_description") : "") +
             "); check crm.salesforce.url, client_id and client_secret";
    }
    token_ = text_of(*body, "access_token");
    instance_ = instance;
    return {};
  }

  void unauthorize() override { token_.clear(); }

  http_request say(const std::vector<crm_record>& batch) override {
    const std::string object = batch.front().company_id.is_nil() ? options_.object : "Contact";
    http_request request;
    request.method = "PATCH";
    request.url = instance_ + "/services/data/" + options_.version + "/composite/sobjects/" + object + "/" +
                  options_.external_id;
    request.headers = {{"Authorization", "Bearer " + token_}, {"Content-Type", "application/json"}};
    if (options_.allow_duplicates) {
      request.headers.push_back({"Sforce-Duplicate-Rule-Header", "allowSave=true"});
    }
    writer w(request.body);
    w.begin_object().member("allOrNone", false).key("records").begin_array();
    for (const crm_record& record : batch) {
      w.begin_object().key("attributes").begin_object().member("type", object).end_object();
      w.member(options_.external_id, to_string(record.lead_id));
      if (!record.company_id.is_nil()) {
        w.key(options_.object).begin_object().key("attributes").begin_object();
        w.member("type", options_.object).end_object();
        w.member(options_.external_id, to_string(record.company_id)).end_object();
      }
      for (const auto& [field, value] : record.properties) {
        w.member(field, value);
      }
      w.end_object();
    }
    w.end_array().end_object();
    return request;
  }

  crm_answer understand(const page& answer, const std::vector<crm_record>& batch) override {
    const auto body = leadstream::json::read_lenient(answer.body, {8U << 20U, 64});
    const std::string problem = body ? errors_text(*body, "errorCode") : "";
    if (answer.status == 401) {
      return {crm_answer::kind::unauthorized, {}, {}, "Salesforce: " + problem};
    }
    if (problem.find("REQUEST_LIMIT_EXCEEDED") != std::string::npos) {
      return {crm_answer::kind::spent, {}, {}, "Salesforce: " + problem};
    }
    if (answer.status >= 500 || answer.status == 429) {
      return {crm_answer::kind::unavailable, {}, {}, "Salesforce answered " + std::to_string(answer.status)};
    }
    if (answer.status == 400) {
      return {crm_answer::kind::invalid, {}, {}, problem};
    }
    if (answer.status != 200) {
      return {crm_answer::kind::refused,
              {},
              {},
              "Salesforce answered " + std::to_string(answer.status) + ": " + problem};
    }
    if (!body || !body->is_array() || body->size() != batch.size()) {
      return {crm_answer::kind::unavailable,
              {},
              {},
              "Salesforce gave an answer that says nothing of the records"};
    }
    return results_of(*body, batch);
  }

private:
  static crm_answer results_of(const nlohmann::json& said, const std::vector<crm_record>& batch) {
    crm_answer answer;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const nlohmann::json& one = said[i];
      const bool good = one.is_object() && one.contains("success") && one["success"].is_boolean() &&
                        one["success"].get<bool>();
      const std::string reason =
          one.is_object() && one.contains("errors") ? errors_text(one["errors"], "statusCode") : "";
      answer.results.push_back(good ? crm_result{batch[i].lead_id, encode(batch[i]), text_of(one, "id"), ""}
                                    : crm_result{batch[i].lead_id, "", "",
                                                 reason.empty() ? "Salesforce did not take it" : reason});
    }
    return answer;
  }

  salesforce_options options_;
  std::string token_;
  std::string instance_;
};

} // namespace

std::unique_ptr<delivery::crm_target> make_salesforce(salesforce_options options) {
  return std::make_unique<salesforce>(std::move(options));
}

} // namespace leadstream::deliver
