#pragma once
#include "app/try/fact_input.hpp"

/// Leads as people write them in JSON lines (docs/cli.md).
namespace leadstream::app {

/// {"company":{…},"contacts":[…],"facts":…}: company and contacts with the members of the REST API, facts as
/// read_facts() takes them.
result<told_lead> read_lead(const nlohmann::json& from, wall_time now);

} // namespace leadstream::app
