#include "app/try/lead_input.hpp"

#include "app/try/contact_input.hpp"
#include "app/try/json_input.hpp"
#include "domain/enrich/size.hpp"

namespace leadstream::app {
namespace {

using nlohmann::json;

const std::vector<std::string> company_keys{
    "id",           "name",           "company_name", "industry",  "size_category", "size",
    "company_size", "employee_count", "employees",    "website",   "description",   "location",
    "category",     "lead_score",     "created_at",   "updated_at"};
constexpr auto size_keys = {"size_category", "size", "company_size", "employee_count", "employees"};

result<company> read_company(const json& from) {
  if (auto known = refuse_unknown(from, company_keys, "company"); !known) {
    return known.problem();
  }
  object_reader reader(from, "company");
  company c;
  c.name = reader.text({"name", "company_name"});
  c.industry = reader.text({"industry"});
  c.website = reader.text({"website"});
  c.description = reader.text({"description"});
  if (const std::string size = reader.text_or_number(size_keys); !size.empty()) {
    c.size = enrich::size_of_text(size);
    if (!c.size) {
      reader.refuse(reader.name_of(size_keys), size_forms);
    }
  }
  const auto fault = reader.fault();
  return fault ? result<company>(std::move(c)) : fault.problem();
}

result<done> read_contacts(const json& from, lead& to) {
  if (!from.is_array()) {
    return wrong_member("contacts", "must be a list");
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto read = read_contact(from[i], "contacts[" + std::to_string(i) + "]");
    if (!read) {
      return read.problem();
    }
    add_contact(to, *read);
  }
  return done{};
}

} // namespace

result<told_lead> read_lead(const json& from, wall_time now) {
  if (const auto known = refuse_unknown(from, {"company", "contacts", "facts"}, "lead"); !known) {
    return known.problem();
  }
  told_lead read;
  if (const auto found = from.find("company"); found != from.end()) {
    auto told = read_company(*found);
    if (!told) {
      return told.problem();
    }
    read.lead.company = std::move(*told);
  }
  if (const auto found = from.find("contacts"); found != from.end()) {
    if (const auto contacts = read_contacts(*found, read.lead); !contacts) {
      return contacts.problem();
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
