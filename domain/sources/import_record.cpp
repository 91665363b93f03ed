#include "domain/json/member.hpp"
#include "domain/json/read.hpp"
#include "domain/sources/import_columns.hpp"
#include "domain/sources/import_csv.hpp"
#include "domain/sources/import_findings.hpp"
#include "domain/sources/import_json.hpp"
#include "domain/sources/import_places.hpp"
#include "domain/text/code_points.hpp"
#include "domain/url/host.hpp"
#include "domain/url/url.hpp"

#include <nlohmann/json.hpp>
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace leadstream::sources {
namespace {

using leadstream::json::member;
using leadstream::json::text_at;
using leadstream::json::text_of;
using nlohmann::json;

/// In what a file says plainly.
constexpr double usual_confidence = 0.9;
constexpr leadstream::json::read_limits record_limits{longest_import_record, deepest_import_record};

std::string value_at(const std::map<std::string, std::string>& values, const char* name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string{} : found->second;
}

/// A number, its decimals behind a point or a comma.
std::optional<double> number_in(std::string text) {
  double value = 0;
  std::replace(text.begin(), text.end(), ',', '.');
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size() && std::isfinite(value)
             ? std::optional(value)
             : std::nullopt;
}

/// "example-shop.com" -> "Example shop", "x.com" -> "x.com": what a list of domains has for a name.
std::string name_of_domain(const std::string& website) {
  const auto address = parse_url(website.find("://") == std::string::npos ? "http://" + website : website);
  if (!address) {
    return {};
  }
  const std::string domain = registrable_domain(address->host); // none of "localhost" and "127.0.0.1"
  const std::u32string whole = code_points(to_unicode_host(domain));
  std::u32string label = whole.substr(0, whole.find(U'.'));
  if (label.size() == 1) {
    return to_utf8(whole);
  }
  std::replace(label.begin(), label.end(), U'-', U' ');
  if (!label.empty()) {
    label.front() = static_cast<char32_t>(u_toupper(static_cast<UChar32>(label.front())));
  }
  return to_utf8(label);
}

/// A coordinate in degrees; what is none is noted.
std::optional<double> degrees(const std::map<std::string, std::string>& values, const char* name, double most,
                              observation& of) {
  const std::string said = value_at(values, name);
  const auto number = number_in(said);
  if (number && std::abs(*number) <= most) {
    return number;
  }
  if (!said.empty()) {
    of.rejected.push_back({name, said.substr(0, 1'000),
                           "It is no number of degrees up to " + std::to_string(std::lround(most)) + "."});
  }
  return std::nullopt;
}

void finish(import_row& row, const import_options& options) {
  row.seen.fetched_at = options.at;
  row.seen.type = data_type::company_info;
  if (row.seen.source_url.size() > 500 || row.seen.source_url.empty()) {
    row.seen.source_url = options.file.substr(0, 500);
  }
  if (row.problem.empty() && row.seen.raw.first(field::name).empty()) {
    row.problem = "it names no company";
  }
}

/// What the members of a plain object say by column; of several for one column that of its own name counts.
std::map<std::string, std::string> values_of(const json& properties,
                                             const std::map<std::string, std::string>& chosen) {
  std::map<std::string, std::string> values;
  for (const auto& [name, said] : properties.items()) {
    const std::string column = import_column_of(name, chosen);
    std::string value = text_of(said);
    if (!column.empty() && !value.empty() && (name == column || !values.contains(column))) {
      values[column] = std::move(value);
    }
  }
  return values;
}

/// Of a row without an id of its own: what it says. A row that stands there twice is one record.
std::string id_of_row(const std::map<std::string, std::string>& values) {
  std::string text;
  for (const auto& [column, value] : values) {
    ((text += column) += '\x1F').append(value) += '\x1E';
  }
  return "row " + to_string(hash_uuid(text));
}

} // namespace

import_row read_import_values(const std::map<std::string, std::string>& values,
                              const import_options& options) {
  import_row row;
  row.seen.source = options.source;
  row.seen.record_id = values.contains("id") ? value_at(values, "id") : id_of_row(values);
  import_findings out(row.seen.raw, options.method, usual_confidence);
  const std::string website = value_at(values, "website");
  const std::string name = value_at(values, "name");
  out.add(field::name, name);
  if (name.empty()) {
    out.add_guess(field::name, name_of_domain(website), "domain", 0.3);
  }
  out.add(field::website, website);
  out.add(field::phone, value_at(values, "phone"));
  out.add(field::email, value_at(values, "email"));
  out.add(field::description, value_at(values, "description"));
  out.add(field::employee_count, value_at(values, "employees"));
  out.add(field::social, value_at(values, "linkedin"), "linkedin");
  out.add_industry({value_at(values, "industry")});
  place where;
  where.street = value_at(values, "street");
  where.city = value_at(values, "city");
  where.state = value_at(values, "state");
  where.postal_code = value_at(values, "postal_code");
  where.country = value_at(values, "country");
  const auto latitude = degrees(values, "latitude", 90, row.seen);
  const auto longitude = degrees(values, "longitude", 180, row.seen);
  if (latitude && longitude) {
    where.has_point = true;
    where.latitude = *latitude;
    where.longitude = *longitude;
  }
  out.add_place(std::move(where));
  finish(row, options);
  return row;
}

import_row read_import_record(std::string_view text, const import_options& options) {
  const auto parsed = leadstream::json::read_lenient(text, record_limits);
  import_row row;
  if (!parsed || !parsed->is_object()) {
    row.problem = parsed ? "it is no JSON object" : parsed.problem().message;
    return row;
  }
  if (is_of_all_the_places(*parsed)) {
    row = read_all_the_places(*parsed, options);
  } else if (is_of_overture(*parsed)) {
    row = read_overture(*parsed, options);
  } else {
    const json& properties = parsed->contains("properties") ? parsed->at("properties") : *parsed;
    const std::string id = text_at(*parsed, "id");
    auto values = values_of(properties, options.columns);
    if (!id.empty()) {
      values.try_emplace("id", id);
    }
    row = read_import_values(values, options);
    if (!row.seen.raw.places.empty()) {
      add_point(row.seen.raw.places.front(), member(*parsed, "geometry"));
    }
  }
  finish(row, options);
  return row;
}

} // namespace leadstream::sources
