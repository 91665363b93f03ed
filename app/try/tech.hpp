#pragma once
#include "domain/enrich/tech_detector.hpp"
#include "domain/json/writer.hpp"
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace leadstream::app {

/// Reads a folder of fingerprints in the Wappalyzer form. What had to be left out of it is named on standard
/// error.
result<enrich::tech_detector> load_detector(const std::string& folder);

/// Answers a request of `try tech` with that detector.
result<done> detect_technologies(const enrich::tech_detector& by, const nlohmann::json& request,
                                 json::writer& answer);

} // namespace leadstream::app
