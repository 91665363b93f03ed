#include "app/try/lead_input.hpp"

#include "app/try/json_input.hpp"
#include "config/nearest.hpp"
#include "domain/dedup/provenance.hpp"
#include "domain/enrich/size.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>
#include <map>

namespace leadstream::app {
namespace {

using nlohmann::json;

error wrong(const std::string& where, const std::string& why) {
  return {error_code::invalid_argument, "\"" + where + "\" " + why, where};
}

const std::vector<std::string> company_keys{
    "id",           "name",           "company_name", "industry",  "size_category", "size",
    "company_size", "employee_count", "employees",    "website",   "description",   "location",
    "category",     "lead_score",     "created_at",   "updated_at"};
const std::vector<std::string> contact_keys{"id",
                                            "name",
                                            "title",
                                            "email",
                                            "phone",
                                            "linkedin",
                                            "linkedin_url",
                                            "is_decision_maker",
                                            "decision_maker",
                                            "confidence_score",
                                            "created_at"};
const std::vector<std::string> fact_keys{"field",  "type",   "name",       "value",
                                         "detail", "url",    "source_url", "fetched_at",
                                         "date",   "source", "method",     "confidence"};

company read_company(const json& from) {
  company c;
  c.name = text_at(from, {"name", "company_name"});
  c.industry = text_at(from, {"industry"});
  const std::string size =
      text_at(from, {"size_category", "size", "company_size", "employee_count", "employees"});
  c.size = parse_size_category(size);
  if (!c.size) {
    c.size = enrich::size_of_text(size);
  }
  c.website = text_at(from, {"website"});
  c.description = text_at(from, {"description"});
  return c;
}

contact read_contact(const json& from) {
  contact c;
  c.name = text_at(from, {"name"});
  c.title = text_at(from, {"title"});
  c.email = text_at(from, {"email"});
  c.phone = text_at(from, {"phone"});
  c.linkedin_url = text_at(from, {"linkedin_url", "linkedin"});
  const std::string told = text_at(from, {"is_decision_maker", "decision_maker"});
  c.is_decision_maker = told.empty() ? extraction::meaning_of_title(c.title).decision_maker : told == "true";
  return c;
}

/// One fact as it was written.
struct told_fact {
  std::string field;
  std::string value;
  std::string detail;
  std::string url;
  wall_time at{};
};

/// What people call a fact, and the field that it is.
const std::map<std::string, std::string>& other_names() {
  static const std::map<std::string, std::string> others{{"technologies", "technology"},
                                                         {"technology_stack", "technology"},
                                                         {"tech_stack", "technology"},
                                                         {"growth_signals", "growth_signal"},
                                                         {"job_postings", "job_posting"},
                                                         {"pain_points", "pain_point"},
                                                         {"social_links", "social"},
                                                         {"social_profiles", "social"},
                                                         {"social_media", "social"},
                                                         {"website_status", "site_status"},
                                                         {"last_activity", "recent_activity"},
                                                         {"email_status", "email_verdict"},
                                                         {"verified_email", "email_verdict"},
                                                         {"active_website", "site_status"},
                                                         {"size", "size_category"},
                                                         {"job_postings_active", "job_posting"},
                                                         {"funding_news", "growth_signal"},
                                                         {"expansion_signals", "growth_signal"}};
  return others;
}

std::string field_name(const std::string& written) {
  const auto found = other_names().find(written);
  return found == other_names().end() ? written : found->second;
}

error unknown_field(const std::string& written) {
  std::vector<std::string> known = fact_fields();
  std::string message = "knows no field \"" + written + "\"";
  const std::string list = joined(known, ", ");
  for (const auto& [name, field] : other_names()) {
    known.push_back(name);
  }
  const std::string near = config::nearest(written, known);
  message += near.empty() ? "" : "; did you mean \"" + near + "\"?";
  return wrong("facts", message + (near.empty() ? "; there are " : " There are ") + list);
}

/// "valid" for {"verified_email":true}, "active" for {"active_website":true}.
std::string value_of(const std::string& field, const std::string& written) {
  if (field == "email_verdict") {
    return written == "true" ? "valid" : written == "false" ? "invalid" : written;
  }
  if (field == "site_status") {
    return written == "true" ? "active" : written == "false" ? "unreachable" : written;
  }
  return written;
}

/// The type that {"funding_news":"…"} means.
std::string detail_of(const std::string& written) {
  return written == "funding_news"        ? "funding_announcements"
         : written == "expansion_signals" ? "new_office_locations"
                                          : std::string();
}

void add_growth(lead& to, const told_fact& told) {
  const std::string text = dedup::shown_text({field::growth_signal, told.value, {}, 1, told.detail});
  to.intelligence.growth_signals.push_back(text);
  to.provenance.push_back({"growth_signal", text, {}, told.url, told.at, {}, 1});
}

void add_fact(lead& to, const told_fact& told) {
  if (told.field == "growth_signal") {
    add_growth(to, told);
    return;
  }
  if (told.field == "technology") {
    to.intelligence.technology_stack.push_back(told.value);
  } else if (told.field == "pain_point") {
    to.intelligence.pain_points.push_back(told.value);
  } else if (told.field == "social") {
    to.social.push_back(told.value);
  } else if (told.field == "industry" && to.company.industry.empty()) {
    to.company.industry = told.value;
  } else if ((told.field == "employee_count" || told.field == "size_category") && !to.company.size) {
    const auto size = parse_size_category(told.value);
    to.company.size = size ? size : enrich::size_of_text(told.value);
  }
  to.provenance.push_back({told.field, told.value, {}, told.url, told.at, {}, 1});
}

result<told_fact> read_fact(const json& from, wall_time now) {
  told_fact told;
  const std::string written = text_at(from, {"field", "type", "name"});
  if (!from.is_object() || written.empty() || !from.contains("value")) {
    return wrong("facts", R"(holds objects with "field" and "value")");
  }
  if (auto known = refuse_unknown(from, fact_keys, "facts"); !known) {
    return known.problem();
  }
  told.field = field_name(written);
  if (!parse_field(told.field) && told.field != "email_verdict") {
    return unknown_field(written);
  }
  told.value = value_of(told.field, text_at(from, {"value"}));
  told.detail = from.contains("detail") ? text_at(from, {"detail"}) : detail_of(written);
  told.url = text_at(from, {"url", "source_url"});
  const std::string date = text_at(from, {"fetched_at", "date"});
  told.at = parse_rfc3339(date.size() == 10 ? date + "T00:00:00Z" : date).value_or(now);
  return told;
}

/// {"technologies":["A","B"]} as facts.
json listed(const json& object) {
  json list = json::array();
  for (const auto& [field, value] : object.items()) {
    for (const std::string& text : texts_at(object, field.c_str())) {
      list.push_back({{"field", field}, {"value", text}});
    }
  }
  return list;
}

result<done> read_facts(const json& from, wall_time now, lead& to) {
  const json list = from.is_object() ? listed(from) : from;
  if (!list.is_array()) {
    return wrong("facts", "must be a list or an object");
  }
  for (const json& each : list) {
    const auto told = read_fact(each, now);
    if (!told) {
      return told.problem();
    }
    add_fact(to, *told);
  }
  return done{};
}

} // namespace

std::vector<std::string> fact_fields() {
  std::vector<std::string> names;
  for (auto each = field::name; each <= field::recent_activity;
       each = static_cast<field>(static_cast<std::uint8_t>(each) + 1)) {
    names.emplace_back(to_string(each));
  }
  names.emplace_back("email_verdict");
  return names;
}

result<lead> read_lead(const json& from, wall_time now) {
  if (const auto known = refuse_unknown(from, {"company", "contacts", "facts"}, "lead"); !known) {
    return known.problem();
  }
  lead read;
  if (const auto found = from.find("company"); found != from.end()) {
    if (auto known = refuse_unknown(*found, company_keys, "company"); !known) {
      return known.problem();
    }
    read.company = read_company(*found);
  }
  if (const auto found = from.find("contacts"); found != from.end()) {
    if (!found->is_array()) {
      return wrong("contacts", "must be a list");
    }
    for (const json& each : *found) {
      if (auto known = refuse_unknown(each, contact_keys, "contacts"); !known) {
        return known.problem();
      }
      read.contacts.push_back(read_contact(each));
    }
  }
  if (const auto found = from.find("facts"); found != from.end() && !found->is_null()) {
    if (const auto facts = read_facts(*found, now, read); !facts) {
      return facts.problem();
    }
  }
  return read;
}

} // namespace leadstream::app
