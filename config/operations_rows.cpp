#include "config/operations_rows.hpp"

#include "config/row.hpp"

namespace leadstream::config {
namespace {

// One setting a line, whatever its length: a table to be read and searched as one.
// clang-format off
rows alert_rows() {
  return {
      SETTING(alerts.api_error_percent, "5", between(0, 100), "answers of 5xx, in percent, above which api_error_rate is raised"),
      SETTING(alerts.success_percent, "80", between(0, 100), "good requests to a source, in percent, below which scrape_success is raised"),
      SETTING(alerts.database_time, "2s", between(1, hour), "time that 95 % of the database's answers keep, else database_slow is raised"),
      SETTING(alerts.queue, "100", between(0, million), "waiting jobs above which queue_backlog is raised"),
      SETTING(alerts.outbox_lag, "5min", between(0, 30 * day), "age of the oldest delivery above which outbox_lag is raised"),
      SETTING(alerts.breaker_open, "15min", between(0, 30 * day), "time after which an open breaker raises breaker_open"),
      SETTING(alerts.disk_free_bytes, "32MiB", between(0, 1024 * gib), "free room on the disk below which disk_low is raised"),
      SETTING(alerts.certificate_left, "14d", between(0, 365 * day), "life left of the certificate below which certificate_expiry is raised"),
      SETTING(alerts.window, "5min", between(second, day), "time that ratios are taken over"),
      SETTING(alerts.least_events, "20", between(1, million), "requests within the window below which a ratio says nothing"),
      SETTING(alerts.interval, "15s", between(100, hour), "time between two looks at the figures"),
  };
}

rows webhook_rows() {
  return {
      SETTING(webhooks.schedule, "0s, 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h", at_most(50, shapes::duration), "wait before each attempt to deliver; after the last one the delivery is a dead letter"),
      SETTING(webhooks.timeout, "20s", between(100, 5 * minute), "time for an endpoint's answer"),
      SETTING(webhooks.concurrency, "4", between(1, 100), "deliveries of different jobs at once, of each endpoint"),
      SETTING(webhooks.disable_after, "5d", between(second, 365 * day), "time of nothing but failures after which an endpoint is switched off"),
      SETTING(webhooks.kept, "30d", between(minute, 3650 * day), "time that deliveries are kept in the log"),
  };
}

rows hubspot_rows() {
  return {
      SETTING(crm.hubspot.url, "https://api.hubapi.com", like(shapes::url), "URL of HubSpot's API"),
      SETTING(crm.hubspot.version, "2026-09", like(shapes::line), "version segment of its paths; v3 for the legacy ones"),
      secret(SETTING(crm.hubspot.token, "", like(shapes::line), "service key (or private app token)")),
      SETTING(crm.hubspot.external_id, "leadstream_external_id", any_text(), "unique property of companies and contacts that holds our id; make it in HubSpot first"),
      SETTING(crm.hubspot.fields, "name = name, phone = phone, website = website, industry_text = industry, city = city, country = country, zip = postal_code, address = street, leadstream_score = score", at_most(100, shapes::mapping), "properties of companies and the columns they are filled from"),
      SETTING(crm.hubspot.contacts, "firstname = contact_first_name, lastname = contact_last_name, email = contact_email, phone = contact_phone, jobtitle = contact_title", at_most(100, shapes::mapping), "properties of contacts, which have the unique property too; empty: contacts are not sent"),
      SETTING(crm.hubspot.requests_per_10s, "100", between(1, 10'000), "requests in 10 seconds; HubSpot allows 100 to 250 by plan"),
      SETTING(crm.hubspot.requests_per_day, "250000", between(1, 10 * million), "requests in a day"),
  };
}

rows salesforce_rows() {
  return {
      SETTING(crm.salesforce.url, "", like(shapes::url), "URL of My Domain: https://example.my.salesforce.com"),
      SETTING(crm.salesforce.version, "v61.0", like(shapes::line), "version of its API"),
      SETTING(crm.salesforce.client_id, "", like(shapes::line), "consumer key of the external client app (client credentials flow)"),
      secret(SETTING(crm.salesforce.client_secret, "", like(shapes::line), "its secret")),
      SETTING(crm.salesforce.object, "Account", any_text(), "object that leads become"),
      SETTING(crm.salesforce.external_id, "Leadstream_Id__c", any_text(), "its external id field (unique) that holds the lead's id"),
      SETTING(crm.salesforce.fields, "Name = name, Phone = phone, Website = website, Industry = industry, BillingCity = city, BillingCountry = country, BillingPostalCode = postal_code, BillingStreet = street", at_most(100, shapes::mapping), "fields and the columns they are filled from"),
      SETTING(crm.salesforce.contacts, "FirstName = contact_first_name, LastName = contact_last_name, Email = contact_email, Phone = contact_phone, Title = contact_title", at_most(100, shapes::mapping), "fields of Contact, which has the external id field too; empty: contacts are not sent"),
      SETTING(crm.salesforce.allow_duplicates, "off", any_text(), "save records that a duplicate rule warns of"),
      SETTING(crm.salesforce.requests_per_day, "15000", between(1, 10 * million), "requests in a day"),
  };
}

rows sink_rows() {
  return {
      SETTING(crm.http.url, "", like(shapes::url_template), "URL that leads are sent to, one a request; {{name}} is filled in"),
      SETTING(crm.http.method, "POST", one_of({"POST", "PUT", "PATCH"}), "method"),
      SETTING(crm.http.headers, "", at_most(20, shapes::header), "further headers: Name: value"),
      secret(SETTING(crm.http.headers_secret, "", like(shapes::header), "one more header, kept secret: Authorization: Bearer …")),
      SETTING(crm.http.body, "", any_text(), "JSON with {{name}} in it; each value comes as JSON, or escaped within quotes; empty: an object of all fields"),
      SETTING(crm.http.fields, "id = id, company_name = name, email = email, phone = phone, website = website, lead_score = score, industry = industry, street = street, postal_code = postal_code, city = city, country = country", at_most(100, shapes::mapping), "names that the template may use and the columns they are filled from"),
      SETTING(crm.http.requests_per_10s, "50", between(1, 10'000), "requests in 10 seconds"),
      SETTING(crm.http.requests_per_day, "100000", between(1, 10 * million), "requests in a day"),
  };
}

rows law_rows() {
  return {
      SETTING(law.basis, "legitimate_interests", one_of({"consent", "contract", "legal_obligation", "legitimate_interests"}), "lawful basis that the notice names"),
      SETTING(law.controller, "", any_text(), "who answers for the data, in notices and on the opt-out page: name, postal address, mail address"),
      SETTING(law.opt_out, "on", any_text(), "the public page /opt-out"),
      SETTING(law.retention, "", at_most(100, shapes::lifetime), "how long observations are kept: places = 30d, * = 730d; empty: until they are erased"),
  };
}
// clang-format on

} // namespace

std::vector<setting> operations_rows() {
  rows all;
  for (rows part :
       {alert_rows(), webhook_rows(), hubspot_rows(), salesforce_rows(), sink_rows(), law_rows()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

} // namespace leadstream::config
