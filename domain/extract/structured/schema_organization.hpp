#pragma once
#include "domain/extract/structured/schema_node.hpp"
#include "domain/extract/structured/structured_facts.hpp"

namespace leadstream::extraction {

/// What a node of type Organization, Place or WebSite says; the weight counts what fits the page's own
/// organisation.
described_organization describe_organization(const nlohmann::json& node,
                                             const std::vector<std::string>& types, const std::string& method,
                                             const context& page, const schema::ids& known);

} // namespace leadstream::extraction
