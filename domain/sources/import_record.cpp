#include "domain/directory/osm_tags.hpp"
#include "domain/enrich/industry.hpp"
#include "domain/json/read.hpp"
#include "domain/sources/import_csv.hpp"
#include "domain/sources/import_json.hpp"
#include "domain/text/code_points.hpp"
#include "domain/url/host.hpp"
#include "domain/url/url.hpp"

#include <nlohmann/json.hpp>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace leadstream::sources {
namespace {

using nlohmann::json;

constexpr leadstream::json::read_limits record_limits{longest_import_record, deepest_import_record};

const json& member(const json& from, const char* name) {
  static const json nothing;
  const auto found = from.is_object() ? from.find(name) : from.end();
  return found != from.end() ? *found : nothing;
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : std::string{};
}

std::string text_at(const json& from, const char* name) {
  return text_of(member(from, name));
}

void add(findings& out, field what, const std::string& value, const char* method, double confidence,
         std::string detail = {}) {
  if (!value.empty()) {
    out.facts.push_back({what, value, method, confidence, std::move(detail)});
  }
}

void add_all(findings& out, field what, const json& list, const char* method, double confidence) {
  for (const json& one : list) {
    if (one.is_string()) {
      add(out, what, one.get<std::string>(), method, confidence);
    }
  }
}

std::string network_of(const std::string& profile) {
  for (const char* network : {"linkedin", "facebook", "instagram", "youtube", "tiktok", "xing"}) {
    if (profile.find(network) != std::string::npos) {
      return network;
    }
  }
  return profile.find("x.com") != std::string::npos || profile.find("twitter") != std::string::npos ? "x"
                                                                                                    : "";
}

void add_industry(findings& out, const std::string& word, const char* method, double confidence) {
  std::string plain = word;
  for (char& c : plain) {
    c = c == '_' ? ' ' : c;
  }
  if (std::string known = enrich::canonical_industry(plain); !known.empty()) {
    add(out, field::industry, known, method, confidence, word);
  } else {
    add(out, field::industry, plain, method, confidence * 0.8, word);
  }
}

bool is_position(const json& at) {
  return at.is_array() && at.size() >= 2 && at[0].is_number() && at[1].is_number();
}

/// The positions of coordinates nested as those of lines and areas are; in a ring the last repeats the first.
void collect_positions(const json& coordinates, std::vector<std::array<double, 2>>& out) {
  if (is_position(coordinates)) {
    out.push_back({coordinates[0].get<double>(), coordinates[1].get<double>()});
    return;
  }
  const bool ring = coordinates.is_array() && coordinates.size() > 1 && is_position(coordinates.front()) &&
                    coordinates.front() == coordinates.back();
  const std::size_t count = coordinates.is_array() ? coordinates.size() - (ring ? 1 : 0) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    collect_positions(coordinates[i], out);
  }
}

/// Of a line or an area the middle of its positions, near enough for a company's place.
void add_point(place& where, const json& geometry) {
  std::vector<std::array<double, 2>> positions;
  collect_positions(member(geometry, "coordinates"), positions);
  for (const json& part : member(geometry, "geometries")) {
    collect_positions(member(part, "coordinates"), positions);
  }
  const auto count = static_cast<double>(positions.size());
  double longitude = 0;
  double latitude = 0;
  for (const auto& at : positions) {
    longitude += at[0] / count;
    latitude += at[1] / count;
  }
  if (!positions.empty() && std::abs(latitude) <= 90 && std::abs(longitude) <= 180) {
    where.has_point = true;
    where.longitude = longitude;
    where.latitude = latitude;
  }
}

void add_place(findings& out, place where, const char* method, double confidence) {
  where.method = method;
  where.confidence = confidence;
  if (!where.empty()) {
    out.places.push_back(std::move(where));
  }
}

/// The trade of Overture's record: its taxonomy, or what came before it.
std::string category_of(const json& properties) {
  const json& taxonomy = member(properties, "taxonomy");
  for (const std::string& word :
       {text_at(taxonomy, "primary"), text_at(member(properties, "categories"), "primary"),
        text_at(properties, "basic_category")}) {
    if (!word.empty()) {
      return word;
    }
  }
  const json& hierarchy = member(taxonomy, "hierarchy");
  return hierarchy.is_array() && !hierarchy.empty() && hierarchy.back().is_string()
             ? hierarchy.back().get<std::string>()
             : std::string{};
}

std::string datasets_of(const json& properties) {
  std::string all;
  for (const json& source : member(properties, "sources")) {
    const std::string name = text_at(source, "dataset");
    if (!name.empty() && all.find(name) == std::string::npos) {
      all += (all.empty() ? "" : ",") + name;
    }
  }
  return all;
}

import_row read_overture(const json& properties, const json& geometry, const std::string& id) {
  constexpr const char* method = "overture";
  import_row row;
  const json& said = member(properties, "confidence");
  const double confidence = said.is_number() ? std::clamp(said.get<double>(), 0.0, 1.0) : 0.7;
  row.seen.source = "overture";
  row.seen.record_id = id.empty() ? text_at(properties, "id") : id;
  row.seen.source_url = "https://overturemaps.org/places/" + row.seen.record_id;
  findings& out = row.seen.raw;
  add(out, field::name, text_at(member(properties, "names"), "primary"), method, confidence,
      datasets_of(properties));
  add_all(out, field::website, member(properties, "websites"), method, confidence);
  add_all(out, field::phone, member(properties, "phones"), method, confidence);
  add_all(out, field::email, member(properties, "emails"), method, confidence);
  for (const json& profile : member(properties, "socials")) {
    if (profile.is_string()) {
      const auto url = profile.get<std::string>();
      add(out, field::social, url, method, confidence, network_of(url));
    }
  }
  if (const std::string category = category_of(properties); !category.empty()) {
    add_industry(out, category, method, confidence);
  }
  const json& addresses = member(properties, "addresses");
  const json& first = addresses.is_array() && !addresses.empty() ? addresses.front() : json();
  place where;
  where.street = text_at(first, "freeform");
  where.city = text_at(first, "locality");
  where.state = text_at(first, "region");
  where.postal_code = text_at(first, "postcode");
  where.country = text_at(first, "country");
  add_point(where, geometry);
  add_place(out, std::move(where), method, confidence);
  const std::string status = text_at(properties, "operating_status");
  if (status == "permanently_closed" || status == "closed") {
    row.problem = "it is closed for good (operating_status " + status + ")";
  }
  return row;
}

import_row read_all_the_places(const json& properties, const json& geometry, const std::string& id,
                               wall_time at) {
  constexpr const char* method = "all_the_places";
  constexpr double confidence = 0.85;
  import_row row;
  row.seen.source = method;
  row.seen.record_id = id.empty() ? text_at(properties, "@spider") + "/" + text_at(properties, "ref") : id;
  row.seen.source_url = text_at(properties, "@source_uri");
  directory::tag_list tags;
  for (const auto& [key, value] : properties.items()) {
    if (value.is_string()) {
      tags.emplace_back(key, value.get<std::string>());
    }
  }
  findings& out = row.seen.raw;
  directory::add_tag_facts(out, tags, method, confidence);
  if (out.first(field::name).empty()) {
    add(out, field::name, directory::tag(tags, "brand"), method, confidence);
  }
  if (fact industry = enrich::industry_of_tags(tags); !industry.value.empty()) {
    out.facts.push_back(std::move(industry));
  }
  place where = directory::place_of_tags(tags);
  add_point(where, geometry);
  add_place(out, std::move(where), method, confidence);
  if (directory::is_closed(tags, at)) {
    row.problem = "it is closed (end_date " + directory::tag(tags, "end_date") + ")";
  }
  return row;
}

std::string value_at(const std::map<std::string, std::string>& values, const char* name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string{} : found->second;
}

std::optional<double> number_in(const std::string& text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size() && std::isfinite(value)
             ? std::optional(value)
             : std::nullopt;
}

/// "example-shop.com" -> "Example shop": what a list of domains has for a name.
std::string name_of_domain(const std::string& website) {
  const auto address = parse_url(website.find("://") == std::string::npos ? "http://" + website : website);
  if (!address) {
    return {};
  }
  const std::string domain = registrable_domain(address->host); // none of "localhost" and "127.0.0.1"
  std::u32string label = code_points(to_unicode_host(domain));
  label.resize(std::min(label.find(U'.'), label.size()));
  std::replace(label.begin(), label.end(), U'-', U' ');
  if (!label.empty()) {
    label.front() = static_cast<char32_t>(u_toupper(static_cast<UChar32>(label.front())));
  }
  return to_utf8(label);
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
  const char* method = options.method;
  import_row row;
  row.seen.source = options.source;
  row.seen.record_id = values.contains("id") ? value_at(values, "id") : id_of_row(values);
  findings& out = row.seen.raw;
  const std::string website = value_at(values, "website");
  const std::string name = value_at(values, "name");
  add(out, field::name, name, method, 0.9);
  if (name.empty()) {
    add(out, field::name, name_of_domain(website), "domain", 0.3);
  }
  add(out, field::website, website, method, 0.9);
  add(out, field::phone, value_at(values, "phone"), method, 0.9);
  add(out, field::email, value_at(values, "email"), method, 0.9);
  add(out, field::description, value_at(values, "description"), method, 0.9);
  add(out, field::employee_count, value_at(values, "employees"), method, 0.9);
  add(out, field::social, value_at(values, "linkedin"), method, 0.9, "linkedin");
  if (const std::string industry = value_at(values, "industry"); !industry.empty()) {
    add_industry(out, industry, method, 0.9);
  }
  place where;
  where.street = value_at(values, "street");
  where.city = value_at(values, "city");
  where.state = value_at(values, "state");
  where.postal_code = value_at(values, "postal_code");
  where.country = value_at(values, "country");
  const auto latitude = number_in(value_at(values, "latitude"));
  const auto longitude = number_in(value_at(values, "longitude"));
  if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
    where.has_point = true;
    where.latitude = *latitude;
    where.longitude = *longitude;
  }
  add_place(out, std::move(where), method, 0.9);
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
  const bool feature = parsed->contains("properties");
  const json& properties = feature ? parsed->at("properties") : *parsed;
  const json& geometry = member(*parsed, "geometry");
  const std::string id = text_at(*parsed, "id");
  if (properties.contains("@spider")) {
    row = read_all_the_places(properties, geometry, id, options.at);
  } else if (member(properties, "names").is_object()) {
    row = read_overture(properties, geometry, id);
  } else {
    auto values = values_of(properties, options.columns);
    if (!id.empty()) {
      values.try_emplace("id", id);
    }
    row = read_import_values(values, options);
    if (!row.seen.raw.places.empty()) {
      add_point(row.seen.raw.places.front(), geometry);
    }
  }
  finish(row, options);
  return row;
}

} // namespace leadstream::sources
