#pragma once
#include <nlohmann/json_fwd.hpp>

#include <string>

namespace leadstream::json {

/// The member of an object; null when there is none, or no object.
const nlohmann::json& member(const nlohmann::json& from, const char* name);

/// A string or number as text; empty for everything else.
std::string text_of(const nlohmann::json& value);

/// The member's text.
std::string text_at(const nlohmann::json& from, const char* name);

} // namespace leadstream::json
