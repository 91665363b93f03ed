#include "domain/model/observation.hpp"

#include "domain/json/findings.hpp"
#include "domain/model/names.hpp"

namespace leadstream {
namespace {

constexpr name_table<data_type, 4> data_types{{{{data_type::contact, "contact"},
                                                {data_type::company_info, "company_info"},
                                                {data_type::tech_stack, "tech_stack"},
                                                {data_type::growth_signals, "growth_signals"}}}};

constexpr name_table<field, 24> fields{{{{field::name, "name"},
                                         {field::legal_name, "legal_name"},
                                         {field::description, "description"},
                                         {field::website, "website"},
                                         {field::email, "email"},
                                         {field::phone, "phone"},
                                         {field::fax, "fax"},
                                         {field::social, "social"},
                                         {field::industry, "industry"},
                                         {field::employee_count, "employee_count"},
                                         {field::size_category, "size_category"},
                                         {field::language, "language"},
                                         {field::opening_hours, "opening_hours"},
                                         {field::logo, "logo"},
                                         {field::founding_year, "founding_year"},
                                         {field::registration_number, "registration_number"},
                                         {field::vat_number, "vat_number"},
                                         {field::rating, "rating"},
                                         {field::technology, "technology"},
                                         {field::job_posting, "job_posting"},
                                         {field::growth_signal, "growth_signal"},
                                         {field::pain_point, "pain_point"},
                                         {field::site_status, "site_status"},
                                         {field::recent_activity, "recent_activity"}}}};

} // namespace

const char* to_string(data_type type) {
  return data_types.name(type);
}
std::optional<data_type> parse_data_type(std::string_view text) {
  return data_types.parse(text);
}
const char* to_string(field what) {
  return fields.name(what);
}
std::optional<field> parse_field(std::string_view text) {
  return fields.parse(text);
}

const std::string& findings::first(field what) const {
  static const std::string nothing;
  for (const fact& candidate : facts) {
    if (candidate.what == what) {
      return candidate.value;
    }
  }
  return nothing;
}

uuid identify(const tenant_id& tenant, const observation& seen) {
  std::string text = tenant.value;
  const auto append = [&text](std::string_view part) {
    text += '\x1F';
    text += part;
  };
  append(seen.source);
  append(seen.record_id.empty() ? seen.source_url : seen.record_id);
  append(to_string(seen.type));
  append(to_string(seen.subject));
  append(std::to_string(seen.rules_version));
  append("");
  json::append(text, seen.raw);
  return hash_uuid(text);
}

} // namespace leadstream
