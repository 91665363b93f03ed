#include "domain/enrich/industry.hpp"
#include "domain/json/read.hpp"
#include "domain/sources/import_csv.hpp"
#include "domain/sources/import_json.hpp"
#include "domain/url/url.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace leadstream::sources {
namespace {

using nlohmann::json;

constexpr leadstream::json::read_limits record_limits{longest_import_record, 24};

const json& member(const json& from, const char* name) {
  static const json nothing;
  const auto found = from.is_object() ? from.find(name) : from.end();
  return found != from.end() ? *found : nothing;
}

std::string text_at(const json& from, const char* name) {
  const json& value = member(from, name);
  return value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : std::string{};
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

void add_point(place& where, const json& geometry) {
  const json& at = member(geometry, "coordinates");
  if (at.is_array() && at.size() >= 2 && at[0].is_number() && at[1].is_number() &&
      std::abs(at[1].get<double>()) <= 90 && std::abs(at[0].get<double>()) <= 180) {
    where.has_point = true;
    where.longitude = at[0].get<double>();
    where.latitude = at[1].get<double>();
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

import_row read_all_the_places(const json& properties, const json& geometry, const std::string& id) {
  constexpr const char* method = "all_the_places";
  import_row row;
  row.seen.source = method;
  row.seen.record_id = id.empty() ? text_at(properties, "@spider") + "/" + text_at(properties, "ref") : id;
  row.seen.source_url = text_at(properties, "@source_uri");
  findings& out = row.seen.raw;
  const std::string name = text_at(properties, "name");
  add(out, field::name, name.empty() ? text_at(properties, "brand") : name, method, 0.85);
  add(out, field::website, text_at(properties, "website"), method, 0.85);
  add(out, field::phone, text_at(properties, "phone"), method, 0.85);
  add(out, field::email, text_at(properties, "email"), method, 0.85);
  add(out, field::opening_hours, text_at(properties, "opening_hours"), method, 0.85);
  std::vector<std::pair<std::string, std::string>> tags;
  for (const auto& [key, value] : properties.items()) {
    if (value.is_string()) {
      tags.emplace_back(key, value.get<std::string>());
    }
  }
  if (fact industry = enrich::industry_of_tags(tags); !industry.value.empty()) {
    out.facts.push_back(std::move(industry));
  }
  place where;
  where.street = text_at(properties, "addr:street_address");
  if (where.street.empty()) {
    where.street = text_at(properties, "addr:street");
    const std::string number = text_at(properties, "addr:housenumber");
    where.street += where.street.empty() || number.empty() ? "" : " " + number;
  }
  where.city = text_at(properties, "addr:city");
  where.state = text_at(properties, "addr:state");
  where.postal_code = text_at(properties, "addr:postcode");
  where.country = text_at(properties, "addr:country");
  add_point(where, geometry);
  add_place(out, std::move(where), method, 0.85);
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

/// "example-shop.com" -> "example shop": what a list of domains has for a name.
std::string name_of_domain(const std::string& website) {
  const auto address = parse_url(website.find("://") == std::string::npos ? "http://" + website : website);
  if (!address) {
    return {};
  }
  std::string domain = registrable_domain(address->host);
  std::string label = (domain.empty() ? address->host : domain);
  label = label.substr(0, label.find('.'));
  for (char& c : label) {
    c = c == '-' ? ' ' : c;
  }
  if (!label.empty() && label.front() >= 'a' && label.front() <= 'z') {
    label.front() = static_cast<char>(label.front() - 32);
  }
  return label;
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

} // namespace

import_row read_import_values(const std::map<std::string, std::string>& values,
                              const import_options& options) {
  const char* method = options.method;
  import_row row;
  row.seen.source = options.source;
  row.seen.record_id = value_at(values, "id");
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
    row = read_all_the_places(properties, geometry, id);
  } else if (member(properties, "names").is_object()) {
    row = read_overture(properties, geometry, id);
  } else {
    std::map<std::string, std::string> values;
    for (const std::string& column : import_columns()) {
      if (std::string value = text_at(properties, column.c_str()); !value.empty()) {
        values[column] = std::move(value);
      }
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
