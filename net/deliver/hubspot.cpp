#include "domain/flow/retry_after.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "net/deliver/crm_targets.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::deliver {
namespace {

using delivery::crm_answer;
using delivery::crm_record;
using delivery::crm_result;
using json::writer;

constexpr std::size_t most_inputs = 100;
constexpr std::chrono::seconds usual_wait{10}; ///< the window of the burst limit

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

class hubspot : public delivery::crm_target {
public:
  explicit hubspot(hubspot_options options) : options_(std::move(options)) {}

  const char* name() const override { return "hubspot"; }
  std::size_t batch() const override { return most_inputs; }

  http_request say(const std::vector<crm_record>& batch) override {
    http_request request;
    request.method = "POST";
    const bool people = !batch.front().company_id.is_nil();
    request.url =
        path_of("objects", options_.version) + (people ? "/contacts" : "/companies") + "/batch/upsert";
    request.headers = headers();
    writer w(request.body);
    w.begin_object().key("inputs").begin_array();
    for (const crm_record& record : batch) {
      const std::string id = to_string(record.lead_id);
      w.begin_object().member("id", id).member("idProperty", options_.external_id);
      w.member("objectWriteTraceId", id).key("properties").begin_object();
      for (const auto& [property, value] : record.properties) {
        w.member(property, value);
      }
      w.end_object().end_object();
    }
    w.end_array().end_object();
    return request;
  }

  crm_answer understand(const page& answer, const std::vector<crm_record>& batch) override {
    const nlohmann::json said = content_of(answer);
    auto fault = fault_of(answer, said);
    return fault ? *std::move(fault) : crm_answer{crm_answer::kind::results, results_of(said, batch), {}, {}};
  }

  std::optional<http_request> tie(const std::vector<std::pair<std::string, std::string>>& pairs) override {
    http_request request;
    request.method = "POST";
    // Of the legacy paths only the fourth version has it.
    request.url = path_of("associations", options_.version.starts_with('v') ? "v4" : options_.version) +
                  "/contacts/companies/batch/associate/default";
    request.headers = headers();
    writer w(request.body);
    w.begin_object().key("inputs").begin_array();
    for (const auto& [contact, company] : pairs) {
      w.begin_object().key("from").begin_object().member("id", contact).end_object();
      w.key("to").begin_object().member("id", company).end_object().end_object();
    }
    w.end_array().end_object();
    return request;
  }

  crm_answer tied(const page& answer) override {
    const nlohmann::json said = content_of(answer);
    auto fault = fault_of(answer, said);
    const auto errors = said.find("numErrors");
    if (!fault && errors != said.end() && errors->is_number_integer() && *errors != 0) {
      return {crm_answer::kind::refused, {}, {}, "HubSpot did not associate all of them"};
    }
    return fault ? *std::move(fault) : crm_answer{};
  }

private:
  /// An object, whatever was answered.
  static nlohmann::json content_of(const page& answer) {
    auto body = leadstream::json::read_lenient(answer.body, {8U << 20U, 64});
    return body && body->is_object() ? *std::move(body) : nlohmann::json::object();
  }

  /// What is wrong with an answer as a whole.
  static std::optional<crm_answer> fault_of(const page& answer, const nlohmann::json& said) {
    if (answer.status == 429) {
      const bool daily = text_of(said, "policyName") == "DAILY";
      const auto asked = flow::parse_retry_after(find_header(answer.headers, "Retry-After"),
                                                 answer.fetched_at, std::chrono::minutes(10));
      return crm_answer{daily ? crm_answer::kind::spent : crm_answer::kind::throttled,
                        {},
                        asked.value_or(usual_wait),
                        "HubSpot limits requests: " + text_of(said, "policyName")};
    }
    const std::string status = std::to_string(answer.status);
    if (answer.status == 401 || answer.status == 403) {
      return crm_answer{crm_answer::kind::refused,
                        {},
                        {},
                        "HubSpot refuses the token (crm.hubspot.token): " + text_of(said, "message")};
    }
    if (answer.status >= 500 || (answer.status < 400 && !said.contains("results"))) {
      return crm_answer{crm_answer::kind::unavailable, {}, {}, "HubSpot answered " + status};
    }
    if (answer.status >= 400 && text_of(said, "category") == "VALIDATION_ERROR") {
      return crm_answer{crm_answer::kind::invalid, {}, {}, "VALIDATION_ERROR: " + text_of(said, "message")};
    }
    if (answer.status >= 400) {
      return crm_answer{
          crm_answer::kind::refused, {}, {}, "HubSpot answered " + status + ": " + text_of(said, "message")};
    }
    return std::nullopt;
  }

  std::vector<header> headers() const {
    return {{"Authorization", "Bearer " + options_.token}, {"Content-Type", "application/json"}};
  }

  std::string path_of(const std::string& kind, const std::string& version) const {
    const bool legacy = version.starts_with('v');
    return options_.url + (legacy ? "/crm/" + version + "/" + kind : "/crm/" + kind + "/" + version);
  }

  /// Those that are named among the results were taken, whatever the status of the answer.
  std::vector<crm_result> results_of(const nlohmann::json& said, const std::vector<crm_record>& batch) const {
    std::map<std::string, std::string> taken;
    if (const auto list = said.find("results"); list != said.end() && list->is_array()) {
      for (const auto& one : *list) {
        const auto properties = one.is_object() ? one.find("properties") : one.end();
        std::string key = text_of(one, "objectWriteTraceId");
        if (one.is_object() && properties != one.end()) {
          const std::string own = text_of(*properties, options_.external_id.c_str());
          key = own.empty() ? key : own;
        }
        taken[key] = text_of(one, "id");
      }
    }
    const auto reasons = errors_of(said);
    std::vector<crm_result> results;
    for (const crm_record& record : batch) {
      const std::string id = to_string(record.lead_id);
      const auto found = taken.find(id);
      const auto reason = reasons.find(id);
      results.push_back(found != taken.end() ? crm_result{record.lead_id, encode(record), found->second, ""}
                                             : crm_result{record.lead_id, "", "",
                                                          reason == reasons.end() ? "HubSpot did not take it"
                                                                                  : reason->second});
    }
    return results;
  }

  /// Why, by trace id.
  static std::map<std::string, std::string> errors_of(const nlohmann::json& said) {
    std::map<std::string, std::string> reasons;
    const auto list = said.find("errors");
    if (list == said.end() || !list->is_array()) {
      return reasons;
    }
    for (const auto& one : *list) {
      const std::string message = text_of(one, "category") + ": " + text_of(one, "message");
      const auto context = one.is_object() ? one.find("context") : one.end();
      if (!one.is_object() || context == one.end() || !context->is_object()) {
        continue;
      }
      for (const char* name : {"objectWriteTraceId", "ids"}) {
        if (const auto ids = context->find(name); ids != context->end() && ids->is_array()) {
          for (const auto& id : *ids) {
            reasons[id.is_string() ? id.get<std::string>() : ""] = message;
          }
        }
      }
    }
    return reasons;
  }

  hubspot_options options_;
};

} // namespace

std::unique_ptr<delivery::crm_target> make_hubspot(hubspot_options options) {
  return std::make_unique<hubspot>(std::move(options));
}

} // namespace leadstream::deliver
