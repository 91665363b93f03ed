#pragma once
#include "tests/simweb/crm/moods.hpp"

#include <map>
#include <set>

namespace leadstream::simweb {

/// Salesforce at salesforce.test (tokens, client "simweb" with the secret "simweb-key") and
/// instance.salesforce.test: upsert of collections by an external id, 200 with errors by row, duplicate
/// rules, contacts by their account's external id, sessions that end, a day's limit. GET / shows all that it
/// holds.
class salesforce_standin {
public:
  salesforce_standin(overpass::reliability how, std::size_t requests_a_day)
      : mood_(how), session_length_(how == overpass::reliability::sound ? 1'000'000 : 5),
        allowed_(requests_a_day) {}
  reply answer(const request& asked);

private:
  using record = std::map<std::string, std::string>;

  reply show() const;
  reply token(const request& asked);
  std::optional<reply> refuse_session(const request& asked);
  reply upsert(const std::string& object, const request& asked);
  nlohmann::json take(const std::string& object, const nlohmann::json& row, bool duplicates);
  std::string fault_of(const std::string& object, const nlohmann::json& row, const std::string& own,
                       bool duplicates, std::string& message);

  moods mood_;
  std::size_t session_length_; ///< requests until a session ends
  std::size_t allowed_;
  std::size_t requests_ = 0;
  std::size_t tokens_ = 0;
  std::size_t session_used_ = 0;
  std::uint64_t next_id_ = 1;
  std::map<std::string, std::map<std::string, record>> objects_; ///< by object, then external id
};

} // namespace leadstream::simweb
