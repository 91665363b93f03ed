#pragma once
#include "domain/model/lead.hpp"
#include "domain/model/result.hpp"
#include "domain/score/profile.hpp"

#include <nlohmann/json_fwd.hpp>

/// Leads and score profiles as people write them in JSON lines (docs/cli.md).
namespace leadstream::app {

/// {"company":{…},"contacts":[…],"facts":…}: company and contacts with the members of the REST API, facts as
/// a list of {"field","value","detail"?,"url"?,"fetched_at"?} or an object of field and value(s). Facts
/// without a time count as seen `now`.
result<lead> read_lead(const nlohmann::json& from, wall_time now);

/// {"weights":{…},"points":{…},"company_sizes":[…],"industries":[…],"technologies":[…]}; what is left out
/// stays at its default. The weights must sum to 1.
result<score::profile> read_profile(const nlohmann::json& from);

} // namespace leadstream::app
