#include "domain/sources/import_findings.hpp"

#include "domain/clean/website.hpp"
#include "domain/enrich/industry.hpp"
#include "domain/extract/socials.hpp"
#include "domain/json/member.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leadstream::sources {
namespace {

using json::member;

/// What is left of the confidence in a word that nobody knows.
constexpr double unknown_word = 0.8;

std::string as_words(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

bool is_position(const nlohmann::json& at) {
  return at.is_array() && at.size() >= 2 && at[0].is_number() && at[1].is_number();
}

/// The positions of coordinates nested as those of lines and areas are; in a ring the last repeats the first.
void collect_positions(const nlohmann::json& coordinates, std::vector<std::array<double, 2>>& out) {
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

} // namespace

void import_findings::add(field what, std::string value, std::string detail) {
  if (!value.empty()) {
    to_.facts.push_back({what, std::move(value), method_, confidence_, std::move(detail)});
  }
}

void import_findings::add_guess(field what, std::string value, const char* method, double confidence) {
  if (!value.empty()) {
    to_.facts.push_back({what, std::move(value), method, confidence, {}});
  }
}

void import_findings::add_industry(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (std::string known = enrich::canonical_industry(as_words(word)); !known.empty()) {
      add(field::industry, std::move(known), word);
      return;
    }
  }
  const auto first =
      std::find_if(words.begin(), words.end(), [](const std::string& word) { return !word.empty(); });
  if (first != words.end()) {
    to_.facts.push_back({field::industry, as_words(*first), method_, confidence_ * unknown_word, *first});
  }
}

void import_findings::add_link(const std::string& address) {
  const auto site = clean_website(address);
  if (const auto profile = extraction::profile_of(site ? site->value : address)) {
    add(field::social, profile->url, profile->network);
  } else {
    add(field::website, address);
  }
}

void import_findings::add_place(place where) {
  where.method = method_;
  where.confidence = confidence_;
  if (!where.empty()) {
    to_.places.push_back(std::move(where));
  }
}

void add_point(place& where, const nlohmann::json& geometry) {
  std::vector<std::array<double, 2>> positions;
  collect_positions(member(geometry, "coordinates"), positions);
  for (const auto& part : member(geometry, "geometries")) {
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

} // namespace leadstream::sources
