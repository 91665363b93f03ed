#include "domain/extract/structured/schema_organization.hpp"

#include "domain/extract/address/addresses.hpp"
#include "domain/extract/address/countries.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/extract/company_numbers.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

using nlohmann::json;

std::string count_of_employees(const json& node, const schema::ids& known) {
  for (const json* value : schema::values(node, "numberOfEmployees", known)) {
    if (!value->is_object()) {
      return schema::text_of(*value);
    }
    if (std::string exact = schema::first_text(*value, "value", known); !exact.empty()) {
      return exact;
    }
    std::string range = schema::first_text(*value, "minValue", known);
    const std::string most = schema::first_text(*value, "maxValue", known);
    if (!range.empty() && !most.empty()) {
      return range.append("-").append(most);
    }
  }
  return {};
}

/// "https://schema.org/Monday" and "Monday" -> "Mo".
std::string short_day(const std::string& day) {
  const std::size_t at = day.find_last_of("/#");
  return day.substr(at == std::string::npos ? 0 : at + 1).substr(0, 2);
}

std::string hours_of(const json& specification, const schema::ids& known) {
  std::string days;
  for (const json* day : schema::values(specification, "dayOfWeek", known)) {
    days += (days.empty() ? "" : ",") + short_day(schema::text_of(*day));
  }
  const std::string opens = schema::first_text(specification, "opens", known).substr(0, 5);
  const std::string closes = schema::first_text(specification, "closes", known).substr(0, 5);
  return opens.empty() ? std::string{} : fold_blanks(days + ' ' + opens + '-' + closes);
}

void read_hours(const json& node, const schema::ids& known, std::vector<std::string>& out) {
  for (const json* value : schema::values(node, "openingHours", known)) {
    if (std::string text = schema::text_of(*value); !text.empty()) {
      out.push_back(std::move(text));
    }
  }
  for (const json* value : schema::values(node, "openingHoursSpecification", known)) {
    if (std::string text = hours_of(*value, known); !text.empty()) {
      out.push_back(std::move(text));
    }
  }
}

std::string first_url(const json& node, const char* property, const schema::ids& known) {
  for (const json* value : schema::values(node, property, known)) {
    for (const char* inner : {"url", "contentUrl", "@id"}) {
      if (value->is_object()) {
        if (std::string text = schema::first_text(*value, inner, known); !text.empty()) {
          return text;
        }
      }
    }
    if (value->is_string()) {
      return schema::text_of(*value);
    }
  }
  return {};
}

std::string year_of(const std::string& date) {
  const bool year = date.size() >= 4 && std::all_of(date.begin(), date.begin() + 4, is_digit);
  return year ? date.substr(0, 4) : std::string{};
}

int weight_of(const described_organization& described, const context& page) {
  int weight = 0;
  for (const std::string& type : described.facts.types) {
    weight += schema::is_local_business(type) ? 10 : 0;
  }
  weight += described.addresses.empty() ? 0 : 10;
  if (const auto site = parse_url(described.facts.website)) {
    weight += same_site(page, site->host) ? 15 : page.host.empty() ? 0 : -20;
  }
  return weight;
}

/// "GB 123 4567 82" -> "GB123456782".
std::string tidy_vat_number(const std::string& written) {
  const std::string number = find_company_numbers("VAT " + written).vat;
  return number.empty() ? written : number;
}

void read_point(const json& node, const schema::ids& known, std::vector<place>& addresses) {
  for (const json* geo : schema::values(node, "geo", known)) {
    const std::string latitude = schema::first_text(*geo, "latitude", known);
    const std::string longitude = schema::first_text(*geo, "longitude", known);
    if (addresses.empty() || latitude.empty() || longitude.empty()) {
      continue;
    }
    place& first = addresses.front();
    first.latitude = std::strtod(latitude.c_str(), nullptr);
    first.longitude = std::strtod(longitude.c_str(), nullptr);
    first.has_point = std::abs(first.latitude) <= 90 && std::abs(first.longitude) <= 180;
  }
}

} // namespace

place read_address(const json& value, const std::string& method) {
  const schema::ids none;
  place out;
  out.method = method;
  out.confidence = 0.95;
  if (value.is_string()) {
    std::string line = value.get<std::string>();
    std::replace(line.begin(), line.end(), '\n', ',');
    const auto parts = address_parts(line);
    const std::string country = parts.empty() ? std::string{} : country_code(parts.back());
    out = address_of_text(line, country.empty() ? std::vector<std::string>{} : std::vector{country});
    out.country = country.empty() ? out.country : country;
    out.method = method;
    out.confidence = 0.9;
    return out;
  }
  if (!value.is_object()) {
    return out;
  }
  out.street = schema::first_text(value, "streetAddress", none);
  out.city = std::string(trim(schema::first_text(value, "addressLocality", none), " ,"));
  out.state = std::string(trim(schema::first_text(value, "addressRegion", none), " ,"));
  out.postal_code = std::string(trim(schema::first_text(value, "postalCode", none), " ,"));
  const std::string country = schema::first_text(value, "addressCountry", none);
  const std::string code = country_code(country);
  out.country = code.empty() ? country : code;
  return out;
}

described_organization describe_organization(const json& node, const std::vector<std::string>& types,
                                             const std::string& method, const context& page,
                                             const schema::ids& known) {
  described_organization out;
  found_organization& facts = out.facts;
  const auto text = [&](const char* property) { return schema::first_text(node, property, known); };
  facts.name = text("name");
  facts.legal_name = text("legalName");
  facts.description = text("description");
  facts.website = first_url(node, "url", known);
  facts.logo = first_url(node, "logo", known);
  facts.vat_number = tidy_vat_number(text("vatID"));
  facts.registration_number = text("companyRegistration");
  facts.founding_year = year_of(text("foundingDate"));
  facts.employee_count = count_of_employees(node, known);
  facts.types = types;
  facts.method = method;
  facts.confidence = 0.95;
  read_hours(node, known, facts.opening_hours);
  for (const char* property : {"address", "location"}) {
    for (const json* value : schema::values(node, property, known)) {
      if (place found = read_address(*value, method);
          !found.street.empty() || !found.postal_code.empty() || !found.city.empty()) {
        out.addresses.push_back(std::move(found));
      }
    }
  }
  read_point(node, known, out.addresses);
  out.weight = weight_of(out, page);
  return out;
}

} // namespace leadstream::extraction
