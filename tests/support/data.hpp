#pragma once
#include <nlohmann/json_fwd.hpp>

#include <string>

/// The real data beside the project, which not every machine has.
namespace leadstream::data {

/// A file's bytes by its path in ../shared/data; empty with a warning of the test when it is not there.
std::string text(const std::string& path);

/// A JSON file's content; an empty array when it is not there.
nlohmann::json json(const std::string& path);

} // namespace leadstream::data
