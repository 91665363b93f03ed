#pragma once
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The JSON columns of the tables. encode() writes what decode() reads back to the same value; decode()
/// ignores unknown members and throws failure(malformed) on anything that is not of the form.
namespace leadstream::storage {

std::string encode(const findings& content);
std::string encode(const std::vector<rejection>& rejected);
std::string encode(const search_criteria& criteria);
std::string encode(const std::vector<job_error>& errors);
std::string encode(const std::vector<std::string>& texts);
std::string encode(const intelligence& known);
std::string encode(const std::vector<provenance>& origins);
std::string encode(const std::vector<category_score>& categories);

void decode(std::string_view text, findings& content);
void decode(std::string_view text, std::vector<rejection>& rejected);
void decode(std::string_view text, search_criteria& criteria);
void decode(std::string_view text, std::vector<job_error>& errors);
void decode(std::string_view text, std::vector<std::string>& texts);
void decode(std::string_view text, intelligence& known);
void decode(std::string_view text, std::vector<provenance>& origins);
void decode(std::string_view text, std::vector<category_score>& categories);

} // namespace leadstream::storage
