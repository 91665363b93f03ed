#include "domain/score/profile.hpp"

namespace leadstream::score {
namespace {

struct criterion_row {
  const char* name;
  category of;
};

constexpr std::array<const char*, category_count> categories{"contact_completeness", "business_indicators",
                                                             "data_quality", "engagement_potential"};

constexpr std::array<criterion_row, criterion_count> criteria{{
    {"email_found", category::contact_completeness},
    {"phone_found", category::contact_completeness},
    {"decision_maker_contact", category::contact_completeness},
    {"multiple_contacts", category::contact_completeness},
    {"company_size_match", category::business_indicators},
    {"industry_relevance", category::business_indicators},
    {"technology_match", category::business_indicators},
    {"growth_signals", category::business_indicators},
    {"verified_email", category::data_quality},
    {"active_website", category::data_quality},
    {"recent_activity", category::data_quality},
    {"social_presence", category::data_quality},
    {"job_postings_active", category::engagement_potential},
    {"funding_news", category::engagement_potential},
    {"expansion_signals", category::engagement_potential},
}};

} // namespace

const char* to_string(category which) {
  return categories[static_cast<std::size_t>(which)];
}
const char* to_string(criterion which) {
  return criteria[static_cast<std::size_t>(which)].name;
}
category category_of(criterion which) {
  return criteria[static_cast<std::size_t>(which)].of;
}

} // namespace leadstream::score
