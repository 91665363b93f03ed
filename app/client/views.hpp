#pragma once
#include <nlohmann/json_fwd.hpp>

#include <string>

/// How the commands show what the API gives to people. Foreign text never reaches the terminal raw.
namespace leadstream::app {

/// A text member, empty when it is missing, null or no text.
std::string text_at(const nlohmann::json& from, const char* name);
/// A whole number, 0 when it is missing or none.
long long number_at(const nlohmann::json& from, const char* name);

/// A lead on one line: mark, score, name, place, email, phone, website.
std::string lead_line(const nlohmann::json& lead, char mark, bool color);
/// Leads as a table.
std::string lead_table(const nlohmann::json& leads);
/// A lead with everything that is known of it.
std::string lead_sheet(const nlohmann::json& lead);

/// "running 40 %, 12 leads, 1 error"
std::string job_line(const nlohmann::json& job);
std::string job_table(const nlohmann::json& jobs);
std::string job_sheet(const nlohmann::json& job);

} // namespace leadstream::app
