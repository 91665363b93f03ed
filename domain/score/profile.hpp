#pragma once
#include "domain/model/lead.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leadstream::score {

/// The four categories of a score.
enum class category : std::uint8_t {
  contact_completeness,
  business_indicators,
  data_quality,
  engagement_potential
};
inline constexpr std::size_t category_count = 4;
const char* to_string(category which);

/// What can count for a lead.
enum class criterion : std::uint8_t {
  email_found,
  phone_found,
  decision_maker_contact,
  multiple_contacts,
  company_size_match,
  industry_relevance,
  technology_match,
  growth_signals,
  verified_email,
  active_website,
  recent_activity,
  social_presence,
  job_postings_active,
  funding_news,
  expansion_signals
};
inline constexpr std::size_t criterion_count = 15;
const char* to_string(criterion which);

/// The category that a criterion belongs to.
category category_of(criterion which);

/// What a score is made of: weights of the categories (each 0..1, together 1) and points of the criteria, in
/// the order of the enumerations; and what the ideal lead looks like, where empty means that the search
/// decides.
struct profile {
  std::array<double, category_count> weights{0.25, 0.35, 0.25, 0.15};
  std::array<int, criterion_count> points{20, 15, 25, 10, 30, 25, 20, 25, 20, 15, 20, 10, 15, 20, 10};
  std::vector<size_category> sizes;
  std::vector<std::string> industries;
  std::vector<std::string> technologies;

  double& weight(category which) { return weights[static_cast<std::size_t>(which)]; }
  double weight(category which) const { return weights[static_cast<std::size_t>(which)]; }
  int& points_of(criterion which) { return points[static_cast<std::size_t>(which)]; }
  int points_of(criterion which) const { return points[static_cast<std::size_t>(which)]; }
};

} // namespace leadstream::score
