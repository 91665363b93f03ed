#pragma once
#include "domain/delivery/crm.hpp"

#include <memory>

/// The systems that leads are sent to, each in the file of its name.
namespace leadstream::deliver {

struct hubspot_options {
  std::string url;
  std::string version;
  std::string token;
  std::string external_id;
};
/// Batch upsert by a unique property of companies and contacts; 207 and 200 with errors are told apart by
/// record.
std::unique_ptr<delivery::crm_target> make_hubspot(hubspot_options options);

struct salesforce_options {
  std::string url;
  std::string version;
  std::string client_id;
  std::string client_secret;
  std::string object;
  std::string external_id;
  bool allow_duplicates = false;
};
/// Upsert of sObject collections by an external id field, contacts with their account by its own, with a
/// token of the client credentials flow.
std::unique_ptr<delivery::crm_target> make_salesforce(salesforce_options options);

struct http_sink_options {
  std::string url; ///< {{property}} is filled in, percent-encoded
  std::string method;
  std::vector<header> headers;
  std::string body; ///< {{property}} is filled in as JSON, escaped within quotes; empty: the properties
};
/// One request a lead, made by a template.
std::unique_ptr<delivery::crm_target> make_http_sink(http_sink_options options);

} // namespace leadstream::deliver
