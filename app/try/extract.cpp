#include "app/try/handlers.hpp"
#include "app/try/input.hpp"

#include "domain/extract/extract.hpp"
#include "domain/extract/phone/phone_number.hpp"
#include "domain/url/url.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace leadstream::app {
namespace {

void text_member(json::writer& answer, std::string_view name, const std::string& value) {
  if (!value.empty()) {
    answer.member(name, value);
  }
}

template <class List, class Value>
void list(json::writer& answer, std::string_view name, const List& entries, Value value_of) {
  answer.key(name).begin_array();
  for (const auto& entry : entries) {
    answer.value(value_of(entry));
  }
  answer.end_array();
}

void texts(json::writer& answer, std::string_view name, const std::vector<std::string>& values) {
  list(answer, name, values, [](const std::string& value) -> const std::string& { return value; });
}

void write_people(json::writer& answer, const std::vector<found_person>& people) {
  answer.key("people").begin_array();
  for (const found_person& person : people) {
    answer.begin_object().member("name", person.who.name);
    text_member(answer, "title", person.who.title);
    text_member(answer, "email", person.who.email);
    text_member(answer, "phone", person.who.phone);
    text_member(answer, "linkedin_url", person.who.linkedin_url);
    answer.member("decision_maker", person.who.is_decision_maker);
    if (person.level != seniority::unknown) {
      answer.member("seniority", to_string(person.level));
    }
    text_member(answer, "department", person.department);
    answer.end_object();
  }
  answer.end_array();
}

void write_organization(json::writer& answer, const page_facts& page) {
  const found_organization& organization = page.organization;
  answer.key("organization").begin_object();
  text_member(answer, "name", organization.name);
  text_member(answer, "legal_name", organization.legal_name);
  text_member(answer, "description",
              organization.description.empty() ? page.description : organization.description);
  text_member(answer, "website", organization.website);
  text_member(answer, "logo", organization.logo);
  text_member(answer, "vat_number", organization.vat_number);
  text_member(answer, "registration_number", organization.registration_number);
  text_member(answer, "founding_year", organization.founding_year);
  text_member(answer, "employee_count", organization.employee_count);
  if (!organization.types.empty()) {
    texts(answer, "types", organization.types);
  }
  if (!organization.opening_hours.empty()) {
    texts(answer, "opening_hours", organization.opening_hours);
  }
  answer.end_object();
}

void write_addresses(json::writer& answer, const std::vector<place>& addresses) {
  answer.key("addresses").begin_array();
  for (const place& address : addresses) {
    answer.begin_object();
    text_member(answer, "street", address.street);
    text_member(answer, "locality", address.city);
    text_member(answer, "region", address.state);
    text_member(answer, "postal_code", address.postal_code);
    text_member(answer, "country", address.country);
    answer.end_object();
  }
  answer.end_array();
}

void write_links(json::writer& answer, const page_links& links) {
  answer.key("links").begin_object();
  texts(answer, "contact", links.contact);
  texts(answer, "about", links.about);
  texts(answer, "team", links.team);
  texts(answer, "careers", links.careers);
  texts(answer, "news", links.news);
  answer.end_object();
}

class provenance_writer {
public:
  explicit provenance_writer(json::writer& answer) : answer_(answer) {}

  void entry(const char* field, const std::string& value, const std::string& method, double confidence) {
    if (!value.empty()) {
      answer_.begin_object().member("field", field).member("value", value).member("method", method);
      answer_.member("confidence", confidence).end_object();
    }
  }

private:
  json::writer& answer_;
};

void write_provenance(json::writer& answer, const page_facts& facts) {
  answer.key("provenance").begin_array();
  provenance_writer out(answer);
  for (const found_email& email : facts.emails) {
    out.entry("email", email.address, email.method, email.confidence);
  }
  for (const found_phone& phone : facts.phones) {
    out.entry("phone", phone.e164, phone.method, phone.confidence);
  }
  for (const found_phone& fax : facts.faxes) {
    out.entry("fax", fax.e164, fax.method, fax.confidence);
  }
  for (const found_profile& profile : facts.social) {
    out.entry("social", profile.url, profile.method, profile.confidence);
  }
  for (const found_person& person : facts.people) {
    out.entry("person", person.who.name, person.who.method, person.who.confidence);
  }
  out.entry("organization", facts.organization.name, facts.organization.method,
            facts.organization.confidence);
  for (const place& address : facts.addresses) {
    out.entry("address",
              address.street + (address.street.empty() ? "" : ", ") + address.postal_code + ' ' +
                  address.city,
              address.method, address.confidence);
  }
  answer.end_array();
}

void write(json::writer& answer, const page_facts& facts) {
  list(answer, "emails", facts.emails, [](const found_email& e) -> const std::string& { return e.address; });
  list(answer, "phones", facts.phones, [](const found_phone& p) -> const std::string& { return p.e164; });
  list(answer, "faxes", facts.faxes, [](const found_phone& p) -> const std::string& { return p.e164; });
  list(answer, "social", facts.social, [](const found_profile& p) -> const std::string& { return p.url; });
  write_people(answer, facts.people);
  write_organization(answer, facts);
  write_addresses(answer, facts.addresses);
  answer.key("structured").begin_array();
  for (const std::string& node : facts.structured) {
    answer.raw(node);
  }
  answer.end_array();
  write_links(answer, facts.links);
  answer.member("title", facts.title).member("language", facts.language).member("charset", facts.charset);
  std::vector<std::string> warnings = facts.warnings;
  if (!facts.failure.empty()) {
    warnings.insert(warnings.begin(), facts.failure);
  }
  texts(answer, "warnings", warnings);
}

/// Text given as "html" is Unicode already, whatever the page says of its bytes.
result<std::string> content_type_of(const nlohmann::json& request) {
  auto given = text_of(request, "content_type");
  if (given && request.contains("html")) {
    return std::string("text/html; charset=utf-8");
  }
  return given;
}

/// The region as the rules want it; "ch" is as good as "CH".
result<std::string> region_of(const nlohmann::json& request) {
  auto region = text_of(request, "region");
  if (!region || region->empty()) {
    return region;
  }
  for (char& c : *region) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  const bool letters = region->size() == 2 && std::all_of(region->begin(), region->end(),
                                                          [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!letters || !extraction::is_region(*region)) {
    return error{error_code::invalid_argument,
                 R"("region" must be a country by its two letters (ISO 3166-1), such as "CH")", "region"};
  }
  return region;
}

/// The page's address: relative links and the company's own domain are read by it.
result<std::string> page_address(const nlohmann::json& request) {
  auto given = required_text(request, "url");
  if (!given) {
    return given;
  }
  if (const auto address = parse_url(*given); !address) {
    return error{error_code::invalid_argument, "\"url\" is no web address: " + address.problem().message,
                 "url"};
  }
  return given;
}

} // namespace

result<done> try_extract(const nlohmann::json& request, json::writer& answer) {
  page source;
  extract_options options;
  auto body = html_of(request);
  auto address = page_address(request);
  auto type = content_type_of(request);
  auto region = region_of(request);
  for (const auto* text : {&body, &address, &type, &region}) {
    if (!*text) {
      return text->problem();
    }
  }
  source.url = *address;
  source.body = std::move(*body);
  source.headers.push_back({"Content-Type", *type});
  options.region = *region;
  const page_facts facts = extract(source, options);
  write(answer, facts);
  if (request.value("provenance", false)) {
    write_provenance(answer, facts);
  }
  return done{};
}

} // namespace leadstream::app
