#pragma once
#include "tests/simweb/world/company.hpp"

#include <string>

namespace leadstream::simweb {

/// One line of JSON: what a perfect run that is polite and retries would know of the company, from its
/// listing and from the pages that it may and can read:
/// {"id", "osm": ["node/1"], "name", "industry", "tag", "city", "country", "street", "housenumber",
/// "postcode",
///  "website", "host", "phones": [E.164], "emails": [], "people": [{"name", "title", "decision_maker"}],
///  "social": [], "fault", "site_reachable", "forbidden": [paths that robots.txt forbids], "lost": [paths
///  that cannot be read], "listed": {"phones", "emails", "website"}, "formats": {…}}.
std::string truth_of(const company& of, std::uint64_t seed);

/// Writes the truth of all companies, a line each. Throws std::runtime_error when the file cannot be written.
void write_truth(const world_options& world, const std::string& path);

} // namespace leadstream::simweb
