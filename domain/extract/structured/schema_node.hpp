#pragma once
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadstream::extraction {

/// One reading of JSON-LD, microdata and RDFa nodes, so that their meaning is written down once.
namespace schema {

using ids = std::unordered_map<std::string, const nlohmann::json*>;

/// schema.org types without their prefix: "LocalBusiness".
std::vector<std::string> types_of(const nlohmann::json& node);

/// The values of a property, none when it is absent. References {"@id": …} are followed once.
std::vector<const nlohmann::json*> values(const nlohmann::json& node, std::string_view property,
                                          const ids& known);

/// The text of a value: strings with entities undone and blanks folded, numbers, @value, else the name of the
/// object.
std::string text_of(const nlohmann::json& value);

/// The text of the first value of a property; empty when there is none.
std::string first_text(const nlohmann::json& node, std::string_view property, const ids& known);

/// Whether a type is Organization or one of what schema.org derives from it; the same of LocalBusiness.
bool is_organization(std::string_view type);
bool is_local_business(std::string_view type);

} // namespace schema
} // namespace leadstream::extraction
