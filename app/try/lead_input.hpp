#pragma once
#include "domain/model/lead.hpp"
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// Leads as people write them in JSON lines (docs/cli.md).
namespace leadstream::app {

/// {"company":{…},"contacts":[…],"facts":…}: company and contacts with the members of the REST API, facts as
/// a list of {"field","value","detail"?,"url"?,"fetched_at"?} or an object of field and value(s). Facts
/// without a time count as seen `now`.
result<lead> read_lead(const nlohmann::json& from, wall_time now);

/// The fields that facts may have.
std::vector<std::string> fact_fields();

} // namespace leadstream::app
