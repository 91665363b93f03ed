#pragma once
#include "domain/model/result.hpp"
#include "domain/score/profile.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

/// Score profiles as people write them.
namespace leadstream::json {

/// Appends {"weights":{…},"points":{…},"company_sizes":[…],"industries":[…],"technologies":[…]}.
void append(std::string& out, const score::profile& values);

/// Reads the same; what is left out stays at its default. The weights must sum to 1; unknown members are
/// refused. The error's field names the member.
result<score::profile> read_profile(const nlohmann::json& from);
result<score::profile> read_profile(std::string_view text);

} // namespace leadstream::json
