#pragma once
#include "tests/simweb/crm/moods.hpp"

#include <map>
#include <set>
#include <vector>

namespace leadstream::simweb {

/// HubSpot's CRM at hubspot.test, token "simweb-key": batch upsert of companies and contacts by properties
/// that are unique, with 207 where some records fail, associations, the limits of ten seconds and of a day.
/// GET / shows all that it holds.
class hubspot_standin {
public:
  hubspot_standin(overpass::reliability how, std::size_t requests_a_day)
      : mood_(how), left_today_(requests_a_day) {}
  reply answer(const request& asked);

private:
  using record = std::map<std::string, std::string>;
  struct object {
    std::set<std::string> unique;      ///< properties that records may be upserted by
    std::set<std::string> properties;  ///< all that there are
    std::map<std::string, record> all; ///< by HubSpot's id
  };

  reply show() const;
  std::optional<reply> limit();
  reply upsert(object& of, const char* name, const nlohmann::json& body);
  std::optional<nlohmann::json> refuse(const object& of, const std::string& own, const nlohmann::json& input);
  std::string find(const object& of, const std::string& property, const std::string& value) const;
  reply tie(const nlohmann::json& body);

  moods mood_;
  std::size_t left_today_;
  std::size_t requests_ = 0;
  std::deque<std::chrono::steady_clock::time_point> recent_;
  std::uint64_t next_id_ = 9'000'000;
  std::set<std::string> seen_; ///< ids that were refused at first sight
  object companies_{{"leadstream_external_id"},
                    {"name", "phone", "website", "domain", "industry_text", "city", "country", "zip",
                     "address", "leadstream_score", "leadstream_external_id"},
                    {}};
  object contacts_{{"leadstream_external_id", "email"},
                   {"firstname", "lastname", "email", "phone", "jobtitle", "leadstream_external_id"},
                   {}};
  std::map<std::string, std::string> company_of_; ///< by contact
};

} // namespace leadstream::simweb
