#pragma once
#include "domain/model/marks.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/score.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// Company sizes by number of employees.
enum class size_category : std::uint8_t { s1_10, s11_50, s51_200, s201_1000, s1000_plus };

/// '1-10', '11-50', '51-200', '201-1000', '1000+'.
const char* to_string(size_category size);
std::optional<size_category> parse_size_category(std::string_view text);

/// The category of a number of employees.
size_category size_of(std::uint64_t employees);

/// Characters of an industry, of a lead or searched for: the column's width.
inline constexpr std::size_t longest_industry = 50;

/// A company: what all its observations together say. Table companies.
struct company {
  uuid id;
  std::string name;     ///< 1..100 characters
  std::string industry; ///< at most longest_industry characters, empty when unknown
  std::optional<size_category> size;
  std::string website;     ///< at most 255 characters, empty when unknown
  std::string description; ///< empty when unknown
  place location;
  int lead_score = 0;     ///< 0..100
  wall_time created_at{}; ///< when it was first observed
  wall_time updated_at{}; ///< when it was last observed

  bool operator==(const company&) const = default;
};

/// A way to reach somebody at a company. Table contacts. The first of a lead is the primary one.
struct contact {
  uuid id;
  std::string name;  ///< at most 100 characters, empty when unknown
  std::string title; ///< at most 100 characters
  std::string email; ///< unique within the company when not empty
  std::string phone; ///< E.164, at most 20 characters
  std::string linkedin_url;
  bool is_decision_maker = false;
  double confidence = 0; ///< 0..1
  wall_time created_at{};

  bool operator==(const contact&) const = default;
};

/// Where one value of a lead came from.
struct provenance {
  std::string field; ///< "name", "website", "contact.email", …
  std::string value;
  std::string source;
  std::string url;
  wall_time fetched_at{};
  std::string method;
  double confidence = 0;   ///< 0..1
  std::string detail = {}; ///< what the fact says beside its value, see `field`

  bool operator==(const provenance&) const = default;
};

/// What is known of how a company does, each entry the text that the API shows.
struct intelligence {
  std::vector<std::string> growth_signals;
  std::vector<std::string> technology_stack;
  std::vector<std::string> pain_points;

  bool operator==(const intelligence&) const = default;
};

/// A company with all that belongs to it: the projection of its observations, with its score.
struct lead {
  leadstream::company company;
  std::vector<contact> contacts;
  std::vector<std::string> social; ///< profile URLs
  leadstream::intelligence intelligence;
  score_breakdown breakdown;
  std::vector<leadstream::provenance> provenance;
  lead_marks marks;          ///< what people wrote on it
  std::uint64_t version = 0; ///< counts the commits that changed it; 0: not stored yet

  bool operator==(const lead&) const = default;
};

} // namespace leadstream
