#pragma once
#include "domain/model/result.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// Reading members of hand-written JSON without surprises.
namespace leadstream::app {

/// The string (or number, as text) at one of the keys; empty when none is there or it is null.
std::string text_at(const nlohmann::json& object, std::initializer_list<const char*> keys);

/// The strings at `key`: one or a list of them.
std::vector<std::string> texts_at(const nlohmann::json& object, const char* key);

/// An error that names the first member that is not among the known ones, and the nearest of these.
result<done> refuse_unknown(const nlohmann::json& object, const std::vector<std::string>& known,
                            const std::string& where);

} // namespace leadstream::app
