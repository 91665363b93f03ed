#include "app/crawl/site_facts.hpp"

#include "domain/json/writer.hpp"

#include <algorithm>
#include <initializer_list>

namespace leadstream::app {
namespace {

void add_new(std::vector<std::string>& to, const std::string& text) {
  if (std::find(to.begin(), to.end(), text) == to.end()) {
    to.push_back(text);
  }
}

void add_person(std::vector<found_person>& to, const found_person& who) {
  const auto known =
      std::find_if(to.begin(), to.end(), [&](const auto& p) { return p.who.name == who.who.name; });
  if (known == to.end()) {
    to.push_back(who);
  } else if (known->who.title.empty()) {
    known->who.title = who.who.title;
  }
}

void write_list(json::writer& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const auto& text : texts) {
    out.value(text);
  }
  out.end_array();
}

void write_known(json::writer& out,
                 std::initializer_list<std::pair<const char*, const std::string*>> members) {
  for (const auto& [name, text] : members) {
    if (!text->empty()) {
      out.member(name, *text);
    }
  }
}

} // namespace

void site_facts::add(const page_facts& page) {
  for (const auto& email : page.emails) {
    add_new(emails, email.address);
  }
  for (const auto& phone : page.phones) {
    add_new(phones, phone.e164);
  }
  for (const auto& profile : page.social) {
    add_new(social, profile.url);
  }
  for (const auto& person : page.people) {
    add_person(people, person);
  }
  for (const auto& technology : page.technologies) {
    add_new(technologies, technology.value);
  }
  if (!page.organization.name.empty() && page.organization.confidence > organization.confidence) {
    organization = page.organization;
  }
}

std::string to_line(const site_facts& site) {
  std::string line;
  json::writer out(line);
  out.begin_object().member("site", site.site).member("pages", site.pages);
  write_list(out, "emails", site.emails);
  write_list(out, "phones", site.phones);
  write_list(out, "social", site.social);
  out.key("people").begin_array();
  for (const auto& person : site.people) {
    out.begin_object().member("name", person.who.name);
    write_known(out,
                {{"title", &person.who.title}, {"email", &person.who.email}, {"phone", &person.who.phone}});
    out.end_object();
  }
  out.end_array();
  write_list(out, "technologies", site.technologies);
  const auto& organization = site.organization;
  out.key("organization").begin_object();
  write_known(out, {{"name", &organization.name},
                    {"legal_name", &organization.legal_name},
                    {"description", &organization.description},
                    {"website", &organization.website},
                    {"vat_number", &organization.vat_number},
                    {"employee_count", &organization.employee_count}});
  out.end_object();
  out.key("errors").begin_array();
  for (const auto& problem : site.problems) {
    out.begin_object().member("url", problem.url).member("reason", problem.reason).end_object();
  }
  out.end_array().end_object();
  return line + "\n";
}

} // namespace leadstream::app
