#include "app/operations/crm_setup.hpp"

#include "net/deliver/crm_targets.hpp"

namespace leadstream::app {
namespace {

using deliver::crm_setup;

struct mapping {
  const char* setting;
  const std::vector<std::string>& lines;
  std::vector<deliver::mapped_field>& to;
};

header read_header(const std::string& line) {
  const auto colon = line.find(':');
  const auto value = colon == std::string::npos ? colon : line.find_first_not_of(' ', colon + 1);
  return {line.substr(0, colon), value == std::string::npos ? "" : line.substr(value)};
}

crm_setup hubspot_of(const config::hubspot_settings& s) {
  crm_setup setup;
  setup.make = [s] { return deliver::make_hubspot({s.url, s.version, s.token, s.external_id}); };
  setup.requests_per_10s = s.requests_per_10s;
  setup.requests_per_day = s.requests_per_day;
  setup.missing = s.token.empty() ? "crm.hubspot.token" : "";
  return setup;
}

crm_setup salesforce_of(const config::salesforce_settings& s) {
  crm_setup setup;
  setup.make = [s] {
    return deliver::make_salesforce(
        {s.url, s.version, s.client_id, s.client_secret, s.object, s.external_id, s.allow_duplicates});
  };
  setup.requests_per_day = s.requests_per_day;
  setup.missing = s.url.empty()             ? "crm.salesforce.url"
                  : s.client_id.empty()     ? "crm.salesforce.client_id"
                  : s.client_secret.empty() ? "crm.salesforce.client_secret"
                                            : "";
  return setup;
}

crm_setup sink_of(const config::http_sink_settings& s) {
  crm_setup setup;
  setup.make = [s] {
    deliver::http_sink_options options{s.url, s.method, {}, s.body};
    for (const std::string& line : s.headers) {
      options.headers.push_back(read_header(line));
    }
    if (!s.headers_secret.empty()) {
      options.headers.push_back(read_header(s.headers_secret));
    }
    return deliver::make_http_sink(std::move(options));
  };
  setup.requests_per_10s = s.requests_per_10s;
  setup.requests_per_day = s.requests_per_day;
  setup.missing = s.url.empty() ? "crm.http.url" : "";
  return setup;
}

} // namespace

result<std::map<std::string, crm_setup>> crms_of(const config::settings& s) {
  std::map<std::string, crm_setup> all{{"hubspot", hubspot_of(s.crm.hubspot)},
                                       {"salesforce", salesforce_of(s.crm.salesforce)},
                                       {"http", sink_of(s.crm.http)}};
  all["salesforce"].contact_needs = "LastName";
  const std::vector<mapping> mappings{
      {"crm.hubspot.fields", s.crm.hubspot.fields, all["hubspot"].fields},
      {"crm.hubspot.contacts", s.crm.hubspot.contacts, all["hubspot"].contact_fields},
      {"crm.salesforce.fields", s.crm.salesforce.fields, all["salesforce"].fields},
      {"crm.salesforce.contacts", s.crm.salesforce.contacts, all["salesforce"].contact_fields},
      {"crm.http.fields", s.crm.http.fields, all["http"].fields}};
  for (const mapping& each : mappings) {
    auto fields = deliver::read_mapping(each.lines);
    if (!fields) {
      error problem = fields.problem();
      problem.message = std::string(each.setting) + ": " + problem.message;
      problem.field = each.setting;
      return problem;
    }
    each.to = *std::move(fields);
  }
  return all;
}

} // namespace leadstream::app
